package org.loyaltyhub.rules.internal.check;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.member.Memory;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.syntax.FigureTree;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.Unit;

/** Makes figures that are numbers. */
final class FigureChecker {
    private final Scope scope;
    private final Windows windows;
    private final PurchaseChecker purchases;

    FigureChecker(Scope scope, Windows windows, PurchaseChecker purchases) {
        this.scope = scope;
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
    Figure figure(FigureTree tree, Subject subject, Optional<Unit> unit) {
        if (tree instanceof FigureTree.Simple simple) {
            return simple(simple, subject, unit);
        }
        if (tree instanceof FigureTree.OfGoods of) {
            Selection lines = purchases.sameReceipt(of, subject);
            return of.kind() == FigureTree.Kind.AMOUNT
                    ? new Figure.Amount(lines)
                    : new Figure.QuantityOf(lines, quantity(of, lines.categories(), unit));
        }
        if (tree instanceof FigureTree.Attribute attribute) {
            return new Figure.NumberAttribute(attribute.name().value());
        }
        if (tree instanceof FigureTree.History history) {
            return history(history, unit);
        }
        if (tree instanceof FigureTree.DaysSince days) {
            return new Figure.DaysSince(purchases.pattern(days.purchase()));
        }
        FigureTree.Streak streak = (FigureTree.Streak) tree;
        return new Figure.Streak(streak.period(), purchases.pattern(streak.purchase()));
    }

    private Figure simple(FigureTree.Simple simple, Subject subject, Optional<Unit> unit) {
        Selection lines = subject.lines();
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
            case SITE, CHANNEL, SKU, MEMBER_FOR -> throw new IllegalStateException(simple + " is no number");
        };
    }

    /** The type of a quantity of these goods; some of them must be measured that way. */
    ValueType quantity(FigureTree figure, Bits categories, Optional<Unit> asked) {
        List<Unit> units = scope.unitsOf(categories);
        if (asked.isEmpty() && units.size() != 1) {
            throw scope.refuse(Code.UNITS_MIX, figure.extent(), scope.printer().figure(figure), names(units));
        }
        Unit unit = asked.orElseGet(() -> units.get(0));
        if (!units.contains(unit)) {
            throw scope.refuse(
                    Code.OTHER_UNIT,
                    figure.extent(),
                    scope.findings().help("quoted", scope.printer().figure(figure)),
                    unit.name(),
                    names(units));
        }
        return ValueType.quantity(unit);
    }

    static String names(List<Unit> units) {
        return String.join(", ", units.stream().map(Unit::name).toList());
    }

    private Figure history(FigureTree.History history, Optional<Unit> unit) {
        Pattern pattern = history.purchase()
                .map(purchases::pattern)
                .orElseGet(() -> new Pattern(Selection.of(scope.earning()), scope.everywhere(), List.of()));
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
        return new Figure.History(history.measure(), type, pattern, window);
    }
}
