package org.loyaltyhub.value;

import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * An amount of goods, exact to a millionth of its unit.
 *
 * <p>Immutable and thread-safe.
 *
 * @param micros any value, in millionths of the unit
 */
public record Quantity(long micros, Unit unit) {
    /** Digits after the point. */
    public static final int DIGITS = 6;

    /** {@code of("45.5", Unit.LITRE)}. @throws IllegalArgumentException for more than six digits after the point */
    public static Quantity of(String amount, Unit unit) {
        OptionalLong micros = Decimals.scaled(new BigDecimal(amount), DIGITS);
        if (micros.isEmpty()) {
            throw new IllegalArgumentException(amount + " " + unit + " has more than " + DIGITS
                    + " digits after the point, or more than " + Decimals.MAX_DIGITS + " in all");
        }
        return new Quantity(micros.getAsLong(), unit);
    }

    /** The amount alone, without trailing zeros: {@code 45.5}. */
    public String amount() {
        return Decimals.text(micros, DIGITS);
    }

    @Override
    public String toString() {
        boolean plural = unit.equals(Unit.PIECE) && micros != 1_000_000;
        return amount() + " " + unit + (plural ? "s" : "");
    }
}
