package org.loyaltyhub.programme;

import java.math.BigDecimal;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.Rounding;

/**
 * What a point is: its name, its decimals and its worth.
 *
 * @param name one of them: {@code point}
 * @param plural many of them: {@code points}
 * @param decimals digits after the point, 0 to 2
 * @param valueMicros what the programme holds in reserve for the smallest unit of points, in millionths of the
 *     currency's minor unit; above zero
 */
public record PointTerms(String name, String plural, int decimals, long valueMicros) {
    /** Millionths, the grain of money in the ledger. */
    public static final long MICROS = 1_000_000;

    /** Units in one whole point: 1, 10 or 100. */
    public long unitsPerPoint() {
        return BigDecimal.ONE.scaleByPowerOfTen(decimals).longValueExact();
    }

    /** The number alone: {@code 12.50}. */
    public String amount(Points points) {
        return BigDecimal.valueOf(points.units(), decimals).toPlainString();
    }

    /** {@code 1 point}, {@code 12.5 points}. */
    public String text(Points points) {
        String amount = Decimals.text(points.units(), decimals);
        return amount + " " + (amount.equals("1") ? name : plural);
    }

    /** How many units of points one minor unit of money is worth, exactly. */
    public Ratio unitsPerMinor() {
        return new Ratio(MICROS, valueMicros);
    }

    /** The points that {@code money} is worth at the programme's value. */
    public Points worth(Money money, Rounding rounding) {
        return Points.ofUnits(unitsPerMinor().of(money.minor(), rounding));
    }
}
