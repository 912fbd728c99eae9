package org.loyaltyhub.rules.internal.syntax;

import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.value.Period;

/** What may happen: what a rule waits for. */
public sealed interface TriggerTree
        permits OccasionTree,
                TriggerTree.Enrolment,
                TriggerTree.Birthday,
                TriggerTree.EndOf,
                TriggerTree.BalanceReaches,
                TriggerTree.TierCrossed {
    Extent extent();

    /** {@code enrolment}. */
    record Enrolment(Extent extent) implements TriggerTree {}

    /** {@code birthday}. */
    record Birthday(Extent extent) implements TriggerTree {}

    /** {@code end of month}. */
    record EndOf(Period period, Extent extent) implements TriggerTree {}

    /** {@code balance reaches 100 points}. */
    record BalanceReaches(ValueTree.Measure points, Extent extent) implements TriggerTree {}

    /** {@code tier becomes gold}, {@code tier falls to silver}. */
    record TierCrossed(boolean falls, Name tier, Extent extent) implements TriggerTree {}
}
