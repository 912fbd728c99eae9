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
        if (fits && low != Long.MIN_VALUE) {
            return divide(low, divisor, rounding);
        }
        BigInteger product = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(factor));
        return divide(product, BigInteger.valueOf(divisor), rounding);
    }

    /** {@code amount ÷ divisor}; the divisor is above zero. */
    public static long divide(long amount, long divisor, Rounding rounding) {
        if (divisor == 1) {
            return amount;
        }
        long quotient = quotient(amount, divisor);
        long rest = Math.abs(amount - quotient * divisor);
        boolean away = switch (rounding) {
            case DOWN -> false;
            case UP -> rest != 0;
            case NEAREST -> rest >= divisor - rest;
            case NEAREST_EVEN -> rest > divisor - rest || (rest == divisor - rest && quotient % 2 != 0);
        };
        return away ? quotient + Long.signum(amount) : quotient;
    }

    /** {@code amount ÷ divisor} towards zero. What fits is divided as 32 bits, which takes processors half as long or less. */
    public static long quotient(long amount, long divisor) {
        boolean fits = (amount | divisor) >>> (Integer.SIZE - 1) == 0;
        return fits ? (int) amount / (int) divisor : amount / divisor;
    }

    /** {@link #divide(long, long, Rounding)} for parts of any size. @throws ArithmeticException if it does not fit */
    public static long divide(BigInteger amount, BigInteger divisor, Rounding rounding) {
        BigInteger[] parts = amount.divideAndRemainder(divisor);
        BigInteger rest = parts[1].abs();
        boolean away = switch (rounding) {
            case DOWN -> false;
            case UP -> rest.signum() != 0;
            case NEAREST -> rest.add(rest).compareTo(divisor) >= 0;
            case NEAREST_EVEN -> {
                int half = rest.add(rest).compareTo(divisor);
                yield half > 0 || (half == 0 && parts[0].testBit(0));
            }
        };
        return (away ? parts[0].add(BigInteger.valueOf(amount.signum())) : parts[0]).longValueExact();
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
