package org.loyaltyhub.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rule.BookSource;
import org.loyaltyhub.rule.RuleBook;
import org.loyaltyhub.store.Activated;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Due;
import org.loyaltyhub.store.Errand;
import org.loyaltyhub.store.Fate;
import org.loyaltyhub.store.Recorded;
import org.loyaltyhub.store.SettlementStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.store.StoredVersion;
import org.loyaltyhub.store.VersionReader;
import org.loyaltyhub.store.codec.Codec;
import org.loyaltyhub.store.codec.Digests;
import org.loyaltyhub.store.codec.LoadedVersions;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;

/**
 * Keeps everything in a database: SQLite 3.51.3 or newer, in one file, or PostgreSQL. What a commit has returned for stays
 * after a crash of the process, and after one of the machine as far as its disk keeps what it says is written.
 *
 * <p>Several stores, in one process or in many, may use one database; each may hold several programmes. Thread-safe; it
 * keeps up to nine connections of the source open. A commit costs one transaction.
 */
public final class SqlStore implements Store, AutoCloseable {
    /** How often a commit is tried again because the database chose it to give way to others. */
    private static final int MOST_TRIES = 10;

    private final Sessions sessions;
    private final int programme;
    private final VersionReader reader;
    private final Digests digests = new Digests();
    private final LoadedVersions versions;
    private final Codec codec;
    private final SettlementStore settlements;
    private final KnownIdentifiers identifiers = new KnownIdentifiers();
    private final Unawaited unawaited = new Unawaited();
    private final ReentrantLock writing = new ReentrantLock();

    private SqlStore(Sessions sessions, int programme, VersionReader reader) {
        this.sessions = sessions;
        this.programme = programme;
        this.reader = reader;
        this.versions = new LoadedVersions(digests, this::load, this::versionIds);
        this.codec = new Codec(versions, digests);
        this.settlements = new SqlSettlements(sessions, programme, codec, versions);
    }

    private SqlStore(Sessions sessions, SqlStore like) {
        this.sessions = sessions;
        this.programme = like.programme;
        this.reader = like.reader;
        this.versions = like.versions; // loaded on connections of their own
        this.codec = like.codec;
        this.settlements = new SqlSettlements(sessions, programme, codec, versions);
    }

    /**
     * The books of a programme in a database. Its tables are made or brought up to date first, while no other process does.
     *
     * @param programme by its name; a new name begins new books
     * @param reader makes versions of their stored sources, when an older one is needed
     * @throws StoreException if the database cannot be used, with what is wrong
     */
    public static SqlStore open(DataSource source, String programme, VersionReader reader) {
        Sessions sessions = Sessions.of(source, dialect(source));
        try {
            Migrator.migrate(sessions);
            int number = sessions.write("open the books of " + programme, session -> {
                session.execute(sessions.dialect().lock());
                return number(session, programme);
            });
            return new SqlStore(sessions, number, reader);
        } catch (RuntimeException e) {
            sessions.close();
            throw e;
        }
    }

    private static Dialect dialect(DataSource source) {
        try (var connection = source.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            dialect.check(connection);
            return dialect;
        } catch (SQLException e) {
            throw Sessions.failed("be opened", e);
        }
    }

    private static int number(Session session, String programme) throws SQLException {
        Optional<Integer> known = session.first(
                "select programme from loyalty_programme where name = ?", row -> row.getInt("programme"), programme);
        if (known.isPresent()) {
            return known.get();
        }
        int next = session.first(
                        "select coalesce(max(programme), 0) + 1 as next from loyalty_programme",
                        row -> row.getInt("next"))
                .orElseThrow();
        session.update("insert into loyalty_programme (programme, name) values (?, ?)", next, programme);
        session.update(
                "insert into loyalty_journal_head (programme, number, place, waited, activations)"
                        + " values (?, 0, 0, 0, 0)",
                next);
        return next;
    }

    /**
     * The same books within a transaction that the host has begun on a connection of its own to the same database: what is
     * written is written when the host commits, and never was if it rolls back. For one transaction and one thread; closing
     * it leaves the connection open.
     *
     * <p>What was written holds rows until the transaction ends, the journal's head among them: no other hub writes
     * meanwhile. After a {@link StoreException} the host has to roll back. How durable its commit is, is the connection's
     * affair.
     *
     * @throws IllegalArgumentException if the connection commits by itself
     */
    @Override
    public SqlStore within(Connection connection) {
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalArgumentException(
                        "the connection commits by itself: call setAutoCommit(false) to begin a transaction");
            }
        } catch (SQLException e) {
            throw Sessions.failed("be asked whether it commits by itself", e);
        }
        return new SqlStore(Sessions.within(connection, sessions.dialect()), this);
    }

    /** Lets go of all connections. */
    @Override
    public void close() {
        sessions.close();
    }

    private <T> T read(String what, ReadingWork<T> work) {
        return sessions.read(what, session -> work.with(new Reading(session, programme, codec, versions)));
    }

    private interface ReadingWork<T> {
        T with(Reading reading) throws SQLException;
    }

    @Override
    public Optional<Recorded> find(EventKey key) {
        // no transaction: what an event's row names was written before it could be read
        return sessions.ask("find event " + key, session -> new Reading(session, programme, codec, versions).find(key));
    }

    @Override
    public Set<EventKey> known(Collection<EventKey> keys) {
        return sessions.ask("find events", session -> new Reading(session, programme, codec, versions).known(keys));
    }

    @Override
    public Optional<MemberId> member(Identifier identifier) {
        Optional<MemberId> known = identifiers.find(identifier);
        if (known.isPresent()) {
            return known;
        }
        Optional<MemberId> named = sessions.ask(
                "find a member",
                session -> session.first(
                        "select member from loyalty_identifier where programme = ? and kind = ? and value = ?",
                        row -> new MemberId(row.getString("member")),
                        programme,
                        identifier.kind(),
                        identifier.value()));
        named.ifPresent(member -> identifiers.keep(identifier, member));
        return named;
    }

    @Override
    public Optional<MemberState> state(MemberId member) {
        return read("read member " + member, reading -> reading.state(member));
    }

    @Override
    public List<Fate> commit(List<Bundle> bundles) {
        Fate[] fates = new Fate[bundles.size()];
        writing.lock();
        try {
            commit(bundles, fates);
        } finally {
            writing.unlock();
        }
        return List.of(fates);
    }

    private void commit(List<Bundle> bundles, Fate[] fates) {
        int tries = 0;
        while (true) {
            List<Integer> standing = standing(fates);
            if (standing.isEmpty()) {
                return;
            }
            List<Bundle> left = standing.stream().map(bundles::get).toList();
            Session session = null;
            try {
                session = sessions.takeWriter();
                session.beginToWrite();
                Map<Integer, Fate> out = new Writing(session, programme, codec, left).run();
                if (out.isEmpty()) {
                    unawaited.note(session, programme, left);
                    session.commit();
                    standing.forEach(place -> fates[place] = Fate.KEPT);
                } else {
                    session.rollback();
                    leaveOut(out, left, standing, fates);
                }
                sessions.giveBackWriter(session);
                session = null;
            } catch (SQLException e) {
                if (!sessions.dialect().isWorthAnotherTry(e) || ++tries == MOST_TRIES) {
                    throw Sessions.failed("take " + left.size() + " events", e);
                }
            } finally {
                if (session != null) {
                    session.close();
                }
            }
        }
    }

    private static List<Integer> standing(Fate[] fates) {
        List<Integer> standing = new ArrayList<>();
        for (int i = 0; i < fates.length; i++) {
            if (fates[i] == null) {
                standing.add(i);
            }
        }
        return standing;
    }

    /** And with each all later ones of its member. */
    private static void leaveOut(Map<Integer, Fate> out, List<Bundle> left, List<Integer> standing, Fate[] fates) {
        Set<MemberId> behind = new HashSet<>();
        for (int i = 0; i < left.size(); i++) {
            Optional<MemberId> member = left.get(i).member();
            Fate fate = out.get(i);
            if (fate != null) {
                member.ifPresent(behind::add);
                fates[standing.get(i)] = fate;
            } else if (member.isPresent() && behind.contains(member.get())) {
                fates[standing.get(i)] = Fate.OUTRUN;
            }
        }
    }

    /**
     * Tells a listener of the next decisions that it was not told of, in the order of the journal. How far it has come is
     * kept under its name once it has taken them, so after a crash it is told of some once more: at least once each.
     *
     * @param most of how many at once
     * @param listener what it throws is thrown on; it is told of the same decision again the next time
     * @return of how many it was told; 0 if it knows all there is
     */
    public int tell(String name, int most, Consumer<Decision> listener) {
        long place = sessions.read(
                "read how far " + name + " has come",
                session -> session.first(
                                "select place from loyalty_listener where programme = ? and name = ?",
                                row -> row.getLong("place"),
                                programme,
                                name)
                        .orElse(0L));
        List<Reading.Placed> next =
                read("read what is new for " + name, reading -> reading.decisionsAfter(place, most));
        long reached = place;
        try {
            for (Reading.Placed each : next) {
                listener.accept(each.decision());
                reached = each.place();
            }
        } finally {
            if (reached > place) {
                keep(name, reached);
            }
        }
        return next.size();
    }

    private void keep(String listener, long place) {
        sessions.write(
                "keep how far " + listener + " has come",
                session -> session.update(
                        "insert into loyalty_listener (programme, name, place) values (?, ?, ?)"
                                + " on conflict (programme, name) do update set place = excluded.place"
                                + " where loyalty_listener.place < excluded.place",
                        programme,
                        listener,
                        place));
    }

    @Override
    public long used(SharedLimit limit) {
        LimitRow counter = LimitRow.of(limit);
        return sessions.ask(
                "read a limit of rule " + limit.rule(),
                session -> session.first(
                                "select used from loyalty_limit where programme = ? and owner = ? and rule = ?"
                                        + " and counts = ? and first_day = ?",
                                row -> row.getLong("used"),
                                programme,
                                counter.owner(),
                                counter.rule(),
                                counter.counts(),
                                counter.firstDay())
                        .orElse(0L));
    }

    @Override
    public List<Errand> errands() {
        return sessions.ask(
                "read what is owed",
                session -> session.query(
                        "select errand from loyalty_errand where programme = ? order by place, id",
                        row -> codec.errand(row.getString("errand")),
                        programme));
    }

    @Override
    public void drop(Errand errand) {
        sessions.write(
                "drop an errand",
                session -> session.update(
                        "delete from loyalty_errand where programme = ? and id = ?",
                        programme,
                        errand.event().id()));
    }

    @Override
    public List<MemberId> members() {
        return sessions
                .read(
                        "list members",
                        session -> session.query(
                                "select member from loyalty_member where programme = ?",
                                row -> new MemberId(row.getString("member")),
                                programme))
                .stream()
                .sorted()
                .toList();
    }

    @Override
    public List<MemberId> members(Optional<MemberId> after, int most) {
        return pages("list members", pages -> pages.members(after, most));
    }

    @Override
    public List<MemberId> bornOn(MonthDay day, Optional<MemberId> after, int most) {
        return pages("list who is born on " + day, pages -> pages.bornOn(day, after, most));
    }

    @Override
    public List<Due> due(Instant by, Optional<Due> after, int most) {
        return pages("list for whom something is due", pages -> pages.due(by, after, most));
    }

    private interface PagesWork<T> {
        T with(MemberPages pages) throws SQLException;
    }

    private <T> T pages(String what, PagesWork<T> work) {
        return sessions.read(what, session -> work.with(new MemberPages(session, programme)));
    }

    @Override
    public boolean replace(MemberState state) {
        int count = sessions.write(
                "replace the memory of " + state.id(),
                session -> session.update(
                        "update loyalty_member set state = ? where programme = ? and member = ? and version = ?",
                        codec.write(state),
                        programme,
                        state.id().value(),
                        state.version()));
        return count == 1;
    }

    @Override
    public List<Event> waitingFor(Identifier identifier) {
        return waitingFor(Awaited.of(identifier));
    }

    @Override
    public List<Event> waitingFor(EventKey purchase) {
        return unawaited.take(purchase) ? List.of() : waitingFor(Awaited.of(purchase));
    }

    @Override
    public List<Event> forgottenWaiting() {
        return sessions.read(
                "read what waits for nothing any more",
                session -> session
                        .query(
                                "select e.event from loyalty_waiting w join loyalty_event e"
                                        + " on e.programme = w.programme and e.partner = w.partner and e.id = w.id"
                                        + " where w.programme = ? and (exists (select 1 from loyalty_identifier i"
                                        + " where i.programme = w.programme and i.kind = w.kind and i.value = w.value)"
                                        + " or (w.kind like '/%' and exists (select 1 from loyalty_event p"
                                        + " where p.programme = w.programme and p.partner = substr(w.kind, 2)"
                                        + " and p.id = w.value and p.outcome = ?))) order by w.place",
                                row -> codec.event(row.getString("event")), programme, Reading.ACCEPTED)
                        .stream()
                        .distinct()
                        .toList());
    }

    @Override
    public List<Event> waitingUntil(Instant moment, int most) {
        return sessions.read(
                "read what waited long enough",
                session -> session.query(
                        "select e.event from loyalty_event e where e.programme = ? and (e.partner, e.id) in"
                                + " (select w.partner, w.id from loyalty_waiting w"
                                + " where w.programme = ? and w.waits_until < ?) limit ?",
                        row -> codec.event(row.getString("event")),
                        programme,
                        programme,
                        Moments.micros(moment),
                        most));
    }

    private List<Event> waitingFor(Awaited awaited) {
        return sessions.ask(
                "read what waits",
                session -> session.query(
                        "select e.event from loyalty_waiting w join loyalty_event e"
                                + " on e.programme = w.programme and e.partner = w.partner and e.id = w.id"
                                + " where w.programme = ? and w.kind = ? and w.value = ? order by w.place",
                        row -> codec.event(row.getString("event")),
                        programme,
                        awaited.kind(),
                        awaited.value()));
    }

    @Override
    public List<Decision> decisions(MemberId member) {
        return read("read the decisions on " + member, reading -> reading.decisions(member, ""));
    }

    @Override
    public List<JournalLine> journal() {
        return read("read the journal", Reading::journal);
    }

    @Override
    public long balance(Account account) {
        return sessions.ask(
                "read the balance of " + account,
                session -> session.first(
                                "select amount from loyalty_balance where programme = ? and holder = ? and kind = ?",
                                row -> row.getLong("amount"),
                                programme,
                                account.holder(),
                                account.kind().name())
                        .orElse(0L));
    }

    @Override
    public SettlementStore settlements() {
        return settlements;
    }

    @Override
    public Optional<Version> version(String id) {
        return versions.find(id);
    }

    @Override
    public void lend(Version version) {
        versions.add(version);
    }

    @Override
    public long activations() {
        return head("activations", row -> row.getLong("activations")).orElseThrow();
    }

    @Override
    public Optional<Version> announced() {
        return head("announced", row -> Optional.ofNullable(row.getString("announced")))
                .flatMap(id -> id)
                .map(versions::version);
    }

    @Override
    public boolean announce(Version version, long activations) {
        versions.add(version);
        return sessions.write("announce " + version, session -> {
            session.execute(sessions.dialect().lock());
            keep(session, version);
            return isNext(session, activations, version.id());
        });
    }

    @Override
    public Optional<String> withdraw() {
        Optional<String> announced = head("announced", row -> Optional.ofNullable(row.getString("announced")))
                .flatMap(id -> id);
        return announced.filter(id -> sessions.write(
                "withdraw version " + id,
                session -> session.update(
                                "update loyalty_journal_head set activations = activations + 1, announced = null"
                                        + " where programme = ? and announced = ?",
                                programme,
                                id)
                        == 1));
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

    @Override
    public boolean activate(Version version, Instant from, long activations) {
        versions.add(version);
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

    @Override
    public List<Activated> versions(Instant earliest) {
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
            needed.add(new Activated(starts[i], versions.version(String.valueOf(all.get(starts[i])))));
        }
        return needed;
    }

    @Override
    public Optional<Instant> advancedTo() {
        return moment("advanced_to");
    }

    @Override
    public void advancedTo(Instant moment) {
        sessions.write(
                "move the calendar on",
                session -> session.update(
                        "update loyalty_journal_head set advanced_to = ? where programme = ?",
                        moment.toString(),
                        programme));
    }

    @Override
    public Optional<Instant> lastRecordedAt() {
        return moment("recorded_at");
    }

    private Optional<Instant> moment(String column) {
        return head(column, row -> Optional.ofNullable(row.getString(column)))
                .flatMap(text -> text)
                .map(Instant::parse);
    }

    private <T> Optional<T> head(String column, Session.Row<T> row) {
        return sessions.read(
                "read the journal's head",
                session -> session.first(
                        "select " + column + " from loyalty_journal_head where programme = ?", row, programme));
    }
}
