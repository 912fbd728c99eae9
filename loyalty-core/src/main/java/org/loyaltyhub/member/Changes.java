package org.loyaltyhub.member;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.value.RuleKey;

/**
 * What one event does to a member's state.
 *
 * @param remembered the event, if rules may look back on it
 * @param used earlier events that rules used up, by sequence
 * @param counts what limits count
 * @param milestones what gives only once
 * @param lots new points
 * @param vouchers new ones
 * @param badges new ones
 */
public record Changes(
        Optional<Remembered> remembered,
        Map<RuleKey, Long> used,
        Map<Counters.Key, Counters.Usage> counts,
        Map<Milestones.Key, Long> milestones,
        List<Lot> lots,
        List<Belongings.Voucher> vouchers,
        List<String> badges) {}
