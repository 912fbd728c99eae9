package org.loyaltyhub.member;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.ledger.Purse;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.Points;

/**
 * All the hub needs to know of a member to decide on the next event. A value: the store keeps the newest one.
 *
 * <p>Immutable and thread-safe. Its size is bounded by the windows in force, how late events may be and the kinds of open lots, not
 * by the member's age.
 *
 * @param version how many events of the member are recorded
 * @param purse the member's points
 * @param quotes discounts held for a purchase to come, with the first moment at which each is over
 */
public record MemberState(
        MemberId id,
        long version,
        Profile profile,
        Memory memory,
        Counters counters,
        Milestones milestones,
        Purse purse,
        Belongings belongings,
        Map<EventKey, Instant> quotes) {
    private static final long SECONDS_OF_A_DAY = 86_400;

    public MemberState {
        quotes = quotes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(quotes));
    }

    public static MemberState enrolled(MemberId id, Instant at, boolean byEvent) {
        return new MemberState(
                id,
                0,
                Profile.enrolled(at, byEvent),
                Memory.EMPTY,
                Counters.NONE,
                Milestones.NONE,
                Purse.EMPTY,
                Belongings.NONE,
                Map.of());
    }

    /** A member of whom nothing is known but that this event is about them. */
    public static MemberState first(MemberId id, Event event) {
        return enrolled(id, event.happenedAt(), !(event instanceof Enrolment));
    }

    /** What can be spent at {@code moment}. */
    public Points balance(Instant moment) {
        return purse.available(moment);
    }

    /** The same member with another memory, rebuilt from stored events. */
    public MemberState remembering(Memory rebuilt) {
        return new MemberState(id, version, profile, rebuilt, counters, milestones, purse, belongings, quotes);
    }

    /** The same member with whatever the other state, made of the same events, still holds of the past. */
    public MemberState rememberingAs(MemberState other) {
        return new MemberState(
                id, version, other.profile, other.memory, other.counters, other.milestones, purse, belongings, quotes);
    }

    /** The same member with another purse, as it is once everything due is booked. */
    public MemberState holding(Purse booked) {
        return new MemberState(id, version, profile, memory, counters, milestones, booked, belongings, quotes);
    }

    /** The same member once a quote is over, without what was counted for it. */
    public MemberState without(EventKey quote, Map<Counters.Key, Counters.Usage> counted) {
        Map<EventKey, Instant> others = new LinkedHashMap<>(quotes);
        others.remove(quote);
        return new MemberState(
                id, version, profile, memory, counters.minus(counted), milestones, purse, belongings, others);
    }

    /** The first moment at which something is due: of points, or the end of a quote. */
    public Optional<Instant> nextDue(Duration writeOff) {
        Optional<Instant> next = purse.nextDue(writeOff);
        if (quotes.isEmpty()) {
            return next;
        }
        for (Instant until : quotes.values()) {
            if (next.isEmpty() || until.isBefore(next.get())) {
                next = Optional.of(until);
            }
        }
        return next;
    }

    /**
     * Before this moment nothing is due, whatever the programme's terms. A debt counts from when it came to be, for when it
     * is given up is the terms' to say.
     */
    public Optional<Instant> idleUntil() {
        return nextDue(Duration.ZERO);
    }

    /** One more event is recorded, and this is what it did. */
    public MemberState after(Event event, Changes changes, Recall recall, Instant recordedAt) {
        Instant edge = recordedAt.minus(recall.lateness());
        long day = Math.floorDiv(edge.getEpochSecond(), SECONDS_OF_A_DAY) - 1;
        Memory next = memory.using(changes.used());
        for (Changes.Undone undone : changes.undone()) {
            next = next.without(undone.unused()).revised(undone.sequence(), undone.before(), undone.after(), recall);
        }
        if (changes.remembered().isPresent()) {
            next = next.plus(changes.remembered().get(), recall.details());
        }
        return new MemberState(
                id,
                version + 1,
                profileAfter(event).forgetBefore(edge),
                next.forgetBefore(recall.edge(recordedAt), recall.tracked()),
                countersAfter(changes, day),
                milestonesAfter(changes).forgetBefore(day),
                purse.after(changes.moves(), recordedAt, recall.refundable()),
                belongingsAfter(changes),
                quotesAfter(changes));
    }

    /** @param day what ended by then, since 1970-01-01, is not counted any more */
    private Counters countersAfter(Changes changes, long day) {
        if (changes.undone().isEmpty()) {
            return counters.after(changes.counts(), day);
        }
        Counters next = counters.after(changes.counts(), Long.MIN_VALUE);
        for (Changes.Undone undone : changes.undone()) {
            next = next.minus(undone.counts());
        }
        return next.after(Map.of(), day);
    }

    private Milestones milestonesAfter(Changes changes) {
        Milestones next = changes.milestones().isEmpty() ? milestones : milestones.plus(changes.milestones());
        for (Changes.Undone undone : changes.undone()) {
            next = next.minus(undone.milestones());
        }
        return next;
    }

    private Belongings belongingsAfter(Changes changes) {
        Belongings next = belongings.plus(changes.vouchers(), changes.badges());
        for (Changes.Undone undone : changes.undone()) {
            next = next.plus(undone.vouchersBack(), List.of());
        }
        for (Changes.Undone undone : changes.undone()) {
            next = next.minus(undone.vouchers(), undone.badges());
        }
        return next.minus(changes.vouchersUsed(), List.of());
    }

    private Map<EventKey, Instant> quotesAfter(Changes changes) {
        if (changes.quotes().isEmpty() && quotes.isEmpty()) {
            return quotes;
        }
        Map<EventKey, Instant> next = new LinkedHashMap<>(quotes);
        changes.undone().forEach(undone -> next.remove(undone.of()));
        next.putAll(changes.quotes());
        return next;
    }

    private Profile profileAfter(Event event) {
        Profile seen = profile.seen(event.happenedAt());
        if (event instanceof ProfileChange change) {
            return seen.changed(change);
        }
        return event instanceof Enrolment enrolment ? seen.changed(enrolment) : seen;
    }
}
