package org.loyaltyhub.member;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.ledger.Lots;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/**
 * All the hub needs to know of a member to decide on the next event. A value: the store keeps the newest one.
 *
 * <p>Immutable and thread-safe. Its size is bounded by the windows in force, the horizon and the kinds of open lots, not
 * by the member's age.
 *
 * @param version how many events of the member are recorded
 */
public record MemberState(MemberId id, long version, Profile profile, Memory memory, Counters counters, Lots lots) {

    public static MemberState enrolled(MemberId id, Instant at, boolean byEvent) {
        return new MemberState(id, 0, Profile.enrolled(at, byEvent), Memory.EMPTY, Counters.NONE, Lots.NONE);
    }

    /** What can be spent. */
    public Points balance() {
        return lots.available();
    }

    /** One more event is recorded. */
    public MemberState recorded(Instant happenedAt) {
        return new MemberState(id, version + 1, profile.seen(happenedAt), memory, counters, lots);
    }

    public MemberState changed(ProfileChange change) {
        return new MemberState(id, version, profile.changed(change), memory, counters, lots);
    }

    public MemberState remembering(Remembered visit) {
        return new MemberState(id, version, profile, memory.plus(visit), counters, lots);
    }

    public MemberState using(Map<RuleKey, Long> sequences) {
        return new MemberState(id, version, profile, memory.using(sequences), counters, lots);
    }

    public MemberState counting(Map<Counters.Key, Counters.Usage> more) {
        return new MemberState(id, version, profile, memory, counters.plus(more), lots);
    }

    public MemberState earning(List<Lot> more) {
        Lots next = lots;
        for (Lot lot : more) {
            next = next.plus(lot);
        }
        return new MemberState(id, version, profile, memory, counters, next);
    }

    /**
     * Without what no event can ask for any more.
     *
     * @param horizon no later event happened before this
     * @param edge no window of a later event reaches before this
     * @param tracked of what totals are carried
     */
    public MemberState forgetting(Instant horizon, Instant edge, List<Tracked> tracked) {
        return new MemberState(
                id,
                version,
                profile.forgetBefore(horizon),
                memory.forgetBefore(edge, tracked),
                counters.forgetBefore(
                        horizon.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1)),
                lots);
    }
}
