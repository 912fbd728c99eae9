package org.loyaltyhub.programme;

import java.util.Optional;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Period;

/**
 * How much a payer pays for another's rules, over all members.
 *
 * @param most above zero
 * @param period the calendar period in which it pays so much; empty if it is all that it ever pays
 * @param then what becomes of its share once it is used up
 */
public record Budget(Money most, Optional<Period> period, Then then) {
    /** What becomes of a payer's share for which its budget is too small. */
    public enum Then {
        /** The rule does not give it. */
        STOP,
        /** Who else pays for the rule bears it, and if nobody does, the rule's owner. */
        OTHERS
    }

    /** In millionths of the minor unit. */
    public long mostMicros() {
        return Math.multiplyExact(most.minor(), PointTerms.MICROS);
    }

    /** {@code 10000.00 RUB a month}. */
    @Override
    public String toString() {
        return most + period.map(each -> " a " + each.word()).orElse("");
    }
}
