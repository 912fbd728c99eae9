package org.loyaltyhub.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.store.Errand;
import org.loyaltyhub.store.Fate;
import org.loyaltyhub.store.codec.Codec;
import org.loyaltyhub.store.codec.Moments;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.MemberId;

/**
 * One try to write bundles in one transaction. The journal's head comes first: all that write wait there, and holding it
 * wait for nobody who writes, too. Ids are presumed to be free: which of them are taken after all only a try
 * that is careful asks. Used once.
 */
final class Writing {
    /**
     * Keeps the later moment, by their texts: those of moments have digits in the same places, and those with a part of a
     * second come after the one without, once they do not end in a letter.
     */
    private static final String LATER = "case when recorded_at is null"
            + " or replace(recorded_at, 'Z', '') < replace(cast(? as text), 'Z', '') then ? else recorded_at end";

    private final Session session;
    private final int programme;
    private final Codec codec;
    private final List<Bundle> bundles;
    private final boolean isCareful;
    private final boolean isCounting;
    /** Bundles that cannot be written, by their place. */
    private final Map<Integer, Fate> out = new TreeMap<>();

    private boolean isSomeIdTaken;
    private boolean isTooMuch;
    private long waited;

    /**
     * @param isCareful whether it is asked which ids are taken
     * @param isCounting whether it is asked what accounts stand at
     */
    Writing(Session session, int programme, Codec codec, List<Bundle> bundles, boolean isCareful, boolean isCounting) {
        this.isCounting = isCounting;
        this.session = session;
        this.programme = programme;
        this.codec = codec;
        this.bundles = bundles;
        this.isCareful = isCareful;
    }

    /** Whether nothing can be said, as some id is taken: the transaction is of no use, the next try has to be careful. */
    boolean isSomeIdTaken() {
        return isSomeIdTaken;
    }

    /**
     * Whether nothing can be said, as all together is more than can be counted: the transaction is of no use, the next try
     * has to count.
     */
    boolean isTooMuch() {
        return isTooMuch;
    }

    /** How many events were ever kept waiting, these among them; once it was run. */
    long waited() {
        return waited;
    }

    /** Those that cannot be written; only if there are none, the rest is ready to be committed. */
    Map<Integer, Fate> run() throws SQLException {
        checkAmongThemselves();
        if (goesOn()) {
            Head head = head();
            List<NumberedCommit> commits = numbered(head);
            checkActivations(head);
            if (goesOn()) {
                write(head, commits);
            }
        }
        return out;
    }

    private boolean goesOn() {
        return out.isEmpty() && !isSomeIdTaken;
    }

    private void write(Head head, List<NumberedCommit> commits) throws SQLException {
        MemberRows members = MemberRows.of(commits, programme);
        EventRows events = EventRows.of(commits, programme, codec, isCareful);
        IdentifierRows identifiers = IdentifierRows.of(commits, session, programme);
        LimitRows limits = LimitRows.of(commits, session, programme);
        RoundTrip taking = new RoundTrip(session);
        for (Taking each : List.of(members, identifiers, events, limits)) {
            each.addTo(taking);
        }
        taking.run();
        refuse(members);
        refuse(identifiers);
        isSomeIdTaken = goesOn() && events.isSomeIdTaken();
        refuse(events);
        refuse(limits);
        if (goesOn() && isCounting) {
            out.putAll(Counting.refused(session, programme, bundles));
        }
        if (goesOn()) {
            RoundTrip booking = new RoundTrip(session);
            waiting(booking, head.waited());
            errandsDone(booking);
            Booking books = new Booking(programme, codec, head.number(), members.newest(), isCounting);
            books.addTo(booking, commits);
            booking.run();
            isTooMuch = books.isTooMuch();
        }
    }

    /** Of what was taken together, that which comes later says nothing where something before it was not to be had. */
    private void refuse(Taking taken) throws SQLException {
        if (goesOn()) {
            out.putAll(taken.refused());
        }
    }

    private void checkAmongThemselves() {
        Set<EventKey> keys = new HashSet<>();
        Map<MemberId, Long> versions = new HashMap<>();
        for (int i = 0; i < bundles.size(); i++) {
            Bundle bundle = bundles.get(i);
            for (Commit commit : bundle.commits()) {
                if (!keys.add(commit.event().key())) {
                    out.putIfAbsent(i, Fate.KNOWN);
                }
                if (commit.change().isPresent()) {
                    MemberState next = commit.change().get().next();
                    Long before = versions.put(next.id(), next.version());
                    boolean goesOn = before == null || before == next.version() - 1;
                    if (!goesOn) {
                        out.putIfAbsent(i, Fate.OUTRUN);
                    }
                }
            }
        }
    }

    /**
     * The journal's head, which is ours until the end of the transaction: what was taken until now.
     *
     * @param waited how many events were ever kept waiting
     */
    private record Head(long number, long place, long waited, long activations) {}

    private Head head() throws SQLException {
        long decisions = 0;
        long entries = 0;
        long waiting = 0;
        Instant latest = Instant.MIN;
        for (Bundle bundle : bundles) {
            for (Commit commit : bundle.commits()) {
                if (commit.change().isPresent()) {
                    Decision decision = commit.change().get().decision();
                    decisions++;
                    entries += decision.entries().size();
                    latest = decision.recordedAt().isAfter(latest) ? decision.recordedAt() : latest;
                } else if (commit.answer() instanceof Waiting) {
                    waiting++;
                }
            }
        }
        Object recordedAt = decisions == 0 ? Session.No.TEXT : latest.toString();
        Head after = session.first(
                        "update loyalty_journal_head set number = number + ?, place = place + ?, waited = waited + ?,"
                                + " recorded_at = " + LATER
                                + " where programme = ? returning number, place, waited, activations",
                        Writing::head,
                        entries,
                        decisions,
                        waiting,
                        recordedAt,
                        recordedAt,
                        programme)
                .orElseThrow();
        waited = after.waited();
        return new Head(
                after.number() - entries, after.place() - decisions, after.waited() - waiting, after.activations());
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(row.getLong("number"), row.getLong("place"), row.getLong("waited"), row.getLong("activations"));
    }

    private void checkActivations(Head head) {
        for (int i = 0; i < bundles.size(); i++) {
            if (bundles.get(i).isOutdated(head.activations())) {
                out.put(i, Fate.OUTDATED);
            }
        }
    }

    private List<NumberedCommit> numbered(Head head) {
        List<NumberedCommit> numbered = new ArrayList<>();
        long place = head.place();
        for (int i = 0; i < bundles.size(); i++) {
            for (Commit commit : bundles.get(i).commits()) {
                place += commit.change().isPresent() ? 1 : 0;
                numbered.add(new NumberedCommit(i, commit, commit.change().isPresent() ? place : 0));
            }
        }
        return numbered;
    }

    /** @param before how many were ever kept waiting before these */
    private void waiting(RoundTrip trip, long before) throws SQLException {
        Rows rows = Rows.into("loyalty_waiting", "programme, kind, value, place, partner, id, waits_until");
        long place = before;
        for (Bundle bundle : bundles) {
            for (Commit commit : bundle.commits()) {
                if (commit.answer() instanceof Waiting waits) {
                    place++;
                    EventKey key = commit.event().key();
                    for (Awaited awaited : Awaited.of(commit.event())) {
                        rows.add(
                                programme,
                                awaited.kind(),
                                awaited.value(),
                                place,
                                key.partner().value(),
                                key.id(),
                                Moments.micros(waits.until()));
                    }
                }
            }
        }
        rows.insert(trip);
    }

    /** An errand is done once its event is written, whatever came of it. */
    private void errandsDone(RoundTrip trip) {
        for (Bundle bundle : bundles) {
            for (Commit commit : bundle.commits()) {
                if (Errand.isOne(commit.event())) {
                    trip.updateOne(
                            "delete from loyalty_errand where programme = ? and id = ?",
                            List.of(programme, commit.event().key().id()),
                            deleted -> {});
                }
            }
        }
    }
}
