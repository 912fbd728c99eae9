package org.loyaltyhub.rule;

import java.util.Optional;
import org.loyaltyhub.value.PartnerId;

/**
 * Who pays a share of what a rule gives.
 *
 * @param partner a named partner or the programme; empty for the partner where it happened
 * @param weight its share, in proportion to the other weights; above zero
 */
public record Payer(Optional<PartnerId> partner, long weight) {
    public Payer {
        if (weight <= 0) {
            throw new IllegalArgumentException("a payer's weight is above zero, was " + weight);
        }
    }
}
