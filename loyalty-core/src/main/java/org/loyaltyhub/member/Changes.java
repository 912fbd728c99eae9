package org.loyaltyhub.member;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.ledger.Move;
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
        List<Undone> undone) {

    /**
     * What of one earlier event is taken back.
     *
     * @param sequence of that event
     * @param before the event as it was remembered until now
     * @param after the event as it is remembered from now on; empty if it is forgotten
     * @param unused earlier events that its rules used up, and do not any more, by sequence
     * @param counts what limits do not count any more
     * @param milestones what did not give after all
     * @param vouchers cancelled if they are still there
     * @param badges taken back
     */
    public record Undone(
            long sequence,
            Optional<Remembered> before,
            Optional<Remembered> after,
            Map<RuleKey, Long> unused,
            Map<Counters.Key, Counters.Usage> counts,
            Map<Milestones.Key, Long> milestones,
            List<Belongings.Voucher> vouchers,
            List<String> badges) {}
}
