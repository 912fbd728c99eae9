package org.loyaltyhub.rules.internal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.LineFilter;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.syntax.ActivityTree;
import org.loyaltyhub.rules.internal.syntax.ConditionTree;
import org.loyaltyhub.rules.internal.syntax.FigureTree;
import org.loyaltyhub.rules.internal.syntax.GoodsTree;
import org.loyaltyhub.rules.internal.syntax.Name;
import org.loyaltyhub.rules.internal.syntax.Names;
import org.loyaltyhub.rules.internal.syntax.OccasionTree;
import org.loyaltyhub.rules.internal.syntax.PurchaseTree;
import org.loyaltyhub.rules.internal.syntax.TriggerTree;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.Points;

/** Checks what is meant to have happened. */
final class OccasionChecker {
    private final Scope scope;
    private final Values values;
    private final LineFilters lineFilters;
    private final ConditionChecker conditions;

    OccasionChecker(Scope scope, Values values, ConditionChecker conditions) {
        this.scope = scope;
        this.values = values;
        this.lineFilters = new LineFilters(scope, values);
        this.conditions = conditions;
    }

    /** What a rule waits for. */
    Pattern trigger(TriggerTree tree) {
        if (tree instanceof OccasionTree occasion) {
            return pattern(occasion);
        }
        if (tree instanceof TriggerTree.Enrolment) {
            return withoutGoods(new Subject.Enrolments());
        }
        if (tree instanceof TriggerTree.Birthday) {
            return withoutGoods(new Subject.Birthdays());
        }
        if (tree instanceof TriggerTree.EndOf end) {
            return withoutGoods(new Subject.EndOf(end.period()));
        }
        if (tree instanceof TriggerTree.BalanceReaches reaches) {
            Points points = Points.ofUnits(values.number(
                    reaches.points(),
                    reaches.points(),
                    ValueType.POINTS,
                    scope.printer().trigger(tree)));
            if (points.isZero()) {
                throw scope.refuse(
                        Code.ALWAYS_REACHED, reaches.extent(), scope.printer().trigger(tree));
            }
            return withoutGoods(new Subject.BalanceReaches(points));
        }
        return withoutGoods(crossing((TriggerTree.TierCrossed) tree));
    }

    private Subject crossing(TriggerTree.TierCrossed crossed) {
        int rank = scope.tier(crossed.tier());
        int last = scope.programme().terms().tiers().size() - 1;
        if (rank == (crossed.falls() ? last : 0)) {
            throw scope.refuse(
                    Code.NOT_A_DIRECTION,
                    crossed.extent(),
                    crossed.tier().text(),
                    scope.findings().help(crossed.falls() ? "highest-tier" : "lowest-tier"));
        }
        String tier = crossed.tier().text();
        return crossed.falls() ? new Subject.TierFalls(tier) : new Subject.TierBecomes(tier);
    }

    private Pattern withoutGoods(Subject subject) {
        return new Pattern(subject, Selection.of(Bits.NONE), scope.anybody(), List.of());
    }

    Pattern pattern(OccasionTree tree) {
        return tree instanceof PurchaseTree purchase ? pattern(purchase) : pattern((ActivityTree) tree);
    }

    private Pattern pattern(ActivityTree tree) {
        String name = tree.name().text();
        Set<String> known = scope.programme().terms().activities();
        if (!known.contains(name)) {
            throw scope.refuse(Code.UNKNOWN_ACTIVITY, tree.name().extent(), name, scope.nearOrAll(name, known));
        }
        Subject subject = new Subject.Activities(name);
        Bits partners = tree.places().isPresent() ? scope.places(tree.places()) : scope.anybody();
        Selection none = Selection.of(Bits.NONE);
        About about = new About(subject, none, partners, scope.printer().occasion(tree));
        List<Condition> filters = new ArrayList<>();
        for (ConditionTree filter : tree.filters()) {
            if (lineFilters.of(filter).isPresent()) {
                throw scope.refuse(
                        Code.NO_RECEIPT, filter.extent(), scope.printer().condition(filter), about.text());
            }
            filters.add(conditions.filter(filter, about));
        }
        return new Pattern(subject, none, partners, filters);
    }

    private Pattern pattern(PurchaseTree tree) {
        Bits categories = tree.goods().map(this::categories).orElse(scope.earning());
        Bits partners = scope.places(tree.places());
        if (!scope.isSold(categories, partners) && !partners.isEmpty()) {
            throw scope.refuse(
                    Code.NOT_SOLD_THERE,
                    tree.goods().map(GoodsTree::extent).orElse(tree.extent()),
                    tree.goods()
                            .map(goods -> scope.findings().source().text(goods.extent()))
                            .orElse(""),
                    tree.places()
                            .map(places -> scope.findings().source().text(places.extent()))
                            .orElse(""));
        }
        List<LineFilter> lines = new ArrayList<>();
        List<ConditionTree> receipt = new ArrayList<>();
        for (ConditionTree filter : tree.filters()) {
            Optional<LineFilter> ofLine = lineFilters.of(filter);
            ofLine.ifPresent(lines::add);
            if (ofLine.isEmpty()) {
                receipt.add(filter);
            }
        }
        Selection selection = new Selection(categories, lines);
        About about = new About(
                new Subject.Purchases(), selection, partners, scope.printer().occasion(tree));
        List<Condition> filters = new ArrayList<>();
        for (ConditionTree filter : receipt) {
            filters.add(conditions.filter(filter, about));
        }
        return new Pattern(selection, partners, filters);
    }

    /** The earning categories meant; naming one that does not earn is an error. */
    Bits categories(GoodsTree goods) {
        Bits named = goods.of().map(this::earning).orElse(scope.earning());
        Bits meant = goods.except().map(scope::categories).map(named::minus).orElse(named);
        if (meant.isEmpty()) {
            throw scope.refuse(
                    Code.NO_GOODS_LEFT,
                    goods.extent(),
                    scope.findings().source().text(goods.extent()));
        }
        return meant;
    }

    private Bits earning(Names names) {
        for (Name name : names.names()) {
            Bits categories = scope.categories(new Names(List.of(name), name.extent()));
            if (!categories.intersects(scope.earning())) {
                throw scope.refuse(Code.NOT_EARNING, name.extent(), name.text());
            }
        }
        return scope.categories(names).and(scope.earning());
    }

    /** Goods of the same receipt that a figure names; they must be on sale where the receipt comes from. */
    Selection sameReceipt(FigureTree.OfGoods figure, About about) {
        Bits categories = categories(figure.goods());
        if (!scope.isSold(categories, about.partners())) {
            throw scope.refuse(
                    Code.NOT_SOLD_THERE,
                    figure.goods().extent(),
                    scope.findings().source().text(figure.goods().extent()),
                    "");
        }
        return Selection.of(categories);
    }
}
