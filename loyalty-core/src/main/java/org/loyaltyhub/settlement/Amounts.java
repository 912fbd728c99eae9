package org.loyaltyhub.settlement;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Points;

/** Numbers of a statement as decimals, exact to the last digit. */
final class Amounts {
    private static final int MICRO_DIGITS = 6;

    private final Currency currency;
    private final PointTerms points;
    private final int digits;

    Amounts(Heading heading) {
        this(heading.currency(), heading.points());
    }

    Amounts(Currency currency, PointTerms points) {
        this.currency = currency;
        this.points = points;
        this.digits = Money.digits(currency);
    }

    /** Millionths of the minor unit: all the digits it has, and at least those of the currency. */
    BigDecimal money(long micros) {
        BigDecimal exact = BigDecimal.valueOf(micros, MICRO_DIGITS + digits).stripTrailingZeros();
        return exact.scale() < digits ? exact.setScale(digits) : exact;
    }

    BigDecimal minor(long minor) {
        return BigDecimal.valueOf(minor, digits);
    }

    BigDecimal points(Points number) {
        return BigDecimal.valueOf(number.units(), points.decimals());
    }

    /** {@code 1 point}, {@code 12.5 points}. */
    String pointsText(Points number) {
        return points.text(number);
    }

    String currency() {
        return currency.getCurrencyCode();
    }

    /** With a comma between thousands, for people. */
    static String grouped(BigDecimal number) {
        return String.format(Locale.ROOT, "%,." + number.scale() + "f", number);
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
