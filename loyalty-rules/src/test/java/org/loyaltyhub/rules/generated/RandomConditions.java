package org.loyaltyhub.rules.generated;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.LineFilter;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Range;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.member.Memory;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Span;
import org.loyaltyhub.value.Unit;

/**
 * What rules of the {@link RandomCoalition} ask: every form of pattern, filter, condition, figure and window. Numbers are
 * near those of the {@link RandomEvents}, so that conditions hold about as often as not.
 */
final class RandomConditions {
    private static final LocalDate FIRST_DAY = RandomEvents.FIRST_DAY;

    private final Programme programme;
    private final Choices choose;
    private final List<String> categories;

    RandomConditions(Programme programme, Choices choose) {
        this.programme = programme;
        this.choose = choose;
        this.categories = programme.terms().categories().stream()
                .map(category -> category.name())
                .toList();
    }

    // patterns

    /** Of any kind of event that a member's memory keeps. */
    Pattern pattern() {
        if (choose.percent(25)) {
            return anyPurchase();
        }
        Subject subject = choose.percent(85) ? new Subject.Purchases() : activity();
        return pattern(subject, partners());
    }

    Pattern anyPurchase() {
        return new Pattern(everything(), Bits.upTo(RandomCoalition.PARTNERS), List.of());
    }

    private Selection everything() {
        BitSet set = new BitSet();
        for (int i = 0; i < categories.size(); i++) {
            set.set(i, programme.isEarning(i));
        }
        return Selection.of(Bits.of(set));
    }

    Pattern pattern(Subject subject, Bits partners) {
        Selection lines = subject instanceof Subject.Purchases ? selection() : Selection.of(Bits.NONE);
        return new Pattern(subject, lines, partners, choose.percent(25) ? choose.many(1, 2, this::filter) : List.of());
    }

    Subject activity() {
        return new Subject.Activities(choose.one(RandomCoalition.ACTIVITIES));
    }

    Selection selection() {
        BitSet set = new BitSet();
        if (choose.percent(30)) {
            set.set(0, categories.size());
        } else {
            choose.many(1, 2, () -> choose.one(categories)).forEach(name -> set.or(programme.categoriesBelow(name)));
        }
        if (choose.percent(25)) {
            set.andNot(programme.categoriesBelow(choose.one(categories)));
        }
        return new Selection(
                Bits.of(set).and(everything().categories()),
                choose.percent(15) ? choose.many(1, 2, this::lineFilter) : List.of());
    }

    private LineFilter lineFilter() {
        boolean negated = choose.percent(40);
        return choose.from(
                () -> new LineFilter.Sku(choose.some(RandomCoalition.SKUS), negated),
                () -> new LineFilter.TextAttribute("colour", choose.some(RandomCoalition.COLOURS), negated),
                () -> new LineFilter.NumberAttribute("octane", ranges(90_000_000, 100_000_000), negated),
                () -> new LineFilter.UnitPrice(ranges(1_000, 20_000), negated));
    }

    Bits partners() {
        BitSet set = new BitSet();
        int kind = choose.between(0, 99);
        if (kind < 35) {
            set.set(0, RandomCoalition.PARTNERS);
        } else if (kind < 60) {
            set.set(choose.between(0, RandomCoalition.PARTNERS - 1));
        } else if (kind < 85) {
            set.or(programme.partnersOfKind(choose.one(programme.kinds())).orElseThrow());
        } else {
            choose.many(0, 11, () -> choose.between(0, RandomCoalition.PARTNERS - 1))
                    .forEach(set::set);
        }
        return Bits.of(set);
    }

    /** What may stand after {@code with}: conditions that the receipt alone tells. */
    private Condition filter() {
        return choose.percent(20) ? text() : compare(this::figureOfReceipt);
    }

    // conditions

    Condition condition(int depth) {
        if (depth > 0 && choose.percent(35)) {
            return choose.from(
                    () -> new Condition.Not(condition(depth - 1)),
                    () -> new Condition.All(choose.many(0, 3, () -> condition(depth - 1))),
                    () -> new Condition.Any(choose.many(0, 3, () -> condition(depth - 1))),
                    () -> new Condition.Not(new Condition.Any(choose.many(1, 3, () -> condition(depth - 1)))));
        }
        return choose.from(
                () -> compare(this::figureOfReceipt),
                () -> compare(this::figureOfReceipt),
                () -> compare(this::figureOfMember),
                () -> compare(this::figureOfMember),
                () -> compare(this::figureOfMember),
                this::text,
                this::memberText,
                () -> new Condition.MemberFor(
                        choose.one(Comparison.LESS, Comparison.AT_MOST, Comparison.MORE, Comparison.AT_LEAST), span()),
                () -> new Condition.ReceiptHas(Bits.of(programme.categoriesBelow(choose.one(categories)))),
                () -> new Condition.Earlier(pattern(), window(), false),
                () -> new Condition.First(pattern()),
                () -> new Condition.InSegment(choose.one(RandomCoalition.SEGMENTS)),
                () -> new Condition.BirthdayWithin(choose.between(0, 40)),
                this::multiple);
    }

    Condition multiple() {
        Figure.History figure = history();
        while (!figure.measure().countsThisEvent()
                || figure.measure() == Measure.AVERAGE_AMOUNT
                || figure.window() instanceof Window.Last
                || figure.window() instanceof Window.Previous) {
            figure = history();
        }
        int most = switch (figure.type().kind()) {
            case MONEY -> 30_000;
            case QUANTITY -> 50_000_000;
            default -> 3;
        };
        return new Condition.Multiple(figure, choose.between(most > 3 ? most / 10 : 1, most));
    }

    /** Only of use when a period ends; of any other event it is unknown. */
    Condition rank() {
        return new Condition.Compare(
                new Figure.Rank(history(), choose.percent(50)),
                choose.one(Comparison.values()),
                constant(ValueType.COUNT));
    }

    private Condition text() {
        return choose.from(
                () -> new Condition.OneOf(
                        new Figure.Text(Figure.Text.Source.SITE, Optional.empty()), choose.some(RandomCoalition.SITES)),
                () -> new Condition.OneOf(
                        new Figure.Text(Figure.Text.Source.CHANNEL, Optional.empty()),
                        choose.some(RandomCoalition.CHANNELS)),
                () -> new Condition.OneOf(
                        new Figure.Text(Figure.Text.Source.ATTRIBUTE, Optional.of("colour")),
                        choose.some(RandomCoalition.COLOURS)));
    }

    private Condition memberText() {
        return new Condition.OneOf(
                new Figure.Text(Figure.Text.Source.MEMBER_ATTRIBUTE, Optional.of("colour")),
                choose.some(RandomCoalition.COLOURS));
    }

    Condition compare(Supplier<Figure> figures) {
        Figure figure = figures.get();
        if (choose.percent(20)) {
            return new Condition.Within(figure, ranges(low(figure.type()), high(figure.type())));
        }
        Figure other = choose.percent(10) ? ofType(figure.type(), figures) : constant(figure.type());
        return choose.percent(10)
                ? new Condition.Compare(other, choose.one(Comparison.values()), figure)
                : new Condition.Compare(figure, choose.one(Comparison.values()), other);
    }

    /** Another figure of that type if luck finds one. */
    private Figure ofType(ValueType type, Supplier<Figure> figures) {
        for (int i = 0; i < 20; i++) {
            Figure figure = figures.get();
            if (figure.type().equals(type)) {
                return figure;
            }
        }
        return constant(type);
    }

    private Figure constant(ValueType type) {
        return new Figure.Constant(choose.between(low(type), high(type)), type);
    }

    private List<Range> ranges(int low, int high) {
        return choose.many(1, 2, () -> {
            int from = choose.between(low, high);
            return new Range(from, choose.percent(30) ? from : choose.between(from, high));
        });
    }

    private Figure figureOfReceipt() {
        return choose.from(
                () -> new Figure.Amount(selection()),
                () -> new Figure.Amount(selection()),
                () -> new Figure.QuantityOf(selection(), quantity()),
                () -> new Figure.UnitPrice(selection()),
                () -> new Figure.LineCount(selection()),
                () -> new Figure.NumberAttribute("pump"),
                () -> new Figure.Calendar(
                        choose.one(ValueType.WEEKDAY, ValueType.TIME, ValueType.DATE, ValueType.MONTH)));
    }

    private Figure figureOfMember() {
        return choose.from(
                Figure.MemberTier::new,
                Figure.MemberAge::new,
                () -> new Figure.MemberNumber("pump"),
                Figure.Balance::new,
                () -> new Figure.PointsExpiring(span()),
                this::history,
                this::history,
                this::history,
                this::history,
                this::history,
                this::history,
                this::history,
                this::history,
                this::history,
                () -> new Figure.DaysSince(pattern()),
                () -> new Figure.Streak(choose.one(Period.DAY, Period.WEEK, Period.MONTH), pattern()));
    }

    Figure.History history() {
        Measure measure = choose.one(Measure.values());
        ValueType type = switch (measure) {
            case AMOUNT, AVERAGE_AMOUNT -> ValueType.MONEY;
            case QUANTITY -> quantity();
            case POINTS_EARNED -> ValueType.POINTS;
            case COUNT, DAYS, PARTNERS, KINDS -> ValueType.COUNT;
        };
        Window window = window();
        while (window.isEndless() && !Memory.canBeEndless(measure)) {
            window = window();
        }
        boolean anything = measure == Measure.POINTS_EARNED && choose.percent(40);
        return new Figure.History(measure, type, anything ? Pattern.anything() : pattern(), window);
    }

    ValueType quantity() {
        return ValueType.quantity(choose.one(Unit.LITRE, Unit.PIECE));
    }

    Window window() {
        return choose.from(
                () -> new Window.Last(span()),
                () -> new Window.This(choose.one(Period.values())),
                () -> new Window.Previous(choose.one(Period.values())),
                () -> new Window.Since(FIRST_DAY.plusDays(choose.between(-5, 50))),
                Window.Ever::new);
    }

    Span span() {
        Span.SpanUnit unit = choose.one(Span.SpanUnit.values());
        int most = switch (unit) {
            case HOUR -> 72;
            case DAY -> 30;
            case WEEK -> 4;
            case MONTH -> 3;
            case YEAR -> 1;
        };
        return new Span(choose.between(1, most), unit);
    }

    private static int low(ValueType type) {
        return switch (type.kind()) {
            case MONEY -> -1_000;
            case QUANTITY, TIME, TIER, DAYS, COUNT, POINTS -> 0;
            case DATE -> (int) FIRST_DAY.toEpochDay();
            case WEEKDAY, MONTH -> 1;
            case NUMBER -> 1_000_000;
        };
    }

    private static int high(ValueType type) {
        return switch (type.kind()) {
            case MONEY -> 60_000;
            case QUANTITY -> 40_000_000;
            case TIME -> 24 * 60 - 1;
            case DATE -> (int) FIRST_DAY.toEpochDay() + 60;
            case WEEKDAY -> 7;
            case MONTH -> 12;
            case TIER -> RandomCoalition.TIERS.size() - 1;
            case DAYS -> 20;
            case COUNT -> 4;
            case POINTS -> 500;
            case NUMBER -> 6_000_000;
        };
    }
}
