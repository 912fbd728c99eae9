package org.loyaltyhub.rule;

import java.util.Optional;
import org.loyaltyhub.value.Period;

/**
 * A bound on what a rule gives.
 *
 * @param text in the canonical words of the language: {@code once per member per day}
 * @param measure what is bounded
 * @param most how many times, or how many of the measure's smallest unit; above zero
 * @param reach over what it is counted
 * @param period the calendar period, if the reach has one
 */
public record Limit(String text, Measure measure, long most, Reach reach, Optional<Period> period) {
    /** What a limit bounds. */
    public enum Measure {
        /** Events for which the rule gives anything. */
        TIMES,
        /** Points, in the smallest unit. */
        POINTS,
        /** Discounts, in the minor unit. */
        MONEY,
        /** What a payer pays for rules of another, in millionths of the minor unit: the budget of an agreement. */
        COST,
        /** Points given or taken by hand, in the smallest unit: what a clerk may do alone. No rule has such a limit. */
        BY_HAND
    }

    /** Over what a limit counts. */
    public enum Reach {
        /** One event. */
        PURCHASE,
        /** One member, in a calendar period. */
        MEMBER_PERIOD,
        /** One member, for ever. */
        MEMBER_EVER,
        /** All members, in a calendar period. */
        ALL_PERIOD,
        /** All members, for ever. */
        ALL_EVER;

        /** Whether other members' awards use up the same limit. */
        public boolean isShared() {
            return this == ALL_PERIOD || this == ALL_EVER;
        }
    }
}
