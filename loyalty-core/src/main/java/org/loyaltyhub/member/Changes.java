package org.loyaltyhub.member;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.ledger.Move;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.RuleKey;

/**
 * What one event does to a member's state.
 *
 * @param remembered the event, if rules may look back on it
 * @param used earlier events that rules used up, by sequence
 * @param counts what limits count
 * @param milestones what gives only once
 * @param moves what became of points
 * @param vouchers new ones
 * @param badges new ones
 * @param vouchersUsed open no more
 * @param quotes held from now on, with the first moment at which each is over
 * @param undone what of earlier events is taken back
 */
public record Changes(
        Optional<Remembered> remembered,
        Map<RuleKey, Long> used,
        Map<Counters.Key, Counters.Usage> counts,
        Map<Milestones.Key, Long> milestones,
        List<Move> moves,
        List<Belongings.Voucher> vouchers,
        List<String> badges,
        List<Belongings.Voucher> vouchersUsed,
        Map<EventKey, Instant> quotes,
        List<Undone> undone) {
    /** The event alone. */
    public static final Changes NOTHING = new Changes(
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            List.of());

    /**
     * What of one earlier event is taken back.
     *
     * @param of that event
     * @param sequence of that event
     * @param before the event as it was remembered until now
     * @param after the event as it is remembered from now on; empty if it is forgotten
     * @param unused earlier events that its rules used up, and do not any more, by sequence
     * @param counts what limits do not count any more
     * @param milestones what did not give after all
     * @param vouchers cancelled if they are still there
     * @param badges taken back
     * @param vouchersBack open again
     */
    public record Undone(
            EventKey of,
            long sequence,
            Optional<Remembered> before,
            Optional<Remembered> after,
            Map<RuleKey, Long> unused,
            Map<Counters.Key, Counters.Usage> counts,
            Map<Milestones.Key, Long> milestones,
            List<Belongings.Voucher> vouchers,
            List<String> badges,
            List<Belongings.Voucher> vouchersBack) {}
}
