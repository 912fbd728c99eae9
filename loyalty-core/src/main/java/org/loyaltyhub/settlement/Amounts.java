package org.loyaltyhub.settlement;

import java.math.BigDecimal;
import java.util.Locale;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Points;

/** Numbers of a statement as decimals, exact to the last digit. */
final class Amounts {
    private static final int MICRO_DIGITS = 6;

    private final Heading heading;
    private final int digits;

    Amounts(Heading heading) {
        this.heading = heading;
        this.digits = Money.digits(heading.currency());
    }

    /** Millionths of the minor unit: all the digits it has, and at least those of the currency. */
    BigDecimal money(long micros) {
        BigDecimal exact = BigDecimal.valueOf(micros, MICRO_DIGITS + digits).stripTrailingZeros();
        return exact.scale() < digits ? exact.setScale(digits) : exact;
    }

    BigDecimal minor(long minor) {
        return BigDecimal.valueOf(minor, digits);
    }

    BigDecimal points(Points points) {
        return BigDecimal.valueOf(points.units(), heading.points().decimals());
    }

    /** {@code 1 point}, {@code 12.5 points}. */
    String pointsText(Points points) {
        return heading.points().text(points);
    }

    String currency() {
        return heading.currency().getCurrencyCode();
    }

    /** With a comma between thousands, for people. */
    static String grouped(BigDecimal number) {
        return String.format(Locale.ROOT, "%,." + number.scale() + "f", number);
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
