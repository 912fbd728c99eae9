package org.loyaltyhub.rules.internal.check;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.member.Memory;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.syntax.FigureTree;
import org.loyaltyhub.rules.internal.syntax.OccasionTree;
import org.loyaltyhub.rules.internal.syntax.PurchaseTree;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.Unit;

/** Makes figures that are numbers. */
final class FigureChecker {
    private final Scope scope;
    private final Values values;
    private final Windows windows;
    private final OccasionChecker purchases;

    FigureChecker(Scope scope, Values values, Windows windows, OccasionChecker purchases) {
        this.scope = scope;
        this.values = values;
        this.windows = windows;
        this.purchases = purchases;
    }

    /** Whether the figure is a quantity, whose unit is said by what it is compared with. */
    static boolean needsUnit(FigureTree figure) {
        if (figure instanceof FigureTree.Simple simple) {
            return simple.kind() == FigureTree.Kind.QUANTITY;
        }
        if (figure instanceof FigureTree.OfGoods of) {
            return of.kind() == FigureTree.Kind.QUANTITY;
        }
        return figure instanceof FigureTree.History history && history.measure() == Measure.QUANTITY;
    }

    /** @param unit in which a quantity is asked for; empty if only the goods can tell */
    Figure figure(FigureTree tree, About about, Optional<Unit> unit) {
        if (tree instanceof FigureTree.Simple simple) {
            return simple(simple, about, unit);
        }
        if (tree instanceof FigureTree.OfGoods of) {
            requireReceipt(of, about);
            Selection lines = purchases.sameReceipt(of, about);
            return of.kind() == FigureTree.Kind.AMOUNT
                    ? new Figure.Amount(lines)
                    : new Figure.QuantityOf(lines, quantity(of, lines.categories(), unit));
        }
        if (tree instanceof FigureTree.Attribute attribute) {
            requireReport(attribute, about);
            return new Figure.NumberAttribute(attribute.name().value());
        }
        if (tree instanceof FigureTree.History history) {
            return history(history, unit);
        }
        if (tree instanceof FigureTree.DaysSince days) {
            return new Figure.DaysSince(purchases.pattern(days.occasion()));
        }
        if (tree instanceof FigureTree.MemberAttribute attribute) {
            return new Figure.MemberNumber(attribute.name().value());
        }
        if (tree instanceof FigureTree.PointsExpiring expiring) {
            return new Figure.PointsExpiring(values.span(
                    expiring.within(), expiring.within(), scope.printer().figure(tree)));
        }
        if (tree instanceof FigureTree.Rank rank) {
            return rank(rank, about);
        }
        FigureTree.Streak streak = (FigureTree.Streak) tree;
        return new Figure.Streak(streak.period(), purchases.pattern(streak.occasion()));
    }

    /** Only a purchase has lines with amounts. */
    void requireReceipt(FigureTree figure, About about) {
        if (!about.isPurchase()) {
            throw notThere(figure, about);
        }
    }

    /** Only what a partner reports has a site, a channel, attributes. */
    void requireReport(FigureTree figure, About about) {
        if (!about.isReported()) {
            throw notThere(figure, about);
        }
    }

    private Refused notThere(FigureTree figure, About about) {
        return scope.refuse(
                about.isSegment() ? Code.NOT_OF_A_SEGMENT : Code.NO_RECEIPT,
                figure.extent(),
                scope.printer().figure(figure),
                new Findings.Help(about.text()));
    }

    private Figure rank(FigureTree.Rank rank, About about) {
        if (!(about.event() instanceof Subject.EndOf)) {
            throw scope.refuse(
                    Code.RANK_ONLY_AT_END, rank.extent(), scope.printer().figure(rank));
        }
        if (!(rank.by() instanceof FigureTree.History by)) {
            throw scope.refuse(
                    Code.RANK_BY_WHAT, rank.by().extent(), scope.printer().figure(rank.by()));
        }
        return new Figure.Rank(history(by, Optional.empty()), rank.tiesByEarliest());
    }

    private Figure simple(FigureTree.Simple simple, About about, Optional<Unit> unit) {
        switch (simple.kind()) {
            case AMOUNT, TOTAL, QUANTITY, UNIT_PRICE, LINES -> requireReceipt(simple, about);
            default -> {}
        }
        Selection lines = about.lines();
        return switch (simple.kind()) {
            case AMOUNT -> new Figure.Amount(lines);
            case TOTAL -> new Figure.Amount(Selection.of(scope.earning()));
            case QUANTITY -> new Figure.QuantityOf(lines, quantity(simple, lines.categories(), unit));
            case UNIT_PRICE -> new Figure.UnitPrice(lines);
            case LINES -> new Figure.LineCount(lines);
            case DAY -> new Figure.Calendar(ValueType.WEEKDAY);
            case TIME -> new Figure.Calendar(ValueType.TIME);
            case DATE -> new Figure.Calendar(ValueType.DATE);
            case MONTH -> new Figure.Calendar(ValueType.MONTH);
            case MEMBER_TIER -> new Figure.MemberTier();
            case MEMBER_AGE -> new Figure.MemberAge();
            case BALANCE -> new Figure.Balance();
            case SITE, CHANNEL, SKU, MEMBER_FOR -> throw new IllegalStateException(simple + " is no number");
        };
    }

    /** The type of a quantity of these goods; some of them must be measured that way. */
    ValueType quantity(FigureTree figure, Bits categories, Optional<Unit> asked) {
        List<Unit> units = scope.unitsOf(categories);
        if (asked.isEmpty() && units.size() != 1) {
            throw scope.refuse(Code.UNITS_MIX, figure.extent(), scope.printer().figure(figure), scope.units(units));
        }
        Unit unit = asked.orElseGet(() -> units.get(0));
        if (!units.contains(unit)) {
            throw scope.refuse(
                    Code.OTHER_UNIT,
                    figure.extent(),
                    scope.findings().help("quoted", scope.printer().figure(figure)),
                    scope.unit(unit),
                    scope.units(units));
        }
        return ValueType.quantity(unit);
    }

    Figure.History history(FigureTree.History history, Optional<Unit> unit) {
        Pattern pattern = pattern(history);
        String text = scope.printer().figure(history);
        Window window = windows.of(history.window(), history.extent(), text);
        if (window.isEndless() && !Memory.canBeEndless(history.measure())) {
            throw scope.refuse(Code.NEEDS_AN_END, history.window().orElseThrow().extent(), text);
        }
        ValueType type = switch (history.measure()) {
            case COUNT, PARTNERS, KINDS -> ValueType.COUNT;
            case AMOUNT, AVERAGE_AMOUNT -> ValueType.MONEY;
            case QUANTITY -> quantity(history, pattern.lines().categories(), unit);
            case DAYS -> ValueType.DAYS;
            case POINTS_EARNED -> ValueType.POINTS;
        };
        return scope.same(new Figure.History(history.measure(), type, pattern, window));
    }

    /** Points may be earned for anything; partners are visited by purchases. */
    private Pattern pattern(FigureTree.History history) {
        if (history.measure() == Measure.POINTS_EARNED) {
            return Pattern.anything();
        }
        if (history.occasion().isEmpty()) {
            return new Pattern(Selection.of(scope.earning()), scope.everywhere(), List.of());
        }
        OccasionTree occasion = history.occasion().get();
        boolean ofGoods = switch (history.measure()) {
            case AMOUNT, AVERAGE_AMOUNT, QUANTITY -> true;
            default -> false;
        };
        if (ofGoods && !(occasion instanceof PurchaseTree)) {
            throw scope.refuse(
                    Code.NO_RECEIPT,
                    history.extent(),
                    scope.printer().figure(history),
                    new Findings.Help(scope.printer().occasion(occasion)));
        }
        return purchases.pattern(occasion);
    }
}
