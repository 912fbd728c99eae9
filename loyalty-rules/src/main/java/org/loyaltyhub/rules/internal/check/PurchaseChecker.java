package org.loyaltyhub.rules.internal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.LineFilter;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.syntax.ConditionTree;
import org.loyaltyhub.rules.internal.syntax.FigureTree;
import org.loyaltyhub.rules.internal.syntax.GoodsTree;
import org.loyaltyhub.rules.internal.syntax.Name;
import org.loyaltyhub.rules.internal.syntax.Names;
import org.loyaltyhub.rules.internal.syntax.PurchaseTree;
import org.loyaltyhub.value.Bits;

/** Checks which purchases are meant. */
final class PurchaseChecker {
    private final Scope scope;
    private final LineFilters lineFilters;
    private final ConditionChecker conditions;

    PurchaseChecker(Scope scope, Values values, ConditionChecker conditions) {
        this.scope = scope;
        this.lineFilters = new LineFilters(scope, values);
        this.conditions = conditions;
    }

    Pattern pattern(PurchaseTree tree) {
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
        List<Condition> filters = new ArrayList<>();
        for (ConditionTree filter : receipt) {
            filters.add(conditions.filter(filter, new Subject(selection, partners)));
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
    Selection sameReceipt(FigureTree.OfGoods figure, Subject subject) {
        Bits categories = categories(figure.goods());
        if (!scope.isSold(categories, subject.partners())) {
            throw scope.refuse(
                    Code.NOT_SOLD_THERE,
                    figure.goods().extent(),
                    scope.findings().source().text(figure.goods().extent()),
                    "");
        }
        return Selection.of(categories);
    }
}
