package org.loyaltyhub.rules.internal.syntax;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Says values, names and sets in the canonical way. */
final class ValueText {
    private final Words words;

    ValueText(Words words) {
        this.words = words;
    }

    String names(Names names) {
        String text = names.names().stream().map(Name::text).collect(Collectors.joining(", "));
        return names.names().size() == 1 ? text : "(" + text + ")";
    }

    String set(SetTree set, boolean bracketed) {
        String text = set.elements().stream().map(this::element).collect(Collectors.joining(", "));
        SetTree.Element first = set.elements().get(0);
        boolean bare = set.elements().size() == 1
                && (!bracketed || first.to().isPresent() || first.from() instanceof ValueTree.Word);
        return bare ? text : "(" + text + ")";
    }

    private String element(SetTree.Element element) {
        return value(element.from()) + element.to().map(to -> ".." + value(to)).orElse("");
    }

    /** {@code 1500 RUB}. */
    String value(ValueTree value) {
        if (value instanceof ValueTree.Measure measure) {
            return number(measure.number())
                    + measure.unit().map(unit -> unit(unit, measure.number())).orElse("");
        }
        if (value instanceof ValueTree.Date date) {
            return date.date().toString();
        }
        if (value instanceof ValueTree.Time time) {
            return time(time.minutes());
        }
        if (value instanceof ValueTree.Weekday weekday) {
            return words.one(Keyword.of(weekday.day()));
        }
        if (value instanceof ValueTree.MonthName month) {
            return words.one(Keyword.of(month.month()));
        }
        if (value instanceof ValueTree.Quoted quoted) {
            return '"' + quoted.text() + '"';
        }
        return ((ValueTree.Word) value).name().text();
    }

    static String time(int minutes) {
        return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
    }

    /** Without digits that say nothing: {@code 40.0} is {@code 40}, {@code 1.50} stays. */
    static String number(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() <= 0 ? stripped : number).toPlainString();
    }

    String unit(UnitTree unit, BigDecimal number) {
        return switch (unit.kind()) {
            case PERCENT -> "%";
            case NAME -> " " + unit.text();
            case KEYWORD -> " " + words.counted(Objects.requireNonNull(unit.keyword()), number);
        };
    }

    static String quoted(Text text) {
        return '"' + text.value() + '"';
    }

    static String moment(RuleTree.Moment moment) {
        return moment.date()
                + moment.minutes().map(minutes -> " " + time(minutes)).orElse("");
    }
}
