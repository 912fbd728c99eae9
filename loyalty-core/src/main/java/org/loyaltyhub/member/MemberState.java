package org.loyaltyhub.member;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.ledger.Lots;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.Points;

/**
 * All the hub needs to know of a member to decide on the next event. A value: the store keeps the newest one.
 *
 * <p>Immutable and thread-safe. Its size is bounded by the windows in force, the horizon and the kinds of open lots, not
 * by the member's age.
 *
 * @param version how many events of the member are recorded
 */
public record MemberState(
        MemberId id,
        long version,
        Profile profile,
        Memory memory,
        Counters counters,
        Milestones milestones,
        Lots lots,
        Belongings belongings) {

    public static MemberState enrolled(MemberId id, Instant at, boolean byEvent) {
        return new MemberState(
                id,
                0,
                Profile.enrolled(at, byEvent),
                Memory.EMPTY,
                Counters.NONE,
                Milestones.NONE,
                Lots.NONE,
                Belongings.NONE);
    }

    /** What can be spent at {@code moment}. */
    public Points balance(Instant moment) {
        return lots.available(moment);
    }

    /** The same member with another memory, rebuilt from stored events. */
    public MemberState remembering(Memory rebuilt) {
        return new MemberState(id, version, profile, rebuilt, counters, milestones, lots, belongings);
    }

    /** One more event is recorded, and this is what it did. */
    public MemberState after(Event event, Changes changes, Recall recall, Instant recordedAt) {
        Instant horizon = recordedAt.minus(recall.horizon());
        LocalDate day = horizon.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
        Memory using = memory.using(changes.used());
        Memory next = changes.remembered().map(using::plus).orElse(using);
        Lots lotsNext = lots;
        for (Lot lot : changes.lots()) {
            lotsNext = lotsNext.plus(lot);
        }
        return new MemberState(
                id,
                version + 1,
                profileAfter(event).forgetBefore(horizon),
                next.forgetBefore(recall.edge(recordedAt), recall.tracked()),
                counters.plus(changes.counts()).forgetBefore(day),
                milestones.plus(changes.milestones()).forgetBefore(day),
                lotsNext,
                belongings.plus(changes.vouchers(), changes.badges()));
    }

    private Profile profileAfter(Event event) {
        Profile seen = profile.seen(event.happenedAt());
        if (event instanceof ProfileChange change) {
            return seen.changed(change);
        }
        return event instanceof Enrolment enrolment ? seen.changed(enrolment) : seen;
    }
}
