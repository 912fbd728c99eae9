package org.loyaltyhub.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.value.Points;

/**
 * Points that one effect of a rule gave.
 *
 * @param asked by the effect, before limits
 * @param granted after limits and budgets; above zero
 * @param lots one for each payer, summing to what was granted
 * @param heldUntil the first moment at which they can be spent, if the rule holds them
 */
public record Award(Effect effect, Points asked, Points granted, List<Lot> lots, Optional<Instant> heldUntil) {
    public Award {
        lots = List.copyOf(lots);
    }

    /** What these lots come to, which may be nothing. */
    static Award of(Effect effect, Points asked, List<Lot> lots, Optional<Instant> heldUntil) {
        return new Award(effect, asked, Lot.sum(lots), lots, heldUntil);
    }
}
