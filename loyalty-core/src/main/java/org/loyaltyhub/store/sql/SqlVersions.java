package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.rule.BookSource;
import org.loyaltyhub.rule.RuleBook;
import org.loyaltyhub.store.Activated;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.store.StoredVersion;
import org.loyaltyhub.store.VersionReader;
import org.loyaltyhub.store.codec.Digests;
import org.loyaltyhub.store.codec.LoadedVersions;
import org.loyaltyhub.value.ContentHash;

/** Versions with their sources, and which of them were put in force. Thread-safe. */
final class SqlVersions {
    private final Sessions sessions;
    private final int programme;
    private final VersionReader reader;
    private final LoadedVersions loaded;

    SqlVersions(Sessions sessions, int programme, VersionReader reader, Digests digests) {
        this.sessions = sessions;
        this.programme = programme;
        this.reader = reader;
        this.loaded = new LoadedVersions(digests, this::load, this::versionIds);
    }

    /** Within the host's transaction: with the versions that are loaded, on connections of their own. */
    private SqlVersions(Sessions sessions, SqlVersions like) {
        this.sessions = sessions;
        this.programme = like.programme;
        this.reader = like.reader;
        this.loaded = like.loaded;
    }

    SqlVersions within(Sessions hosts) {
        return new SqlVersions(hosts, this);
    }

    LoadedVersions loaded() {
        return loaded;
    }

    boolean announce(Version version, long activations) {
        loaded.add(version);
        return sessions.write("announce " + version, session -> {
            session.execute(sessions.dialect().lock());
            keep(session, version);
            return isNext(session, activations, version.id());
        });
    }

    /** Whether it was announced until now. */
    boolean withdraw(String id) {
        return sessions.write(
                "withdraw version " + id,
                session -> session.update(
                                "update loyalty_journal_head set activations = activations + 1, announced = null"
                                        + " where programme = ? and announced = ?",
                                programme,
                                id)
                        == 1);
    }

    /** Whether the versions in force are those that the caller knows; from here on they are not. */
    private boolean isNext(Session session, long activations, Object announced) throws SQLException {
        int count = session.update(
                "update loyalty_journal_head set activations = activations + 1, announced = ?"
                        + " where programme = ? and activations = ?",
                announced,
                programme,
                activations);
        return count == 1;
    }

    boolean activate(Version version, Instant from, long activations) {
        loaded.add(version);
        return sessions.write("keep " + version, session -> {
            session.execute(sessions.dialect().lock());
            if (!isNext(session, activations, Session.No.TEXT)) {
                return false;
            }
            keep(session, version);
            int place = session.first(
                            "select coalesce(max(place), 0) + 1 as next from loyalty_activation where programme = ?",
                            row -> row.getInt("next"),
                            programme)
                    .orElseThrow();
            session.update(
                    "insert into loyalty_activation (programme, place, version, in_force_from) values (?, ?, ?, ?)",
                    programme,
                    place,
                    version.id(),
                    from.toString());
            return true;
        });
    }

    private void keep(Session session, Version version) throws SQLException {
        Optional<String> terms = Optional.empty();
        if (version.programme().source().isPresent()) {
            terms = Optional.of(keepSource(session, version.programme().source().get()));
        }
        int fresh = session.update(
                "insert into loyalty_version (programme, version, semantics, terms, trusted) values (?, ?, ?, ?, ?)"
                        + " on conflict (programme, version) do nothing",
                programme,
                version.id(),
                Version.SEMANTICS,
                terms.<Object>map(text -> text).orElse(Session.No.TEXT),
                version.trusted().<Object>map(rules -> rules.digest()).orElse(Session.No.TEXT));
        for (int place = 0; fresh == 1 && place < version.books().size(); place++) {
            RuleBook book = version.books().get(place);
            if (book.source().isPresent()) {
                session.update(
                        "insert into loyalty_version_book (programme, version, place, name, hash)"
                                + " values (?, ?, ?, ?, ?)",
                        programme,
                        version.id(),
                        place,
                        book.source().get().name(),
                        keepSource(session, book.source().get().text()));
            }
        }
    }

    private String keepSource(Session session, String text) throws SQLException {
        String hash = ContentHash.of(text).text();
        session.update(
                "insert into loyalty_source (programme, hash, content) values (?, ?, ?)"
                        + " on conflict (programme, hash) do nothing",
                programme,
                hash,
                text);
        return hash;
    }

    private List<String> versionIds() {
        return sessions.ask(
                "list versions",
                session -> session.query(
                        "select version from loyalty_version where programme = ?",
                        row -> row.getString("version"),
                        programme));
    }

    private Optional<Version> load(String id) {
        return sessions.read("read version " + id, session -> stored(session, id))
                .map(this::version);
    }

    private Version version(StoredVersion stored) {
        try {
            return reader.read(stored);
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "the stored sources of version " + stored.id() + " no longer make one: " + e.getMessage(), e);
        }
    }

    private Optional<StoredVersion> stored(Session session, String id) throws SQLException {
        List<BookSource> books = session.query(
                "select b.name, s.content from loyalty_version_book b join loyalty_source s"
                        + " on s.programme = b.programme and s.hash = b.hash"
                        + " where b.programme = ? and b.version = ? order by b.place",
                row -> new BookSource(row.getString("name"), row.getString("content")),
                programme,
                id);
        return session.first(
                "select v.semantics, v.trusted, s.content from loyalty_version v left join loyalty_source s"
                        + " on s.programme = v.programme and s.hash = v.terms"
                        + " where v.programme = ? and v.version = ?",
                row -> new StoredVersion(
                        id,
                        row.getInt("semantics"),
                        Optional.ofNullable(row.getString("content")),
                        books,
                        Optional.ofNullable(row.getString("trusted"))),
                programme,
                id);
    }

    /** Those in force at that moment or later, with the moments from which each is. */
    List<Activated> inForce(Instant earliest) {
        Map<Instant, String> all = new LinkedHashMap<>();
        sessions.read(
                        "read what is in force",
                        session -> session.query(
                                "select version, in_force_from from loyalty_activation where programme = ?"
                                        + " order by place",
                                row -> Map.entry(
                                        Instant.parse(row.getString("in_force_from")), row.getString("version")),
                                programme))
                .forEach(each -> all.put(each.getKey(), each.getValue()));
        Instant[] starts = all.keySet().stream().sorted().toArray(Instant[]::new);
        int found = Arrays.binarySearch(starts, earliest);
        int first = found >= 0 ? found : Math.max(0, -found - 2);
        List<Activated> needed = new ArrayList<>();
        for (int i = first; i < starts.length; i++) {
            needed.add(new Activated(starts[i], loaded.version(String.valueOf(all.get(starts[i])))));
        }
        return needed;
    }
}
