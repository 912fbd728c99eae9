package org.loyaltyhub.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.settlement.Seal;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.store.SettlementStore;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.store.codec.Catalogue;
import org.loyaltyhub.store.codec.Codec;
import org.loyaltyhub.store.codec.UnreadableException;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.verification.Invariant;

/**
 * Seals and settled periods in the database. Who keeps one holds the journal's head meanwhile, so no other hub does, and
 * nothing commits in between. What is long is read a page at a time, each in a transaction of its own: the journal only
 * grows.
 *
 * <p>Thread-safe.
 */
final class SqlSettlements implements SettlementStore {
    private static final int ENTRIES = 1_000;
    private static final int DECISIONS = 500;
    private static final int PAGE = 1_000;

    private final Sessions sessions;
    private final int programme;
    private final Codec codec;
    private final Catalogue versions;

    SqlSettlements(Sessions sessions, int programme, Codec codec, Catalogue versions) {
        this.sessions = sessions;
        this.programme = programme;
        this.codec = codec;
        this.versions = versions;
    }

    @Override
    public long lastNumber() {
        return head("number");
    }

    @Override
    public long decisionCount() {
        return head("place");
    }

    private long head(String column) {
        return sessions.read(
                "read the journal's head",
                session -> session.first(
                                "select " + column + " as newest from loyalty_journal_head where programme = ?",
                                row -> row.getLong("newest"),
                                programme)
                        .orElseThrow());
    }

    @Override
    public void entries(long first, long last, Unread each) {
        Paging.each(
                first - 1,
                ENTRIES,
                (after, most) -> sessions.read(
                        "read the journal behind entry " + after,
                        session -> session.query(
                                "select " + EntryRow.COLUMNS + " from loyalty_entry where programme = ? and number > ?"
                                        + " and number <= ? order by number limit ?",
                                EntryRow::of,
                                programme,
                                after,
                                last,
                                most)),
                EntryRow::number,
                row -> each.entry(row.number(), () -> row.entry(codec)));
    }

    @Override
    public void decisions(Consumer<? super Decision> each) {
        outOfLine().ifPresent(what -> {
            throw new UnreadableException(what);
        });
        placed(placed -> placed.decision().ifPresent(each));
    }

    @Override
    public void decisions(Consumer<? super Decision> each, BiConsumer<Invariant, String> misfit) {
        outOfLine().ifPresent(what -> misfit.accept(Invariant.READABLE, what));
        Misfits misfits = new Misfits(sessions, programme, codec, misfit);
        misfits.begin();
        placed(placed -> {
            misfits.add(placed);
            placed.decision().ifPresent(each);
        });
        misfits.end();
    }

    private Optional<String> outOfLine() {
        return sessions.read(
                        "read decisions", session -> new Reading(session, programme, codec, versions).firstOutOfLine())
                .map(member -> "the decisions on " + member
                        + " are out of line: one that its row or a later decision names is not the one before");
    }

    private void placed(Consumer<Reading.Placed> each) {
        Paging.each(
                0L,
                DECISIONS,
                (after, most) -> sessions.read(
                        "read decisions",
                        session -> new Reading(session, programme, codec, versions).decisionsAfter(after, most)),
                Reading.Placed::place,
                each);
    }

    /** A balance's row. */
    private record Sum(String holder, String kind, long amount) {}

    @Override
    public void balances(ObjLongConsumer<Account> each) {
        Paging.each(
                new Sum("", "", 0),
                PAGE,
                (after, most) -> sessions.read(
                        "read balances",
                        session -> session.query(
                                "select holder, kind, amount from loyalty_balance where programme = ?"
                                        + " and (holder, kind) > (?, ?) order by holder, kind limit ?",
                                row -> new Sum(row.getString("holder"), row.getString("kind"), row.getLong("amount")),
                                programme,
                                after.holder(),
                                after.kind(),
                                most)),
                sum -> sum,
                sum -> each.accept(new Account(Account.Kind.valueOf(sum.kind()), sum.holder()), sum.amount()));
    }

    /** How much of a limit is used. */
    private record Used(LimitRow limit, long amount) {}

    @Override
    public void limits(ObjLongConsumer<SharedLimit.Key> each) {
        Paging.each(
                new LimitRow("", "", "", ""),
                PAGE,
                (after, most) -> sessions.read(
                        "read limits",
                        session -> session.query(
                                "select owner, rule, counts, first_day, used from loyalty_limit where programme = ?"
                                        + " and (owner, rule, counts, first_day) > (?, ?, ?, ?)"
                                        + " order by owner, rule, counts, first_day limit ?",
                                row -> new Used(LimitRow.read(row), row.getLong("used")),
                                programme,
                                after.owner(),
                                after.rule(),
                                after.counts(),
                                after.firstDay(),
                                most)),
                Used::limit,
                used -> each.accept(used.limit().key(), used.amount()));
    }

    /** Whom an identifier names. */
    private record Named(Identifier identifier, String member) {}

    @Override
    public void identifiers(BiConsumer<Identifier, MemberId> each) {
        Paging.each(
                new Identifier("", ""),
                PAGE,
                (after, most) -> sessions.read(
                        "read identifiers",
                        session -> session.query(
                                "select kind, value, member from loyalty_identifier where programme = ?"
                                        + " and (kind, value) > (?, ?) order by kind, value limit ?",
                                row -> new Named(
                                        new Identifier(row.getString("kind"), row.getString("value")),
                                        row.getString("member")),
                                programme,
                                after.kind(),
                                after.value(),
                                most)),
                Named::identifier,
                named -> each.accept(named.identifier(), new MemberId(named.member())));
    }

    @Override
    public List<Seal> seals() {
        return sessions.read("read seals", session -> seals(session, ""));
    }

    private List<Seal> seals(Session session, String more) throws SQLException {
        return session.query(
                "select period, first_entry, last_entry, sealed_at, hash_before, hash from loyalty_seal"
                        + " where programme = ? order by period" + more,
                SqlSettlements::seal,
                programme);
    }

    private static Seal seal(ResultSet row) throws SQLException {
        long period = row.getLong("period");
        try {
            return new Seal(
                    period,
                    row.getLong("first_entry"),
                    row.getLong("last_entry"),
                    Instant.parse(row.getString("sealed_at")),
                    row.getString("hash_before"),
                    row.getString("hash"));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableException("the stored seal of period " + period + " is wrong: " + e.getMessage());
        }
    }

    @Override
    public boolean keep(Seal seal) {
        return sessions.write("keep " + seal, session -> {
            long newestEntry = holdHead(session);
            Optional<Seal> newest = seals(session, " desc limit 1").stream().findFirst();
            boolean goesOn = seal.last() <= newestEntry
                    && seal.period() == newest.map(Seal::period).orElse(0L) + 1
                    && seal.first() == newest.map(Seal::last).orElse(0L) + 1
                    && seal.before().equals(newest.map(Seal::hash).orElse(Seal.NOTHING));
            if (goesOn) {
                session.update(
                        "insert into loyalty_seal"
                                + " (programme, period, first_entry, last_entry, sealed_at, hash_before, hash)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        programme,
                        seal.period(),
                        seal.first(),
                        seal.last(),
                        seal.sealedAt().toString(),
                        seal.before(),
                        seal.hash());
            }
            return goesOn;
        });
    }

    /** Nobody else writes to the journal from here on; the number of its newest entry. */
    private long holdHead(Session session) throws SQLException {
        return session.first(
                        "update loyalty_journal_head set number = number where programme = ? returning number",
                        row -> row.getLong("number"),
                        programme)
                .orElseThrow();
    }

    @Override
    public Optional<Settled> settled(long period) {
        return sessions.read(
                        "read what was settled of period " + period,
                        session -> session.first(
                                "select settled from loyalty_settlement where programme = ? and period = ?",
                                row -> row.getString("settled"),
                                programme,
                                period))
                .map(codec::settled);
    }

    @Override
    public boolean keep(Settled settled) {
        long period = settled.seal().period();
        return sessions.write("keep what was settled of period " + period, session -> {
            long number = holdHead(session) + 1;
            long newest = session.first(
                            "select coalesce(max(period), 0) as newest from loyalty_settlement where programme = ?",
                            row -> row.getLong("newest"),
                            programme)
                    .orElseThrow();
            boolean goesOn = period == newest + 1 && seals(session, "").contains(settled.seal());
            if (goesOn) {
                session.update("update loyalty_journal_head set number = ? where programme = ?", number, programme);
                RoundTrip booking = new RoundTrip(session);
                Booking books = new Booking(programme, codec, number - 1, Map.of(), false);
                books.addTo(booking, settled.entry());
                booking.run();
                if (books.isTooMuch()) {
                    throw new StoreException("what was settled of period " + period + " is more than can be counted");
                }
                session.update(
                        "insert into loyalty_settlement (programme, period, entry_number, settled) values (?, ?, ?, ?)",
                        programme,
                        period,
                        number,
                        codec.write(settled));
            }
            return goesOn;
        });
    }
}
