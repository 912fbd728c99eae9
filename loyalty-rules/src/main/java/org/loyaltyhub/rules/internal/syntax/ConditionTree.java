package org.loyaltyhub.rules.internal.syntax;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.rules.internal.source.Extent;

/** Something that must hold. */
public sealed interface ConditionTree {
    Extent extent();

    /** {@code quantity >= 40 l}. */
    record Compare(FigureTree left, Comparison comparison, OperandTree right, Extent extent) implements ConditionTree {}

    /** {@code day in (saturday, sunday)}, {@code sku not in ("A1", "A2")}. */
    record Among(FigureTree left, boolean negated, SetTree set, Extent extent) implements ConditionTree {}

    /** {@code receipt has coffee}. */
    record ReceiptHas(Names categories, Extent extent) implements ConditionTree {}

    /** {@code purchase of fuel in last 3 days, unused}, {@code no purchase of fuel this month}. */
    record Earlier(
            boolean negated, OccasionTree occasion, Optional<WindowTree> window, Optional<Extent> unused, Extent extent)
            implements ConditionTree {}

    /** {@code first purchase of fuel}. */
    record First(OccasionTree occasion, Extent extent) implements ConditionTree {}

    /** {@code member segment "vip"}. */
    record InSegment(Text segment, Extent extent) implements ConditionTree {}

    /** {@code birthday within 7 days}. */
    record BirthdayWithin(ValueTree.Measure days, Extent extent) implements ConditionTree {}

    /** {@code count of purchases this month in multiples of 5}. */
    record Multiple(FigureTree figure, ValueTree step, Extent extent) implements ConditionTree {}

    /** {@code not …}. */
    record Not(ConditionTree condition, Extent extent) implements ConditionTree {}

    /** {@code (… or …)}, {@code (… and …)}, {@code (…)}. */
    record Group(boolean any, List<ConditionTree> conditions, Extent extent) implements ConditionTree {
        public Group {
            conditions = List.copyOf(conditions);
        }
    }
}
