package org.loyaltyhub.explanation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Locale;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Quantity;

/** Says a figure's value as people do. */
final class Wording {
    private Wording() {}

    static String value(Programme programme, ValueType type, long value) {
        if (value == Answers.UNKNOWN) {
            return "unknown";
        }
        return switch (type.kind()) {
            case MONEY -> Money.ofMinor(value, programme.currency()).toString();
            case QUANTITY -> new Quantity(value, type.unit().orElseThrow()).toString();
            case COUNT -> Long.toString(value);
            case POINTS -> programme.points().text(Points.ofUnits(value));
            case DAYS -> value + (value == 1 ? " day" : " days");
            case TIME -> String.format(Locale.ROOT, "%02d:%02d", value / 60, value % 60);
            case DATE -> LocalDate.ofEpochDay(value).toString();
            case WEEKDAY -> DayOfWeek.of((int) value).name().toLowerCase(Locale.ROOT);
            case MONTH -> Month.of((int) value).name().toLowerCase(Locale.ROOT);
            case TIER ->
                programme.terms().tiers().isEmpty()
                        ? "no tier"
                        : programme.terms().tiers().get((int) value);
            case NUMBER -> Decimals.text(value, Quantity.DIGITS);
        };
    }
}
