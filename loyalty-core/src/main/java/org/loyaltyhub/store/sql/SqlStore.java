package org.loyaltyhub.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.MonthDay;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.store.Activated;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Due;
import org.loyaltyhub.store.Errand;
import org.loyaltyhub.store.Fate;
import org.loyaltyhub.store.Ranking;
import org.loyaltyhub.store.Recorded;
import org.loyaltyhub.store.SettlementStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.store.VersionReader;
import org.loyaltyhub.store.codec.Codec;
import org.loyaltyhub.store.codec.Digests;
import org.loyaltyhub.store.codec.LoadedVersions;
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
    private final Sessions sessions;
    private final int programme;
    private final SqlVersions sources;
    private final LoadedVersions versions;
    private final Codec codec;
    private final SettlementStore settlements;
    private final SqlCommits commits;
    private final KnownIds knownIds = new KnownIds(this::known);
    private final SqlWaiting waiting;
    private final SqlRankings rankings;
    private final SqlListeners listeners;
    private final KnownIdentifiers identifiers = new KnownIdentifiers();

    private SqlStore(Sessions sessions, int programme, SqlVersions sources, Codec codec) {
        Unawaited unawaited = new Unawaited();
        this.sessions = sessions;
        this.programme = programme;
        this.sources = sources;
        this.versions = sources.loaded();
        this.codec = codec;
        this.settlements = new SqlSettlements(sessions, programme, codec, versions);
        this.commits = new SqlCommits(sessions, programme, codec, unawaited);
        this.waiting = new SqlWaiting(sessions, programme, codec, unawaited);
        this.rankings = new SqlRankings(sessions, programme);
        this.listeners = new SqlListeners(sessions, programme, codec, versions);
    }

    /**
     * The books of a programme in a database. Its tables are made or brought up to date first, while no other process does;
     * tables that the host has made by this library's script are used as they are.
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
            Digests digests = new Digests();
            SqlVersions versions = new SqlVersions(sessions, number, reader, digests);
            return new SqlStore(sessions, number, versions, new Codec(versions.loaded(), digests));
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
        Sessions hosts = Sessions.within(connection, sessions.dialect());
        return new SqlStore(hosts, programme, sources.within(hosts), codec);
    }

    /** Lets go of all connections, once what is being read and written is; the books cannot be used from then on. */
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
        if (!knownIds.has(key)) {
            return Optional.empty();
        }
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
    public Bundle prepare(Bundle bundle) {
        return Texts.prepare(bundle, codec);
    }

    @Override
    public List<Fate> commit(List<Bundle> bundles) {
        return commits.commit(bundles, List::of);
    }

    @Override
    public List<Fate> commit(List<Bundle> bundles, Supplier<List<Bundle>> more) {
        return commits.commit(bundles, more);
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
        return listeners.tell(name, most, listener);
    }

    @Override
    public long used(SharedLimit limit) {
        return sessions.ask(
                "read a limit of rule " + limit.rule(),
                session -> LimitRows.level(session, programme, LimitRow.of(limit)));
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
    public List<Event> waitingFor(Collection<Identifier> identifiers) {
        return waiting.waitingFor(identifiers);
    }

    @Override
    public Set<EventKey> awaited(Collection<EventKey> purchases) {
        return waiting.awaited(purchases);
    }

    @Override
    public boolean mayBeWaiting() {
        return waiting.mayBe();
    }

    @Override
    public List<Event> waitingFor(EventKey purchase) {
        return waiting.waitingFor(purchase);
    }

    @Override
    public List<Event> forgottenWaiting() {
        return waiting.forgotten();
    }

    @Override
    public List<Event> waitingUntil(Instant moment, int most) {
        return waiting.until(moment, most);
    }

    @Override
    public List<Decision> decisions(MemberId member) {
        return read("read the decisions on " + member, reading -> reading.decisions(member));
    }

    @Override
    public void tidy() {
        sessions.tidy();
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
        return sources.announce(version, activations);
    }

    @Override
    public Optional<String> withdraw() {
        Optional<String> announced = head("announced", row -> Optional.ofNullable(row.getString("announced")))
                .flatMap(id -> id);
        return announced.filter(sources::withdraw);
    }

    @Override
    public boolean activate(Version version, Instant from, long activations) {
        return sources.activate(version, from, activations);
    }

    @Override
    public List<Activated> versions(Instant earliest) {
        return sources.inForce(earliest);
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
    public Optional<Ranking> ranking(String moment) {
        return rankings.find(moment);
    }

    @Override
    public boolean keep(Ranking ranking) {
        return rankings.keep(ranking);
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
