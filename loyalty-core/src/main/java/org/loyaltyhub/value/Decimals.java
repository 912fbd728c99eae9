package org.loyaltyhub.value;

import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * Decimals from outside, bounded before any arithmetic: at most 18 digits and an exponent within ±12, so that {@code
 * 1e999999999} costs nothing.
 */
public final class Decimals {
    /** Digits a number may have. */
    public static final int MAX_DIGITS = 18;
    /** The largest exponent a number may be written with, and the most digits after the point. */
    public static final int MAX_EXPONENT = 12;

    private Decimals() {}

    /** Whether the number is within the bounds. O(1). */
    public static boolean isBounded(BigDecimal number) {
        return number.precision() <= MAX_DIGITS && number.scale() <= MAX_EXPONENT && number.scale() >= -MAX_EXPONENT;
    }

    /**
     * The number in units of {@code 10^-fractionDigits}; empty if it is out of bounds, has more digits after the point
     * than that, or does not fit.
     */
    public static OptionalLong scaled(BigDecimal number, int fractionDigits) {
        if (!isBounded(number)) {
            return OptionalLong.empty();
        }
        BigDecimal shifted = number.movePointRight(fractionDigits);
        if (shifted.stripTrailingZeros().scale() > 0 || shifted.precision() - shifted.scale() > MAX_DIGITS) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(shifted.longValueExact());
    }

    /** The scaled number as people write it, without trailing zeros after the point: {@code 4500 → "4.5"} at 3 digits. */
    public static String text(long scaled, int fractionDigits) {
        BigDecimal number = BigDecimal.valueOf(scaled, fractionDigits).stripTrailingZeros();
        return (number.scale() < 0 ? number.setScale(0) : number).toPlainString();
    }
}
