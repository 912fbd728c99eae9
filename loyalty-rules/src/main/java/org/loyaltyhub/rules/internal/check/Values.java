package org.loyaltyhub.rules.internal.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.loyaltyhub.figure.Range;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.problem.Suggestion;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.syntax.Keyword;
import org.loyaltyhub.rules.internal.syntax.Name;
import org.loyaltyhub.rules.internal.syntax.SetTree;
import org.loyaltyhub.rules.internal.syntax.UnitTree;
import org.loyaltyhub.rules.internal.syntax.ValueTree;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Span;
import org.loyaltyhub.value.Unit;

/** What written values mean, once it is known what they are compared with. */
final class Values {
    /** More points than any rule may speak of, in whole points. */
    private static final BigDecimal MOST_POINTS = BigDecimal.valueOf(1_000_000_000);

    private final Scope scope;

    Values(Scope scope) {
        this.scope = scope;
    }

    private Programme programme() {
        return scope.programme();
    }

    /** The value that a {@code let} name stands for, if it stands for one; the value itself otherwise. */
    ValueTree meant(ValueTree value) {
        if (value instanceof ValueTree.Word word
                && programme().tierRank(word.name().text()) < 0) {
            Optional<SetTree> set = scope.let(word.name());
            if (set.isPresent()) {
                SetTree.Element first = set.get().elements().get(0);
                if (set.get().elements().size() > 1 || first.to().isPresent()) {
                    throw scope.refuse(
                            Code.LET_OF_MANY, word.extent(), word.name().text());
                }
                return first.from();
            }
        }
        return value;
    }

    /** The set with what {@code let} names stand for in the places of the names. */
    List<SetTree.Element> meant(SetTree set) {
        List<SetTree.Element> elements = new ArrayList<>();
        for (SetTree.Element element : set.elements()) {
            Optional<SetTree> let = element.from() instanceof ValueTree.Word word
                            && element.to().isEmpty()
                            && programme().tierRank(word.name().text()) < 0
                    ? scope.let(word.name())
                    : Optional.empty();
            if (let.isPresent()) {
                let.get()
                        .elements()
                        .forEach(each -> elements.add(new SetTree.Element(each.from(), each.to(), element.extent())));
            } else {
                elements.add(element);
            }
        }
        return elements;
    }

    /** The unit of goods that the value is measured in; empty if it is none. */
    Optional<Unit> goodsUnit(ValueTree value) {
        return value instanceof ValueTree.Measure measure ? measure.unit().flatMap(this::goodsUnit) : Optional.empty();
    }

    Optional<Unit> goodsUnit(UnitTree unit) {
        if (unit.is(Keyword.LITRE)) {
            return Optional.of(Unit.LITRE);
        }
        if (unit.is(Keyword.PIECE)) {
            return Optional.of(Unit.PIECE);
        }
        return unit.kind() == UnitTree.Kind.NAME ? programme().unit(unit.text()) : Optional.empty();
    }

    /**
     * The number that a value means as one of {@code type}.
     *
     * @param value as meant
     * @param stated the value as it stands in the file, for the place
     * @param figure what it is compared with, in words
     */
    long number(ValueTree value, ValueTree stated, ValueType type, String figure) {
        return switch (type.kind()) {
            case MONEY -> money(value, stated, figure);
            case QUANTITY -> quantity(value, stated, type, figure);
            case COUNT, NUMBER -> plain(value, stated, type, figure);
            case POINTS -> points(value, stated, figure);
            case DAYS -> days(value, stated, figure);
            case TIME -> value instanceof ValueTree.Time time ? time.minutes() : mismatch(value, stated, type, figure);
            case DATE ->
                value instanceof ValueTree.Date date ? date.date().toEpochDay() : mismatch(value, stated, type, figure);
            case WEEKDAY ->
                value instanceof ValueTree.Weekday weekday
                        ? weekday.day().getValue()
                        : mismatch(value, stated, type, figure);
            case MONTH ->
                value instanceof ValueTree.MonthName month
                        ? month.month().getValue()
                        : mismatch(value, stated, type, figure);
            case TIER ->
                value instanceof ValueTree.Word word
                        ? tier(word.name(), stated)
                        : mismatch(value, stated, type, figure);
        };
    }

    private long tier(Name name, ValueTree stated) {
        int rank = programme().tierRank(name.text());
        if (rank < 0) {
            throw scope.refuse(
                    Code.UNKNOWN_TIER,
                    stated.extent(),
                    name.text(),
                    scope.nearOrAll(name.text(), programme().terms().tiers()));
        }
        return rank;
    }

    private long money(ValueTree value, ValueTree stated, String figure) {
        if (value instanceof ValueTree.Measure measure
                && measure.unit()
                        .filter(unit -> unit.kind() == UnitTree.Kind.NAME)
                        .isPresent()) {
            UnitTree unit = measure.unit().get();
            if (isCurrency(unit)) {
                return scaled(measure.number(), Money.digits(programme().currency()), stated, unit.text());
            }
            if (unit.text().equalsIgnoreCase(programme().currency().getCurrencyCode())) {
                String code = programme().currency().getCurrencyCode();
                throw scope.refuse(
                        Code.CURRENCY_CASE,
                        unit.extent(),
                        unit.text(),
                        measure.number().toPlainString() + " " + code);
            }
            if (Currency.getAvailableCurrencies().stream()
                    .anyMatch(each -> each.getCurrencyCode().equalsIgnoreCase(unit.text()))) {
                throw scope.refuse(
                        Code.OTHER_CURRENCY,
                        stated.extent(),
                        scope.printer().value(value),
                        programme().currency().getCurrencyCode());
            }
        }
        return mismatch(value, stated, ValueType.MONEY, figure);
    }

    boolean isCurrency(UnitTree unit) {
        return unit.kind() == UnitTree.Kind.NAME
                && unit.text().equals(programme().currency().getCurrencyCode());
    }

    /** Money in the programme's currency, in minor units. */
    long money(ValueTree.Measure measure) {
        return money(measure, measure, scope.printer().value(measure));
    }

    private long quantity(ValueTree value, ValueTree stated, ValueType type, String figure) {
        Optional<Unit> unit = goodsUnit(value);
        if (unit.isEmpty() || !type.unit().equals(unit)) {
            return mismatch(value, stated, type, figure);
        }
        ValueTree.Measure measure = (ValueTree.Measure) value;
        return scaled(measure.number(), Quantity.DIGITS, stated, scope.unit(unit.get()));
    }

    /** A number without a unit: whole for things that are counted. */
    private long plain(ValueTree value, ValueTree stated, ValueType type, String figure) {
        boolean bare =
                value instanceof ValueTree.Measure measure && measure.unit().isEmpty();
        if (!bare) {
            return mismatch(value, stated, type, figure);
        }
        BigDecimal number = ((ValueTree.Measure) value).number();
        return type.equals(ValueType.COUNT)
                ? whole(number, stated)
                : scaled(number, Quantity.DIGITS, stated, scope.printer().value(value));
    }

    private long days(ValueTree value, ValueTree stated, String figure) {
        boolean days = value instanceof ValueTree.Measure measure
                && measure.unit().map(unit -> unit.is(Keyword.DAY)).orElse(true);
        return days
                ? whole(((ValueTree.Measure) value).number(), stated)
                : mismatch(value, stated, ValueType.DAYS, figure);
    }

    long whole(BigDecimal number, ValueTree stated) {
        OptionalLong whole = Decimals.scaled(number, 0);
        if (whole.isEmpty()) {
            throw scope.refuse(Code.NOT_WHOLE, stated.extent(), number.toPlainString());
        }
        return whole.getAsLong();
    }

    long wholeAboveZero(ValueTree.Measure measure) {
        long whole = whole(measure.number(), measure);
        if (whole == 0) {
            throw scope.refuse(
                    Code.NOT_WHOLE, measure.extent(), measure.number().toPlainString());
        }
        return whole;
    }

    private long points(ValueTree value, ValueTree stated, String figure) {
        if (value instanceof ValueTree.Measure measure && isPoints(measure)) {
            return points(measure, stated).units();
        }
        return mismatch(value, stated, ValueType.POINTS, figure);
    }

    static boolean isPoints(ValueTree.Measure measure) {
        return measure.unit().filter(unit -> unit.is(Keyword.POINT)).isPresent();
    }

    /** Points as written; they must come out in the programme's smallest unit. */
    Points points(ValueTree.Measure measure, ValueTree stated) {
        checkSize(measure);
        BigDecimal units = measure.number()
                .multiply(BigDecimal.valueOf(programme().points().unitsPerPoint()));
        if (units.stripTrailingZeros().scale() > 0) {
            int decimals = programme().points().decimals();
            throw scope.refuse(
                    decimals == 0 ? Code.POINTS_NOT_WHOLE : Code.POINTS_TOO_FINE,
                    stated.extent(),
                    scope.printer().value(measure),
                    decimals);
        }
        return Points.ofUnits(units.longValueExact());
    }

    void checkSize(ValueTree.Measure measure) {
        if (measure.number().compareTo(MOST_POINTS) > 0) {
            throw scope.refuse(
                    Code.NUMBER_TOO_LARGE,
                    measure.extent(),
                    scope.printer().value(measure),
                    MOST_POINTS.toPlainString());
        }
    }

    private long scaled(BigDecimal number, int digits, ValueTree stated, String unit) {
        if (number.stripTrailingZeros().scale() > digits) {
            throw scope.refuse(Code.TOO_PRECISE, stated.extent(), number.toPlainString(), unit, digits);
        }
        OptionalLong scaled = Decimals.scaled(number, digits);
        if (scaled.isEmpty()) {
            throw scope.refuse(
                    Code.NUMBER_TOO_LARGE,
                    stated.extent(),
                    number.toPlainString(),
                    BigDecimal.TEN.pow(Decimals.MAX_DIGITS - digits).toPlainString());
        }
        return scaled.getAsLong();
    }

    /** A span of time such as {@code 6 months}, for a membership: at most a hundred years. */
    Span span(ValueTree value, ValueTree stated, String figure) {
        if (value instanceof ValueTree.Measure measure && measure.unit().isPresent()) {
            Keyword word = measure.unit().get().keyword();
            if (word != null && word.spanUnit().isPresent()) {
                return span(measure.number(), word.spanUnit().get(), stated.extent(), 100);
            }
        }
        throw scope.refuse(
                Code.TYPES_DIFFER,
                stated.extent(),
                figure,
                scope.findings().help("type.SPAN"),
                scope.printer().value(value),
                sort(value),
                scope.findings().help("type-advice.SPAN"));
    }

    /** A span of at most so many years. */
    Span span(BigDecimal count, Span.SpanUnit unit, Extent extent, int mostYears) {
        OptionalLong whole = Decimals.scaled(count, 0);
        if (whole.isEmpty() || whole.getAsLong() < 1) {
            throw scope.refuse(Code.NOT_WHOLE, extent, count.toPlainString());
        }
        long mostDays = 12L * 31 * mostYears;
        boolean tooLong =
                whole.getAsLong() > mostDays * 24 || new Span((int) whole.getAsLong(), unit).mostDays() > mostDays;
        if (tooLong) {
            throw scope.refuse(
                    Code.TOO_FAR_BACK, extent, scope.findings().source().text(extent), mostYears);
        }
        return new Span((int) whole.getAsLong(), unit);
    }

    /** The numbers of a set, ranges that wrap around as two. */
    List<Range> ranges(List<SetTree.Element> elements, SetTree set, ValueType type, String figure) {
        List<Range> ranges = new ArrayList<>();
        for (SetTree.Element element : elements) {
            ValueTree stated = new ValueTree.Quoted("", element.extent());
            long from = number(element.from(), stated, type, figure);
            long to = element.to().isPresent() ? number(element.to().get(), stated, type, figure) : from;
            if (from <= to) {
                ranges.add(new Range(from, to));
            } else if (Domain.wraps(type)) {
                Range all = Domain.of(type, programme());
                ranges.add(new Range(from, all.to()));
                ranges.add(new Range(all.from(), to));
            } else {
                throw scope.refuse(
                        Code.REVERSED_RANGE,
                        element.extent(),
                        scope.printer().value(element.from()),
                        scope.printer().value(element.to().orElseThrow()));
            }
        }
        return ranges;
    }

    private long mismatch(ValueTree value, ValueTree stated, ValueType type, String figure) {
        Object unit = type.unit().map(scope::unit).orElse(programme().currency().getCurrencyCode());
        String number =
                value instanceof ValueTree.Measure measure ? measure.number().toPlainString() : "100";
        throw scope.refuse(
                Code.TYPES_DIFFER,
                stated.extent(),
                figure,
                scope.findings().help("type." + type.kind(), unit),
                scope.printer().value(value),
                sort(value),
                suggestion(value, type)
                        .orElseGet(() -> scope.findings().help("type-advice." + type.kind(), unit, number)));
    }

    /** A day or a month that the author may have meant. */
    private Optional<Findings.Help> suggestion(ValueTree value, ValueType type) {
        List<String> known = type.equals(ValueType.WEEKDAY)
                ? scope.words().weekdays()
                : type.equals(ValueType.MONTH) ? scope.words().months() : List.of();
        return value instanceof ValueTree.Word word
                ? Suggestion.closest(word.name().text(), known)
                        .map(near -> scope.findings().help("did-you-mean", near))
                : Optional.empty();
    }

    /** What kind of value it is, in words. */
    private Findings.Help sort(ValueTree value) {
        return scope.findings().help("sort." + sortKey(value));
    }

    private String sortKey(ValueTree value) {
        if (value instanceof ValueTree.Measure measure) {
            return measure.unit().map(this::sortKey).orElse("NUMBER");
        }
        return value.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    private String sortKey(UnitTree unit) {
        if (unit.kind() == UnitTree.Kind.PERCENT) {
            return "PERCENT";
        }
        if (goodsUnit(unit).isPresent()) {
            return "QUANTITY";
        }
        if (unit.is(Keyword.POINT)) {
            return "POINTS";
        }
        if (unit.keyword() != null) {
            return unit.keyword().spanUnit().isPresent() ? "SPAN" : "NUMBER";
        }
        return isCurrency(unit) ? "MONEY" : "UNKNOWN";
    }
}
