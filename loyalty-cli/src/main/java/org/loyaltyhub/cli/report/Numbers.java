package org.loyaltyhub.cli.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Money;

/** Numbers as a run's report has them: with a comma between thousands for people, plain for machines. */
final class Numbers {
    private final Programme programme;

    Numbers(Programme programme) {
        this.programme = programme;
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Smallest units as whole points with their decimals. */
    BigDecimal points(BigInteger units) {
        return new BigDecimal(units, programme.points().decimals());
    }

    /** Minor units as money with its decimals. */
    BigDecimal money(BigInteger minor) {
        return new BigDecimal(minor, Money.digits(programme.currency()));
    }

    static String grouped(BigDecimal number) {
        return String.format(Locale.ROOT, "%,." + number.scale() + "f", number);
    }

    /** {@code 1 point}, {@code 48,837 points}. */
    String pointsText(BigInteger units) {
        BigDecimal points = points(units);
        boolean one = points.compareTo(BigDecimal.ONE) == 0;
        return grouped(points) + " "
                + (one ? programme.points().name() : programme.points().plural());
    }

    /** {@code currency 59, too-late 2}. */
    static String byCode(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getKey() + " " + count(each.getValue()))
                .collect(Collectors.joining(", "));
    }

    static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
