package org.loyaltyhub.rules.internal.syntax;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Span.SpanUnit;

/** Over which time a figure looks back. */
public sealed interface WindowTree {
    Extent extent();

    /** {@code in last 7 days}. */
    record Last(BigDecimal count, SpanUnit unit, Extent extent) implements WindowTree {}

    /** {@code this month}. */
    record This(Period period, Extent extent) implements WindowTree {}

    /** {@code previous month}. */
    record Previous(Period period, Extent extent) implements WindowTree {}

    /** {@code since 2026-01-01}. */
    record Since(LocalDate first, Extent extent) implements WindowTree {}

    /** {@code ever}. */
    record Ever(Extent extent) implements WindowTree {}
}
