package org.loyaltyhub.rules.internal.syntax;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Optional;
import org.loyaltyhub.rules.internal.source.Extent;

/** A value written in the file. */
public sealed interface ValueTree extends OperandTree {

    /** {@code 40}, {@code 40 l}, {@code 1500 RUB}, {@code 7 days}, {@code 5%}. */
    record Measure(BigDecimal number, Optional<UnitTree> unit, Extent extent) implements ValueTree {}

    /** {@code 2026-03-01}. */
    record Date(LocalDate date, Extent extent) implements ValueTree {}

    /** {@code 22:00}, in minutes since midnight. */
    record Time(int minutes, Extent extent) implements ValueTree {}

    /** {@code friday}. */
    record Weekday(DayOfWeek day, Extent extent) implements ValueTree {}

    /** {@code march}. */
    record MonthName(Month month, Extent extent) implements ValueTree {}

    /** {@code "7"}. */
    record Quoted(String text, Extent extent) implements ValueTree {}

    /** A tier, or what {@code let} named. */
    record Word(Name name) implements ValueTree {
        @Override
        public Extent extent() {
            return name.extent();
        }
    }
}
