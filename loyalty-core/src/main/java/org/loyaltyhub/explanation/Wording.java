package org.loyaltyhub.explanation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.internal.language.Counting;
import org.loyaltyhub.internal.language.Table;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Quantity;

/**
 * What an explanation says around the words of the rules, in one language: {@code explanation_ru.properties} beside this
 * class for {@code ru}. A language without a table is English.
 *
 * <p>Immutable and thread-safe.
 */
final class Wording {
    static final Wording ENGLISH = new Wording(load("en").orElseThrow());

    private static final Map<String, Wording> KNOWN = new HashMap<>();

    private final Properties texts;
    private final Counting counting;

    private Wording(Properties texts) {
        this.texts = texts;
        this.counting = new Counting(texts);
    }

    static Wording of(Locale locale) {
        synchronized (KNOWN) {
            return KNOWN.computeIfAbsent(
                    locale.getLanguage(), code -> load(code).map(Wording::new).orElse(ENGLISH));
        }
    }

    private static Optional<Properties> load(String language) {
        return Table.of(Wording.class, "explanation", language);
    }

    String text(String key, Object... values) {
        return Table.filled(texts.getProperty(key, ""), values);
    }

    /** {@code 1 time}, {@code 4 times}. */
    String counted(String key, String number) {
        List<String> forms = List.of(texts.getProperty(key, "").split(" *\\| *", -1));
        return number + " " + forms.get(Math.min(counting.group(number), forms.size() - 1));
    }

    /** In the language's own word for points, if it has one; else as the programme calls them. */
    String points(Programme programme, Points points) {
        return texts.getProperty("points") == null
                ? programme.points().text(points)
                : counted(
                        "points",
                        Decimals.text(points.units(), programme.points().decimals()));
    }

    /** A figure's value as people say it. */
    String value(Programme programme, ValueType type, long value) {
        if (value == Answers.UNKNOWN) {
            return text("unknown");
        }
        return switch (type.kind()) {
            case MONEY -> Money.ofMinor(value, programme.currency()).toString();
            case QUANTITY -> quantity(new Quantity(value, type.unit().orElseThrow()));
            case COUNT -> Long.toString(value);
            case POINTS -> points(programme, Points.ofUnits(value));
            case DAYS -> counted("days", Long.toString(value));
            case TIME -> String.format(Locale.ROOT, "%02d:%02d", value / 60, value % 60);
            case DATE -> LocalDate.ofEpochDay(value).toString();
            case WEEKDAY -> text("weekday." + value);
            case MONTH -> text("month." + value);
            case TIER ->
                programme.terms().tiers().isEmpty()
                        ? text("no-tier")
                        : programme.terms().tiers().get((int) value);
            case NUMBER -> Decimals.text(value, Quantity.DIGITS);
        };
    }

    private String quantity(Quantity quantity) {
        String unit = texts.getProperty("unit." + quantity.unit());
        return unit == null ? quantity.toString() : Decimals.text(quantity.micros(), Quantity.DIGITS) + " " + unit;
    }
}
