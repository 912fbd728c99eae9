package org.loyaltyhub.rules.internal.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Redemption;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.event.Refund.ReturnedLine;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.syntax.ScenarioTree;
import org.loyaltyhub.rules.internal.syntax.ValueTree;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Unit;

/** Makes the events of a scenario that go on from earlier ones: goods come back, points are spent. */
final class ScenarioReturns {
    private final Scope scope;
    private final Values values;

    ScenarioReturns(Scope scope, Values values) {
        this.scope = scope;
        this.values = values;
    }

    /** The newest purchase before it. */
    Purchase purchase(ScenarioTree.GoodsBack back, List<Event> before) {
        for (int i = before.size() - 1; i >= 0; i--) {
            if (before.get(i) instanceof Purchase purchase) {
                return purchase;
            }
        }
        throw scope.refuse(Code.RETURNS_NOTHING, back.extent(), scope.printer().step(back));
    }

    Refund refund(ScenarioTree.GoodsBack back, Purchase purchase, Instant at, String id) {
        List<ReturnedLine> lines = new ArrayList<>();
        back.goods().forEach(goods -> lines.addAll(lines(goods, purchase)));
        return new Refund(
                new EventKey(purchase.key().partner(), id),
                at,
                List.of(),
                Optional.of(purchase.key().id()),
                lines);
    }

    /** All lines of the goods; with a quantity or an amount it is of the first. */
    private List<ReturnedLine> lines(ScenarioTree.Back back, Purchase purchase) {
        Category category = scope.programme()
                .category(back.category().text())
                .orElseThrow(() -> scope.unknownCategory(back.category()));
        Optional<Quantity> quantity =
                back.quantity().map(measure -> ScenarioChecker.quantity(values, measure, category));
        Optional<Money> amount = back.amount()
                .map(money ->
                        Money.ofMinor(values.money(money), scope.programme().currency()));
        List<Integer> numbers = numbers(category, quantity.map(Quantity::unit), purchase);
        if (numbers.isEmpty()) {
            throw scope.refuse(
                    Code.RETURNS_NOTHING, back.extent(), scope.printer().back(back));
        }
        boolean isPart = quantity.isPresent() || amount.isPresent();
        return numbers.subList(0, isPart ? 1 : numbers.size()).stream()
                .map(number ->
                        new ReturnedLine(Optional.of(number), Optional.empty(), quantity.map(Quantity::micros), amount))
                .toList();
    }

    /** Of the lines of the category or one below it, from 1; measured in the unit if one is asked for. */
    private List<Integer> numbers(Category category, Optional<Unit> unit, Purchase purchase) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < purchase.lines().size(); i++) {
            Line line = purchase.lines().get(i);
            boolean isMeasuredSo = unit.map(line.quantity().unit()::equals).orElse(true);
            if (isMeasuredSo && isWithin(line.category(), category)) {
                numbers.add(i + 1);
            }
        }
        return numbers;
    }

    private boolean isWithin(String name, Category category) {
        Optional<Category> each = scope.programme().category(name);
        while (each.isPresent() && !each.get().name().equals(category.name())) {
            each = each.get().parent().flatMap(scope.programme()::category);
        }
        return each.isPresent();
    }

    /** Points are set aside and pay at once. */
    List<Event> redemption(ScenarioTree.PointsSpent spent, PartnerId partner, Instant at, String id) {
        Points points = points(spent.points());
        return List.of(
                new Redemption(new EventKey(partner, id), at, List.of(), new Redemption.Reserve(points, false)),
                new Redemption(
                        new EventKey(partner, id + "-paid"),
                        at,
                        List.of(),
                        new Redemption.Commit(id, Optional.empty())));
    }

    /** What a scenario spends or expects. */
    Points points(ValueTree.Measure measure) {
        if (!Values.isPoints(measure)) {
            String number = measure.number().toPlainString();
            throw scope.refuse(
                    Code.EXPECTS_NO_POINTS, measure.extent(), scope.printer().value(measure), number);
        }
        return values.points(measure, measure);
    }
}
