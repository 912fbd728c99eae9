package org.loyaltyhub.value;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.OptionalLong;

/**
 * A whole number of a currency's minor unit (kopecks, pence; yen for a currency without one).
 *
 * <p>Immutable and thread-safe. Amounts of different currencies never mix: an operation on two throws {@link
 * IllegalArgumentException}. Overflow throws {@link ArithmeticException}.
 *
 * @param minor any value, in the minor unit
 */
public record Money(long minor, Currency currency) {

    /** Money in the minor unit: {@code ofMinor(2340, RUB)} is 23.40 RUB. */
    public static Money ofMinor(long minor, Currency currency) {
        return new Money(minor, currency);
    }

    /**
     * Money as people write it: {@code of("23.40", "RUB")}.
     *
     * @throws IllegalArgumentException for an unknown currency, for more digits than the currency has, or more than 18
     */
    public static Money of(String amount, String currencyCode) {
        Currency currency = Currency.getInstance(currencyCode);
        OptionalLong minor = Decimals.scaled(new BigDecimal(amount), digits(currency));
        if (minor.isEmpty()) {
            throw new IllegalArgumentException(
                    amount + " " + currencyCode + " has more digits than the currency: at most " + digits(currency)
                            + " after the point and " + Decimals.MAX_DIGITS + " in all");
        }
        return new Money(minor.getAsLong(), currency);
    }

    /** Digits after the point in this currency: 2 for roubles, 0 for yen. */
    public static int digits(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(this + " and " + other + " are of different currencies");
        }
        return other;
    }

    /** The amount alone, with all its digits: {@code 23.40}. */
    public String amount() {
        return BigDecimal.valueOf(minor, digits(currency)).toPlainString();
    }

    @Override
    public String toString() {
        return amount() + " " + currency.getCurrencyCode();
    }
}
