package org.loyaltyhub.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.member.Memory;
import org.loyaltyhub.member.Remembered;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.outcome.Receipt;
import org.loyaltyhub.store.Recorded;
import org.loyaltyhub.store.codec.Catalogue;
import org.loyaltyhub.store.codec.Codec;
import org.loyaltyhub.store.codec.Moments;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/** What rows say. In one transaction, and not thread-safe. */
final class Reading {
    static final String ACCEPTED = "accepted";
    static final String DECLINED = "declined";
    static final String WAITING = "waiting";

    private static final String DECISION =
            "d.version, d.member, d.sequence, d.recorded_at, d.decision, d.first_entry, d.entries, e.event";

    /** The event that a decision {@code d} is about: another row of its id that came later is of another decision. */
    private static final String EVENT = " join loyalty_event e on e.programme = d.programme and e.partner = d.partner"
            + " and e.id = d.id and e.place = d.place";

    /** A member's decisions as {@code d}: each names the place of the one before. */
    private static final String OF_MEMBER =
            "with recursive d as (select n.* from loyalty_member m join loyalty_decision n"
                    + " on n.programme = m.programme and n.place = m.newest where m.programme = ? and m.member = ?"
                    + " union all select b.* from d join loyalty_decision b on b.programme = d.programme and b.place = d.before) ";

    /** Members whose row names another decision than their newest, or one of whose decisions another than the one before. */
    private static final String OUT_OF_LINE = "select m.member from loyalty_member m left join loyalty_decision n"
            + " on n.programme = m.programme and n.place = m.newest where m.programme = ?"
            + " and (n.place is null or n.member <> m.member or n.sequence <> m.version - 1)"
            + " union all select d.member from loyalty_decision d left join loyalty_decision b"
            + " on b.programme = d.programme and b.place = d.before where d.programme = ?"
            + " and case when d.sequence = 0 then d.before <> 0"
            + " else b.place is null or b.member <> d.member or b.sequence <> d.sequence - 1 end";

    private static final int FEW = 4;
    private static final int MANY = 64;

    private final Session session;
    private final int programme;
    private final Codec codec;
    private final Catalogue versions;

    Reading(Session session, int programme, Codec codec, Catalogue versions) {
        this.session = session;
        this.programme = programme;
        this.codec = codec;
        this.versions = versions;
    }

    static EventKey key(ResultSet row) throws SQLException {
        return new EventKey(new PartnerId(row.getString("partner")), row.getString("id"));
    }

    /** An event's row. */
    private record EventRow(
            String hash,
            String outcome,
            String event,
            @Nullable String answer,
            @Nullable Long place) {}

    Optional<Recorded> find(EventKey key) throws SQLException {
        Optional<EventRow> found = session.first(
                "select hash, outcome, event, answer, place from loyalty_event"
                        + " where programme = ? and partner = ? and id = ?",
                row -> new EventRow(
                        row.getString("hash"),
                        row.getString("outcome"),
                        row.getString("event"),
                        row.getString("answer"),
                        Session.number(row, "place")),
                programme,
                key.partner().value(),
                key.id());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        EventRow row = found.get();
        return Optional.of(new Recorded(
                ContentHash.parse(row.hash()), Optional.of(codec.event(row.event())), Optional.of(answer(row))));
    }

    private Answer answer(EventRow row) throws SQLException {
        if (row.answer() != null) {
            return row.outcome().equals(WAITING) ? codec.waiting(row.answer()) : codec.declined(row.answer());
        }
        if (row.place() == null) {
            throw new SQLException("an accepted event has no decision");
        }
        List<Decision> decisions = decisions(session.query(
                "select " + DECISION + " from loyalty_decision d" + EVENT + " where d.programme = ? and d.place = ?",
                Reading::decisionRow,
                programme,
                row.place()));
        if (decisions.isEmpty()) {
            throw new SQLException("the decision on an accepted event is missing: number " + row.place());
        }
        Decision decision = decisions.get(0);
        return new Accepted(Receipt.of(versions.version(decision.version()), decision));
    }

    /** Looks each up by its key: what a planner makes of a join while there are few events would later read them all. */
    Set<EventKey> known(Collection<EventKey> keys) throws SQLException {
        return new HashSet<>(session.queryAmong(
                "with k (partner, id) as (%s) select partner, id from k where (select 1 from loyalty_event e"
                        + " where e.programme = ? and e.partner = k.partner and e.id = k.id) = 1",
                Reading::key,
                keys.stream()
                        .map(key -> new Object[] {key.partner().value(), key.id()})
                        .toList(),
                programme));
    }

    List<Decision> decisions(MemberId member) throws SQLException {
        return decisions(session.query(
                OF_MEMBER + "select " + DECISION + " from d" + EVENT + " order by d.sequence",
                Reading::decisionRow,
                programme,
                member.value()));
    }

    private List<Decision> decisions(List<DecisionRow> rows) throws SQLException {
        Map<Long, Entry> entries = entries(rows);
        List<Decision> decisions = new ArrayList<>(rows.size());
        for (DecisionRow row : rows) {
            decisions.add(decision(row, entries));
        }
        return decisions;
    }

    /**
     * The entries of these decisions by their numbers, each asked for by its own: a join by ranges of numbers PostgreSQL
     * answers by reading the whole journal.
     */
    private Map<Long, Entry> entries(List<DecisionRow> rows) throws SQLException {
        long[] numbers = rows.stream().flatMapToLong(DecisionRow::numbers).toArray();
        Map<Long, Entry> entries = new HashMap<>();
        for (int from = 0, size; from < numbers.length; from += size) {
            size = numbers.length - from <= FEW ? FEW : MANY;
            Object[] arguments = new Object[1 + size];
            arguments[0] = programme;
            for (int i = 0; i < size; i++) {
                arguments[1 + i] = numbers[Math.min(from + i, numbers.length - 1)];
            }
            session.query(
                            "select " + EntryRow.COLUMNS + " from loyalty_entry where programme = ? and number in ("
                                    + String.join(", ", Collections.nCopies(size, "?")) + ")",
                            row -> Map.entry(
                                    row.getLong("number"), EntryRow.of(row).entry(codec)),
                            arguments)
                    .forEach(each -> entries.put(each.getKey(), each.getValue()));
        }
        return entries;
    }

    /** A decision's row. */
    private record DecisionRow(Codec.DecisionOf of, String decision, String event, long firstEntry, long entries) {
        LongStream numbers() {
            return LongStream.range(firstEntry, firstEntry + entries);
        }
    }

    private static DecisionRow decisionRow(ResultSet row) throws SQLException {
        Codec.DecisionOf of = new Codec.DecisionOf(
                row.getString("version"),
                new MemberId(row.getString("member")),
                row.getLong("sequence"),
                Moments.instant(row.getLong("recorded_at")));
        return new DecisionRow(
                of,
                row.getString("decision"),
                row.getString("event"),
                row.getLong("first_entry"),
                row.getLong("entries"));
    }

    private Decision decision(DecisionRow row, Map<Long, Entry> entries) {
        List<Entry> own = row.numbers()
                .filter(entries::containsKey)
                .mapToObj(entries::get)
                .toList();
        return codec.decision(row.of(), row.decision(), codec.event(row.event()), own);
    }

    Optional<MemberState> state(MemberId member) throws SQLException {
        Optional<MemberState> state = session.first(
                "select version, state from loyalty_member where programme = ? and member = ?",
                row -> codec.state(member, row.getLong("version"), row.getString("state")),
                programme,
                member.value());
        return state.isEmpty() ? state : Optional.of(withVisits(state.get()));
    }

    private MemberState withVisits(MemberState state) throws SQLException {
        Memory memory = state.memory();
        List<Remembered> visits = session.query(
                OF_MEMBER + "select d.sequence, d.version, coalesce(r.event, e.event) as event,"
                        + " case when r.sequence is null then d.earned else r.earned end as earned"
                        + " from d" + EVENT + " left join loyalty_revision r"
                        + " on r.programme = d.programme and r.member = d.member and r.sequence = d.sequence"
                        + " where d.earned is not null and d.happened_at >= ?"
                        + " and (r.sequence is null or r.event is not null) order by d.sequence",
                this::remembered,
                programme,
                state.id().value(),
                Moments.micros(memory.since()));
        return state.remembering(memory.holding(visits.stream()
                .filter(each -> !each.visit().happenedAt().isBefore(memory.since()))
                .toList()));
    }

    private Remembered remembered(ResultSet row) throws SQLException {
        Version version = versions.version(row.getString("version"));
        Event event = codec.event(row.getString("event"));
        return new Remembered(
                Visit.of(version.programme(), event).orElseThrow(),
                row.getLong("sequence"),
                Points.ofUnits(row.getLong("earned")));
    }

    /** One of {@link #OUT_OF_LINE}. */
    Optional<MemberId> firstOutOfLine() throws SQLException {
        return session.first(
                OUT_OF_LINE + " limit 1", row -> new MemberId(row.getString("member")), programme, programme);
    }

    /** Decisions behind that place in the order of all, at most so many. */
    List<Placed> decisionsAfter(long place, int most) throws SQLException {
        List<PlacedRow> rows = session.query(
                "select d.place, d.partner, d.id, d.happened_at, d.earned, e.hash, e.kind,"
                        + " e.happened_at as reported_at, " + DECISION
                        + " from loyalty_decision d left" + EVENT
                        + " where d.programme = ? and d.place > ? order by d.place limit ?",
                Reading::placedRow,
                programme,
                place,
                most);
        Map<Long, Entry> entries =
                entries(rows.stream().flatMap(row -> row.decision().stream()).toList());
        List<Placed> placed = new ArrayList<>(rows.size());
        for (PlacedRow row : rows) {
            placed.add(new Placed(row.columns(), row.decision().map(decision -> decision(decision, entries))));
        }
        return placed;
    }

    /** @param decision empty if its event is missing */
    private record PlacedRow(Placed.Columns columns, Optional<DecisionRow> decision) {}

    private static PlacedRow placedRow(ResultSet row) throws SQLException {
        Placed.Columns columns = new Placed.Columns(
                row.getLong("place"),
                key(row),
                row.getLong("happened_at"),
                Session.number(row, "earned"),
                Optional.ofNullable(row.getString("hash")),
                Optional.ofNullable(row.getString("kind")),
                row.getLong("reported_at"));
        boolean hasEvent = row.getString("event") != null;
        return new PlacedRow(columns, hasEvent ? Optional.of(decisionRow(row)) : Optional.empty());
    }

    /**
     * A decision in its place in the order of all.
     *
     * @param decision empty if its event is missing, without which it cannot be read
     */
    record Placed(Columns columns, Optional<Decision> decision) {
        /**
         * What is written beside the decision and beside its event, of what they say.
         *
         * @param hash of the event; empty if that is missing, as its kind then is
         * @param reportedAt when it happened, as is written beside the event
         */
        record Columns(
                long place,
                EventKey event,
                long happenedAt,
                @Nullable Long earned,
                Optional<String> hash,
                Optional<String> kind,
                long reportedAt) {}

        long place() {
            return columns.place();
        }
    }

    List<JournalLine> journal() throws SQLException {
        return session.query(
                "select " + EntryRow.COLUMNS + " from loyalty_entry where programme = ? order by number",
                row -> new JournalLine(row.getLong("number"), EntryRow.of(row).entry(codec)),
                programme);
    }
}
