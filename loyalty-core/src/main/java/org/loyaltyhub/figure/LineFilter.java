package org.loyaltyhub.figure;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedSet;
import org.loyaltyhub.event.Happening;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.Rounding;

/** A filter on single lines, after {@code with}. What a line does not say passes no filter, a negated one neither. */
public sealed interface LineFilter {
    /** Whether the line passes. */
    boolean passes(Happening event, int line);

    /** {@code sku in ("A1", "A2")}, or {@code not in}. */
    record Sku(SortedSet<String> skus, boolean negated) implements LineFilter {
        @Override
        public boolean passes(Happening event, int line) {
            String sku = event.sku(line);
            return sku != null && skus.contains(sku) != negated;
        }
    }

    /** {@code line "colour" = "red"}: a text attribute of the line. */
    record TextAttribute(String name, SortedSet<String> values, boolean negated) implements LineFilter {
        @Override
        public boolean passes(Happening event, int line) {
            String value = event.attribute(line, name);
            return value != null && values.contains(value) != negated;
        }
    }

    /** {@code line "octane" >= 98}: a number attribute of the line, in millionths. */
    record NumberAttribute(String name, List<Range> ranges, boolean negated) implements LineFilter {
        @Override
        public boolean passes(Happening event, int line) {
            String value = event.attribute(line, name);
            return value != null
                    && Range.anyHas(
                                    ranges,
                                    Decimals.scaled(new BigDecimal(value), Quantity.DIGITS)
                                            .orElseThrow())
                            != negated;
        }
    }

    /** {@code unit price >= 50 RUB}: the line's amount for one unit, to the nearest minor unit. */
    record UnitPrice(List<Range> ranges, boolean negated) implements LineFilter {
        @Override
        public boolean passes(Happening event, int line) {
            long micros = event.micros(line);
            return micros > 0 && Range.anyHas(ranges, of(event.amount(line), micros)) != negated;
        }

        /** The price of one unit, to the nearest minor unit; {@code micros} is above zero. */
        static long of(long amount, long micros) {
            return Ratio.multiplyDivide(amount, 1_000_000, micros, Rounding.NEAREST);
        }
    }
}
