package org.loyaltyhub.rules.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.loyaltyhub.value.Ratio;

/**
 * A bound on what is given, in one unit: points or money, each in its smallest unit.
 *
 * @param most no more than so many; empty if only sales or other rules bound it
 * @param ofSales the share of what is bought, in money, that it comes to at most; empty if it has a bound of its own, or
 *     none in money
 */
public record Cost(Optional<Long> most, Optional<Ratio> ofSales) {
    /** Nothing is given. */
    public static final Cost NOTHING = most(0);
    /** Nothing bounds it. */
    public static final Cost OPEN = new Cost(Optional.empty(), Optional.empty());

    static Cost most(long units) {
        return new Cost(Optional.of(units), Optional.empty());
    }

    static Cost share(Ratio ofSales) {
        return new Cost(Optional.empty(), Optional.of(ofSales));
    }

    public boolean isNothing() {
        return most.isPresent() && most.get() == 0;
    }

    /** {@code 0.5%}, with at most two digits after the point, rounded up: a bound never says too little. */
    public Optional<String> percentOfSales() {
        return ofSales.map(ratio -> new BigDecimal(ratio.numerator())
                        .movePointRight(2)
                        .divide(new BigDecimal(ratio.denominator()), 2, RoundingMode.UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + "%");
    }

    /** Both together. A sum too large to say is open. */
    Cost plus(Cost other) {
        if (isNothing()) {
            return other;
        }
        if (other.isNothing()) {
            return this;
        }
        if (most.isEmpty() || other.most.isEmpty()) {
            return OPEN;
        }
        return sum(most.get(), other.most.get()).map(Cost::most).orElse(OPEN);
    }

    /** The same so often. */
    Cost often(long times) {
        return most.flatMap(units -> times(units, times)).map(Cost::most).orElse(this);
    }

    /** Bounded by so many units besides. */
    Cost within(long units) {
        return most.isPresent() && most.get() <= units ? this : most(units);
    }

    private static Optional<Long> times(long units, long times) {
        long high = Math.multiplyHigh(units, times);
        return high == 0 && units * times >= 0 ? Optional.of(units * times) : Optional.empty();
    }

    private static Optional<Long> sum(long first, long second) {
        long sum = first + second;
        return sum < first ? Optional.empty() : Optional.of(sum);
    }
}
