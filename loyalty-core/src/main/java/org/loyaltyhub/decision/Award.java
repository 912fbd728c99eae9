package org.loyaltyhub.decision;

import java.util.List;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.value.Points;

/**
 * Points that one effect of a rule gave.
 *
 * @param asked by the effect, before limits
 * @param granted after limits; above zero
 * @param lots one for each payer, summing to what was granted
 */
public record Award(Effect effect, Points asked, Points granted, List<Lot> lots) {
    public Award {
        lots = List.copyOf(lots);
    }
}
