package org.loyaltyhub.rules.generated;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
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
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Payer;
import org.loyaltyhub.rule.Place;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.rule.Validity;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.Rounding;
import org.loyaltyhub.value.RuleKey;
import org.loyaltyhub.value.Span;
import org.loyaltyhub.value.Unit;

/**
 * Well-typed rules for the {@link RandomCoalition}: every form of condition, figure, window, filter, effect and limit.
 * Numbers are near those of the {@link RandomEvents}, so that conditions hold about as often as not.
 */
public final class RandomRules {
    private static final LocalDate FIRST_DAY = RandomEvents.FIRST_DAY;

    private final Programme programme;
    private final Choices choose;
    private final List<String> categories;

    public RandomRules(Programme programme, Choices choose) {
        this.programme = programme;
        this.choose = choose;
        this.categories = programme.terms().categories().stream()
                .map(category -> category.name())
                .toList();
    }

    /** So many rules of one owner, each with its own name. */
    public List<Rule> rules(int count) {
        List<Rule> rules = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rules.add(rule("rule " + i, i + 1));
        }
        return rules;
    }

    private Rule rule(String name, int line) {
        Place place = new Place("random.loyalty", line, 1);
        List<Condition> conditions = choose.many(0, 3, () -> condition(2));
        if (choose.percent(20)) {
            conditions.add(choose.between(0, conditions.size()), new Condition.Earlier(pattern(), window(), true));
        }
        Pattern trigger = pattern();
        return new Rule(
                new RuleKey(new PartnerId("partner-0"), name),
                Optional.empty(),
                validity(),
                trigger,
                trigger.toString(),
                conditions.stream()
                        .map(condition -> new Stated(condition.toString(), condition, place))
                        .toList(),
                choose.many(1, 2, this::effect),
                choose.percent(40) ? choose.many(1, 2, this::limit) : List.of(),
                choose.many(1, 3, () -> new Payer(choose.sometimes(70, this::partner), choose.between(1, 5))),
                choose.one(Rounding.values()),
                place);
    }

    private PartnerId partner() {
        return choose.percent(10)
                ? PartnerId.PROGRAMME
                : new PartnerId("partner-" + choose.between(0, RandomCoalition.PARTNERS - 1));
    }

    private Validity validity() {
        if (choose.percent(75)) {
            return Validity.ALWAYS;
        }
        LocalDateTime from = FIRST_DAY.atStartOfDay().plusHours(choose.between(-100, 1500));
        return choose.from(
                () -> new Validity(from, LocalDateTime.MAX),
                () -> new Validity(LocalDateTime.MIN, from),
                () -> new Validity(from, from.plusDays(choose.between(1, 40))));
    }

    // patterns

    private Pattern pattern() {
        return new Pattern(selection(), partners(), choose.percent(25) ? choose.many(1, 2, this::filter) : List.of());
    }

    private Selection selection() {
        BitSet set = new BitSet();
        if (choose.percent(30)) {
            set.set(0, categories.size());
        } else {
            choose.many(1, 2, () -> choose.one(categories)).forEach(name -> set.or(programme.categoriesBelow(name)));
        }
        if (choose.percent(25)) {
            set.andNot(programme.categoriesBelow(choose.one(categories)));
        }
        for (int i = 0; i < categories.size(); i++) {
            set.set(i, set.get(i) && programme.isEarning(i));
        }
        return new Selection(Bits.of(set), choose.percent(15) ? choose.many(1, 2, this::lineFilter) : List.of());
    }

    private LineFilter lineFilter() {
        boolean negated = choose.percent(40);
        return choose.from(
                () -> new LineFilter.Sku(choose.some(RandomCoalition.SKUS), negated),
                () -> new LineFilter.TextAttribute("colour", choose.some(RandomCoalition.COLOURS), negated),
                () -> new LineFilter.NumberAttribute("octane", ranges(90_000_000, 100_000_000), negated),
                () -> new LineFilter.UnitPrice(ranges(1_000, 20_000), negated));
    }

    private Bits partners() {
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

    private Condition condition(int depth) {
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
                () -> new Condition.MemberFor(
                        choose.one(Comparison.LESS, Comparison.AT_MOST, Comparison.MORE, Comparison.AT_LEAST), span()),
                () -> new Condition.ReceiptHas(Bits.of(programme.categoriesBelow(choose.one(categories)))),
                () -> new Condition.Earlier(pattern(), window(), false),
                () -> new Condition.First(pattern()));
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

    private Condition compare(java.util.function.Supplier<Figure> figures) {
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
    private Figure ofType(ValueType type, java.util.function.Supplier<Figure> figures) {
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
                this::history,
                this::history,
                this::history,
                this::history,
                this::history,
                () -> new Figure.DaysSince(pattern()),
                () -> new Figure.Streak(choose.one(Period.DAY, Period.WEEK, Period.MONTH), pattern()));
    }

    private Figure history() {
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
        return new Figure.History(measure, type, pattern(), window);
    }

    private ValueType quantity() {
        return ValueType.quantity(choose.one(Unit.LITRE, Unit.PIECE));
    }

    private Window window() {
        return choose.from(
                () -> new Window.Last(span()),
                () -> new Window.This(choose.one(Period.values())),
                () -> new Window.Previous(choose.one(Period.values())),
                () -> new Window.Since(FIRST_DAY.plusDays(choose.between(-5, 50))),
                Window.Ever::new);
    }

    private Span span() {
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

    // effects and clauses

    private Effect effect() {
        if (choose.percent(50)) {
            long points = choose.between(1, 100);
            return new Effect.AwardFlat("award " + points + " points", Points.ofUnits(points));
        }
        boolean money = choose.percent(60);
        Figure base = money ? new Figure.Amount(selection()) : new Figure.QuantityOf(selection(), quantity());
        Optional<Long> step = choose.sometimes(50, () -> money ? 1_000L : 1_000_000L);
        long perOne = money ? 1_000 : 1_000_000;
        Ratio rate = new Ratio(choose.between(1, 9), step.isPresent() ? 1 : perOne);
        return new Effect.AwardRate(
                "award " + rate, base, step, rate, choose.sometimes(30, () -> Points.ofUnits(choose.between(1, 50))));
    }

    private Limit limit() {
        Limit.Measure measure = choose.one(Limit.Measure.values());
        Limit.Reach reach = choose.one(Limit.Reach.values());
        boolean periodic = reach == Limit.Reach.MEMBER_PERIOD || reach == Limit.Reach.ALL_PERIOD;
        long most = measure == Limit.Measure.TIMES ? choose.between(1, 4) : choose.between(1, 300);
        Optional<Period> period = periodic ? Optional.of(choose.one(Period.values())) : Optional.empty();
        return new Limit(most + " " + measure + " " + reach, measure, most, reach, period);
    }
}
