package org.loyaltyhub.decision;

import java.time.LocalDate;
import org.loyaltyhub.programme.Agreement;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Rule;

/** How much of its share a payer bears whose agreement has a budget. */
interface Bearing {
    /** All of it: only what rules would give is asked. */
    Bearing EVERYTHING = (rule, effect, agreement, day, micros) -> micros;

    /**
     * From 0 to {@code micros}.
     *
     * @param agreement with a budget, on rules of this owner
     * @param day on which it happened
     * @param micros what the share costs, in millionths of the minor unit
     */
    long bears(Rule rule, Effect effect, Agreement agreement, LocalDate day, long micros);
}
