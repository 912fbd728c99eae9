package org.loyaltyhub.rule;

import java.util.Optional;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Ratio;

/** What a rule gives. */
public sealed interface Effect {
    /** In the canonical words of the language: {@code award 1 point per full 100 RUB}. */
    String text();

    /** {@code award 50 points}. */
    record AwardFlat(String text, Points points) implements Effect {}

    /**
     * {@code award 1 point per [full] 100 RUB}, {@code award 2 points per l}, {@code award 5% of amount}: {@code base ×
     * rate}, or {@code ⌊base ÷ step⌋ × rate} for full steps. Rounded once, by the rule's rounding. A base below zero
     * gives nothing.
     *
     * @param base money or a quantity of this receipt
     * @param step the full step in the base's smallest unit; empty for a proportional award
     * @param rate smallest units of points for one of the base's smallest unit, or for one step
     * @param cap the most it gives, {@code up to 500 points}
     */
    record AwardRate(String text, Figure base, Optional<Long> step, Ratio rate, Optional<Points> cap)
            implements Effect {}
}
