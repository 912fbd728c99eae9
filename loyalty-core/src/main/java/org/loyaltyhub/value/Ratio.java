package org.loyaltyhub.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact fraction in lowest terms, for rates such as points per money or a percentage.
 *
 * <p>Immutable and thread-safe.
 *
 * @param numerator any value
 * @param denominator above zero
 */
public record Ratio(long numerator, long denominator) {
    public static final Ratio ONE = new Ratio(1, 1);

    public Ratio {
        if (denominator <= 0) {
            throw new IllegalArgumentException("denominator must be above zero, was " + denominator);
        }
        long divisor = greatestCommonDivisor(Math.absExact(numerator), denominator);
        numerator /= divisor;
        denominator /= divisor;
    }

    /**
     * The exact fraction of two decimals.
     *
     * @throws ArithmeticException if either part in lowest terms does not fit a {@code long}
     */
    public static Ratio of(BigDecimal numerator, BigDecimal denominator) {
        int scale = Math.max(0, Math.max(numerator.scale(), denominator.scale()));
        BigInteger above = numerator.setScale(scale).unscaledValue();
        BigInteger below = denominator.setScale(scale).unscaledValue();
        if (below.signum() < 0) {
            above = above.negate();
            below = below.negate();
        }
        BigInteger divisor = above.gcd(below);
        return new Ratio(
                above.divide(divisor).longValueExact(), below.divide(divisor).longValueExact());
    }

    /** This fraction of {@code amount}, rounded once. O(1); exact for every {@code long}. */
    public long of(long amount, Rounding rounding) {
        return multiplyDivide(amount, numerator, denominator, rounding);
    }

    /**
     * {@code amount × factor ÷ divisor}, computed without losing the middle product.
     *
     * @throws ArithmeticException if the result does not fit a {@code long}
     */
    public static long multiplyDivide(long amount, long factor, long divisor, Rounding rounding) {
        long high = Math.multiplyHigh(amount, factor);
        long low = amount * factor;
        boolean fits = high == low >> 63;
        return fits && low != Long.MIN_VALUE ? divide(low, divisor, rounding) : wide(amount, factor, divisor, rounding);
    }

    /** {@code amount ÷ divisor}; the divisor is above zero. */
    public static long divide(long amount, long divisor, Rounding rounding) {
        long quotient = amount / divisor;
        long rest = Math.abs(amount % divisor);
        boolean away = switch (rounding) {
            case DOWN -> false;
            case UP -> rest != 0;
            case NEAREST -> rest >= divisor - rest;
        };
        return away ? quotient + Long.signum(amount) : quotient;
    }

    private static long wide(long amount, long factor, long divisor, Rounding rounding) {
        BigInteger[] parts = BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(factor))
                .divideAndRemainder(BigInteger.valueOf(divisor));
        long rest = parts[1].abs().longValueExact();
        boolean away = switch (rounding) {
            case DOWN -> false;
            case UP -> rest != 0;
            case NEAREST -> rest >= divisor - rest;
        };
        int sign = Long.signum(amount) * Long.signum(factor);
        return (away ? parts[0].add(BigInteger.valueOf(sign)) : parts[0]).longValueExact();
    }

    private static long greatestCommonDivisor(long a, long b) {
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return Math.max(a, 1);
    }
}
