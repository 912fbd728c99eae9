package org.loyaltyhub.cli.mapping;

import java.math.BigDecimal;
import java.util.Optional;
import org.loyaltyhub.value.Decimals;

/**
 * How the file writes numbers.
 *
 * @param decimal the sign before the fraction: a point or a comma
 * @param thousands the sign between groups of three digits, if the file has one
 */
record NumberForm(char decimal, Optional<Character> thousands) {
    /** With a point and no groups. */
    static final NumberForm PLAIN = new NumberForm('.', Optional.empty());

    private static final int LONGEST = 48;
    private static final int GROUP = 3;

    /** The number; empty if the text is none, or out of the bounds of {@link Decimals}. */
    Optional<BigDecimal> number(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        int start = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        int point = text.indexOf(decimal, start);
        String whole = text.substring(start, point < 0 ? text.length() : point);
        String fraction = point < 0 ? "0" : text.substring(point + 1);
        Optional<String> digits = ungrouped(whole);
        if (digits.isEmpty() || !isDigits(digits.get()) || !isDigits(fraction)) {
            return Optional.empty();
        }
        String sign = text.charAt(0) == '-' ? "-" : "";
        BigDecimal number = new BigDecimal(sign + digits.get() + (point < 0 ? "" : "." + fraction));
        return Decimals.isBounded(number) ? Optional.of(number) : Optional.empty();
    }

    /** The digits without the signs between groups; empty if a group is not of three. */
    private Optional<String> ungrouped(String whole) {
        if (thousands.isEmpty() || whole.indexOf(thousands.get()) < 0) {
            return Optional.of(whole);
        }
        StringBuilder digits = new StringBuilder();
        int digitsInGroup = 0;
        boolean grouped = false;
        for (int i = 0; i < whole.length(); i++) {
            if (whole.charAt(i) == thousands.get()) {
                boolean fits = grouped ? digitsInGroup == GROUP : digitsInGroup >= 1 && digitsInGroup <= GROUP;
                if (!fits) {
                    return Optional.empty();
                }
                grouped = true;
                digitsInGroup = 0;
            } else {
                digits.append(whole.charAt(i));
                digitsInGroup++;
            }
        }
        return digitsInGroup == GROUP ? Optional.of(digits.toString()) : Optional.empty();
    }

    private static boolean isDigits(String text) {
        if (text.isEmpty()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** What such a number looks like, for messages: {@code 1234,50}. */
    String example() {
        return "1" + thousands.map(String::valueOf).orElse("") + "234" + decimal + "50";
    }
}
