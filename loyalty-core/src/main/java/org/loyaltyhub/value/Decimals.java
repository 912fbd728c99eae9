package org.loyaltyhub.value;

import java.math.BigDecimal;
import java.util.Optional;
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

    /** No number of so few digits. */
    public static final long NOT_PLAIN = Long.MIN_VALUE;

    private Decimals() {}

    /** Whether the number is within the bounds. O(1). */
    public static boolean isBounded(BigDecimal number) {
        return number.precision() <= MAX_DIGITS && number.scale() <= MAX_EXPONENT && number.scale() >= -MAX_EXPONENT;
    }

    /**
     * Whether the text is a number as JSON spells it: digits of ASCII, one point, an exponent. Nothing of it is computed.
     */
    public static boolean isSpelledAsNumber(String text) {
        int i = text.startsWith("-") ? 1 : 0;
        int whole = digitsEnd(text, i);
        int end = whole;
        boolean right = whole > i;
        if (right && end < text.length() && text.charAt(end) == '.') {
            end = digitsEnd(text, end + 1);
            right = end > whole + 1;
        }
        if (right && end < text.length() && (text.charAt(end) | 0x20) == 'e') {
            int digits = end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0 ? end + 2 : end + 1;
            end = digitsEnd(text, digits);
            right = end > digits;
        }
        return right && end == text.length();
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /**
     * The number that is spelled so in units of {@code 10^-fractionDigits}, as {@link #bounded} and {@link #scaled} give it,
     * without what they cost; empty if it is not spelled with digits and a point alone, or with too many of them: then they
     * are to be asked.
     */
    public static OptionalLong plain(String spelled, int fractionDigits) {
        long number = plain(spelled, 0, spelled.length(), fractionDigits);
        return number == NOT_PLAIN ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** {@link #plain(String, int)} of a part of a text; {@link #NOT_PLAIN} where it is empty. */
    public static long plain(String text, int from, int end, int fractionDigits) {
        int start = from < end && text.charAt(from) == '-' ? from + 1 : from;
        int point = end;
        long scaled = 0;
        for (int i = start; i < end; i++) {
            char letter = text.charAt(i);
            int digit = letter - '0';
            if (digit >= 0 && digit <= 9) {
                scaled = scaled * 10 + digit;
            } else if (letter == '.' && point == end) {
                point = i;
            } else {
                return NOT_PLAIN;
            }
        }
        int fraction = Math.max(0, end - point - 1);
        if (point <= start
                || point == end - 1
                || fraction > fractionDigits
                || point - start + fractionDigits > MAX_DIGITS) {
            return NOT_PLAIN;
        }
        for (int i = fraction; i < fractionDigits; i++) {
            scaled *= 10;
        }
        return start > from ? -scaled : scaled;
    }

    /** The number that is spelled so; empty if it is out of bounds. The spelling was checked. */
    public static Optional<BigDecimal> bounded(String spelled) {
        try {
            BigDecimal number = new BigDecimal(spelled);
            return isBounded(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty(); // the exponent itself does not fit an int
        }
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
        long rest = scaled;
        int digits = fractionDigits;
        while (digits > 0 && rest % 10 == 0) {
            rest /= 10;
            digits--;
        }
        return digits == 0
                ? Long.toString(rest)
                : BigDecimal.valueOf(rest, digits).toPlainString();
    }
}
