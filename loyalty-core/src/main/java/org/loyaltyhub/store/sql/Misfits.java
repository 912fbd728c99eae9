package org.loyaltyhub.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Revision;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventWriter;
import org.loyaltyhub.member.Remembered;
import org.loyaltyhub.store.codec.Codec;
import org.loyaltyhub.store.codec.Moments;
import org.loyaltyhub.store.codec.UnreadableException;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.verification.Invariant;

/**
 * Rows that do not go together: events, what waits and, told of every decision in the order of all, what is written beside
 * them and what stands otherwise since something came back. What is long is read a page at a time; its memory grows with
 * events of which something came back.
 *
 * <p>Not thread-safe, used once.
 */
final class Misfits {
    private static final int REVISIONS = 500;
    private static final int WAITING = 500;

    /** Accepted events without their decision, and others that have one. */
    private static final String WITHOUT_DECISION = "select e.partner, e.id, e.outcome from loyalty_event e"
            + " left join loyalty_decision d on d.programme = e.programme and d.place = e.place"
            + " and d.partner = e.partner and d.id = e.id where e.programme = ?"
            + " and case when e.outcome = ? then d.place is null else e.place is not null end"
            + " order by e.partner, e.id limit 1";

    private static final String WITHOUT_WAITING_EVENT = "select w.partner, w.id from loyalty_waiting w"
            + " left join loyalty_event e on e.programme = w.programme and e.partner = w.partner and e.id = w.id"
            + " and e.outcome = ? where w.programme = ? and e.id is null order by w.partner, w.id limit 1";

    private static final String WAITING_EVENTS = "with e as (select programme, partner, id, event, answer"
            + " from loyalty_event where programme = ? and outcome = ? and (partner, id) > (?, ?)"
            + " order by partner, id limit ?)"
            + " select e.partner, e.id, e.event, e.answer, w.kind, w.value, w.waits_until from e"
            + " left join loyalty_waiting w on w.programme = e.programme and w.partner = e.partner and w.id = e.id"
            + " order by e.partner, e.id";

    private final Sessions sessions;
    private final int programme;
    private final Codec codec;
    private final BiConsumer<Invariant, String> each;
    /** What decisions left of earlier events. */
    private final Map<Earlier, ContentHash> left = new HashMap<>();

    Misfits(Sessions sessions, int programme, Codec codec, BiConsumer<Invariant, String> each) {
        this.sessions = sessions;
        this.programme = programme;
        this.codec = codec;
        this.each = each;
    }

    /** A member's event, by its place among the member's. */
    private record Earlier(String member, long sequence) {
        @Override
        public String toString() {
            return "event " + (sequence + 1) + " of " + member;
        }
    }

    /** Before the first decision. */
    void begin() {
        sessions.ask("look for events without a decision", session -> without(session, Invariant.EVENTS));
        waiting();
        sessions.ask("look for what waits without an event", session -> without(session, Invariant.WAITING));
    }

    /** The next decision. */
    void add(Reading.Placed placed) {
        Reading.Placed.Columns columns = placed.columns();
        if (placed.decision().isEmpty()) {
            each.accept(Invariant.EVENTS, "decision " + columns.place() + " on " + columns.event() + " has no event");
            return;
        }
        Decision decision = placed.decision().get();
        compare(columns, decision);
        compareEvent(columns, decision.event());
        for (Revision revision : decision.revisions()) {
            Optional<Remembered> after = revision.rememberedAfter();
            left.put( // the newest has the last word
                    new Earlier(decision.member().value(), revision.sequence()),
                    hash(
                            after.map(remembered -> remembered.visit().event()),
                            after.map(remembered -> remembered.pointsEarned().units())));
        }
    }

    private void compare(Reading.Placed.Columns columns, Decision decision) {
        Optional<Long> earned = decision.remembered()
                .map(remembered -> remembered.pointsEarned().units());
        long happenedAt = Moments.micros(decision.event().happenedAt());
        if (!earned.equals(Optional.ofNullable(columns.earned())) || happenedAt != columns.happenedAt()) {
            each.accept(
                    Invariant.MEMORIES,
                    "decision " + columns.place() + " on " + columns.event() + " is kept as of "
                            + Moments.instant(columns.happenedAt()) + " with " + points(columns.earned())
                            + ", it says " + Moments.instant(happenedAt) + " with " + points(earned.orElse(null)));
        }
    }

    /** By its hash it is known whether an event that comes once more is the same. */
    private void compareEvent(Reading.Placed.Columns columns, Event event) {
        String kept = said(
                columns.kind().orElse(""),
                Moments.instant(columns.reportedAt()),
                columns.hash().orElse(""));
        String says = said(
                event.type(),
                Moments.instant(Moments.micros(event.happenedAt())),
                EventWriter.contentHash(event).text());
        if (!kept.equals(says)) {
            each.accept(Invariant.EVENTS, columns.event() + " is kept as " + kept + ", it says " + says);
        }
    }

    private static String said(String kind, Instant happenedAt, String hash) {
        return kind + " of " + happenedAt + " with hash " + hash;
    }

    private static String points(@Nullable Long earned) {
        return earned == null ? "nothing to look back on" : earned + " earned";
    }

    private ContentHash hash(Optional<Event> event, Optional<Long> earned) {
        return ContentHash.of(earned + " " + event.map(codec::write));
    }

    /** Once every decision was told. */
    void end() {
        revisions();
        left.keySet().stream()
                .map(Earlier::toString)
                .min(String::compareTo)
                .ifPresent(first -> each.accept(
                        Invariant.MEMORIES, "what is left of " + first + " is not kept, something of it came back"));
    }

    /** Tells of the first row that lacks what it stands for; whether there is one. */
    private boolean without(Session session, Invariant invariant) throws SQLException {
        Optional<String> first = invariant == Invariant.EVENTS
                ? session.first(
                        WITHOUT_DECISION,
                        row -> Reading.key(row) + " is kept as " + row.getString("outcome")
                                + (row.getString("outcome").equals(Reading.ACCEPTED)
                                        ? ", its decision is missing"
                                        : ", and there is a decision on it"),
                        programme,
                        Reading.ACCEPTED)
                : session.first(
                        WITHOUT_WAITING_EVENT,
                        row -> Reading.key(row) + " is waited for, and does not wait",
                        Reading.WAITING,
                        programme);
        first.ifPresent(what -> each.accept(invariant, what));
        return first.isPresent();
    }

    /** A row of what is left of an earlier event. */
    private record Kept(Earlier earlier, ContentHash hash) {}

    private void revisions() {
        Paging.each(
                new Earlier("", 0),
                REVISIONS,
                (after, most) -> sessions.read(
                        "read revisions",
                        session -> session.query(
                                "select member, sequence, event, earned from loyalty_revision where programme = ?"
                                        + " and (member, sequence) > (?, ?) order by member, sequence limit ?",
                                this::kept,
                                programme,
                                after.member(),
                                after.sequence(),
                                most)),
                Kept::earlier,
                this::compare);
    }

    private Kept kept(ResultSet row) throws SQLException {
        Optional<Event> event = Optional.ofNullable(row.getString("event")).map(codec::event);
        Optional<Long> earned = Optional.ofNullable(Session.number(row, "earned"));
        return new Kept(new Earlier(row.getString("member"), row.getLong("sequence")), hash(event, earned));
    }

    private void compare(Kept kept) {
        ContentHash says = left.remove(kept.earlier());
        if (!kept.hash().equals(says)) {
            each.accept(
                    Invariant.MEMORIES,
                    "what is kept as left of " + kept.earlier() + " is not what its decisions left of it");
        }
    }

    /** One row of an event that waits; without what it waits for if it has none. */
    private record WaitingRow(
            EventKey key, String event, @Nullable String answer, Optional<Awaited> awaited, OptionalLong until) {
        static WaitingRow read(ResultSet row) throws SQLException {
            String kind = row.getString("kind");
            return new WaitingRow(
                    Reading.key(row),
                    row.getString("event"),
                    row.getString("answer"),
                    kind == null ? Optional.empty() : Optional.of(new Awaited(kind, row.getString("value"))),
                    kind == null ? OptionalLong.empty() : OptionalLong.of(row.getLong("waits_until")));
        }
    }

    private void waiting() {
        EventKey last = new EventKey(new PartnerId(""), "");
        long events;
        do {
            EventKey after = last;
            List<WaitingRow> rows = sessions.read(
                    "read what waits",
                    session -> session.query(
                            WAITING_EVENTS,
                            WaitingRow::read,
                            programme,
                            Reading.WAITING,
                            after.partner().value(),
                            after.id(),
                            WAITING));
            events = 0;
            for (int from = 0, to; from < rows.size(); from = to) {
                to = end(rows, from);
                compare(rows.subList(from, to));
                last = rows.get(from).key();
                events++;
            }
        } while (events == WAITING);
    }

    /** Where the rows of another event begin. */
    private static int end(List<WaitingRow> rows, int from) {
        int end = from + 1;
        while (end < rows.size() && rows.get(end).key().equals(rows.get(from).key())) {
            end++;
        }
        return end;
    }

    /** @param rows all of one event */
    private void compare(List<WaitingRow> rows) {
        try {
            compareReadable(rows);
        } catch (UnreadableException e) {
            each.accept(Invariant.READABLE, rows.get(0).key() + ": " + e.getMessage());
        }
    }

    private void compareReadable(List<WaitingRow> rows) {
        WaitingRow first = rows.get(0);
        if (first.answer() == null) {
            each.accept(Invariant.WAITING, first.key() + " waits, and is not kept until when");
            return;
        }
        long until = Moments.micros(codec.waiting(first.answer()).until());
        String says = names(Awaited.of(codec.event(first.event())));
        String kept = names(rows.stream().flatMap(row -> row.awaited().stream()).toList());
        boolean isUntilThen = rows.stream()
                .allMatch(row -> row.until().isEmpty() || row.until().getAsLong() == until);
        if (!says.equals(kept) || !isUntilThen) {
            each.accept(
                    Invariant.WAITING,
                    first.key() + " is to wait for " + says + " until " + Moments.instant(until)
                            + ", and is kept waiting for " + kept + (isUntilThen ? "" : " until another moment"));
        }
    }

    private static String names(List<Awaited> awaited) {
        return awaited.isEmpty()
                ? "nothing"
                : awaited.stream()
                        .map(each -> each.kind() + " " + each.value())
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining(" and "));
    }
}
