package org.loyaltyhub.rules.internal.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.programme.AttributeType;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.syntax.Bounds;
import org.loyaltyhub.rules.internal.syntax.ConditionTree;
import org.loyaltyhub.rules.internal.syntax.FigureTree;
import org.loyaltyhub.rules.internal.syntax.GoodsTree;
import org.loyaltyhub.rules.internal.syntax.Keyword;
import org.loyaltyhub.rules.internal.syntax.OperandTree;
import org.loyaltyhub.rules.internal.syntax.PurchaseTree;
import org.loyaltyhub.rules.internal.syntax.SetTree;
import org.loyaltyhub.rules.internal.syntax.ValueTree;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.Unit;

/** Checks conditions: what is asked, with what it is compared, and whether both mean the same. */
final class ConditionChecker {
    /** What a filter after {@code with} may ask of a receipt. */
    private static final Set<FigureTree.Kind> OF_RECEIPT = EnumSet.of(
            FigureTree.Kind.AMOUNT,
            FigureTree.Kind.TOTAL,
            FigureTree.Kind.QUANTITY,
            FigureTree.Kind.LINES,
            FigureTree.Kind.SITE,
            FigureTree.Kind.CHANNEL,
            FigureTree.Kind.DAY,
            FigureTree.Kind.TIME,
            FigureTree.Kind.DATE,
            FigureTree.Kind.MONTH);

    /** Half a year: every day is as near to a birthday. */
    private static final int MOST_BIRTHDAYS = 182;

    private final Scope scope;
    private final Values values;
    private final Windows windows;
    private final OccasionChecker purchases;
    private final FigureChecker figures;
    private int ofSegments;

    ConditionChecker(Scope scope, Values values) {
        this.scope = scope;
        this.values = values;
        this.windows = new Windows(scope, values);
        this.purchases = new OccasionChecker(scope, values, this);
        this.figures = new FigureChecker(scope, values, windows, purchases);
    }

    OccasionChecker purchases() {
        return purchases;
    }

    FigureChecker figures() {
        return figures;
    }

    /** A condition of a rule; at the top it may take an earlier purchase for the rule alone. */
    Condition condition(ConditionTree tree, About about, boolean top) {
        if (tree instanceof ConditionTree.Not not) {
            return new Condition.Not(condition(not.condition(), about, false));
        }
        if (tree instanceof ConditionTree.Group group) {
            return group(group, about);
        }
        if (tree instanceof ConditionTree.ReceiptHas has) {
            if (!about.isPurchase()) {
                throw notThere(tree, about);
            }
            return receiptHas(has, about);
        }
        if (tree instanceof ConditionTree.Earlier earlier) {
            return earlier(earlier, top);
        }
        if (tree instanceof ConditionTree.First first) {
            return first(first, about);
        }
        if (tree instanceof ConditionTree.InSegment in) {
            return inSegment(in, about);
        }
        if (tree instanceof ConditionTree.BirthdayWithin birthday) {
            return birthdayWithin(birthday);
        }
        if (tree instanceof ConditionTree.Multiple multiple) {
            return multiple(multiple, about, top);
        }
        return comparison(tree, about);
    }

    private Condition receiptHas(ConditionTree.ReceiptHas tree, About about) {
        Bits categories = scope.categories(tree.categories());
        if (!scope.isSold(categories, about.partners())) {
            String named = scope.findings().source().text(tree.categories().extent());
            throw scope.refuse(Code.NOT_SOLD_THERE, tree.categories().extent(), named, "");
        }
        if (about.lines().categories().minus(categories).isEmpty()) {
            scope.findings()
                    .add(Code.ALWAYS_TRUE, tree.extent(), scope.printer().condition(tree));
        }
        return new Condition.ReceiptHas(categories);
    }

    private Refused notThere(ConditionTree condition, About about) {
        return scope.refuse(
                about.isSegment() ? Code.NOT_OF_A_SEGMENT : Code.NO_RECEIPT,
                condition.extent(),
                scope.printer().condition(condition),
                new Findings.Help(about.text()));
    }

    private Condition first(ConditionTree.First first, About about) {
        Pattern pattern = purchases.pattern(first.occasion());
        if (about.isSegment()) {
            throw notThere(first, about);
        }
        if (!pattern.subject().equals(about.event())) {
            throw notCountedIn(first, about);
        }
        return new Condition.First(pattern);
    }

    private Refused notCountedIn(ConditionTree condition, About about) {
        return scope.refuse(
                Code.NOT_COUNTED_IN,
                condition.extent(),
                scope.printer().condition(condition),
                new Findings.Help(about.text()));
    }

    private Condition inSegment(ConditionTree.InSegment in, About about) {
        if (about.isSegment() && scope.isOwnSegment(in.segment())) {
            throw notThere(in, about);
        }
        Scope.Segment segment = scope.segment(in.segment());
        ofSegments += segment.size();
        if (ofSegments > Bounds.CONDITIONS) {
            throw scope.refuse(Code.TOO_MANY_CONDITIONS, in.extent(), Bounds.CONDITIONS);
        }
        return segment.condition();
    }

    /** Another rule begins: what segments bring into it is counted anew. */
    void startRule() {
        ofSegments = 0;
    }

    private Condition birthdayWithin(ConditionTree.BirthdayWithin birthday) {
        ValueTree.Measure days = birthday.days();
        boolean inDays = days.unit().filter(unit -> unit.is(Keyword.DAY)).isPresent();
        if (!inDays) {
            throw scope.refuse(Code.NOT_IN_DAYS, days.extent(), scope.printer().value(days));
        }
        long whole = values.wholeAboveZero(days);
        if (whole > MOST_BIRTHDAYS) {
            throw scope.refuse(
                    Code.NUMBER_TOO_LARGE, days.extent(), scope.printer().value(days), MOST_BIRTHDAYS);
        }
        return new Condition.BirthdayWithin((int) whole);
    }

    private Condition multiple(ConditionTree.Multiple multiple, About about, boolean top) {
        String text = scope.printer().figure(multiple.figure());
        if (about.isSegment() || !top) {
            throw scope.refuse(Code.MULTIPLES_NESTED, multiple.extent());
        }
        if (!(multiple.figure() instanceof FigureTree.History tree) || tree.measure() == Measure.AVERAGE_AMOUNT) {
            throw scope.refuse(Code.MULTIPLES_OF_WHAT, multiple.figure().extent(), text);
        }
        ValueTree step = values.meant(multiple.step());
        Figure.History history =
                figures.history(tree, unitOf(tree, step, multiple.step().extent()));
        boolean grows = history.measure().countsThisEvent()
                && !(history.window() instanceof Window.Last)
                && !(history.window() instanceof Window.Previous);
        if (!grows) {
            throw scope.refuse(Code.MULTIPLES_OF_WHAT, multiple.figure().extent(), text);
        }
        if (!history.pattern().subject().equals(about.event())) {
            throw notCountedIn(multiple, about);
        }
        long number = values.number(step, multiple.step(), history.type(), text);
        if (number < 1) {
            throw scope.refuse(
                    Code.NOT_WHOLE, multiple.step().extent(), scope.printer().value(step));
        }
        return new Condition.Multiple(history, number);
    }

    private Condition group(ConditionTree.Group group, About about) {
        List<Condition> conditions = new ArrayList<>();
        for (ConditionTree each : group.conditions()) {
            conditions.add(condition(each, about, false));
        }
        if (conditions.size() == 1) {
            return conditions.get(0);
        }
        return group.any() ? new Condition.Any(conditions) : new Condition.All(conditions);
    }

    private Condition earlier(ConditionTree.Earlier earlier, boolean top) {
        Pattern pattern = purchases.pattern(earlier.occasion());
        if (earlier.window().isEmpty()) {
            throw scope.refuse(
                    Code.PURCHASE_WITHOUT_WINDOW,
                    earlier.extent(),
                    scope.printer().occasion(earlier.occasion()),
                    receiptHas(earlier));
        }
        Window window = windows.of(earlier.window().get());
        if (earlier.unused().isPresent()) {
            if (!top || earlier.negated()) {
                throw scope.refuse(Code.UNUSED_NESTED, earlier.unused().get());
            }
            if (window.isEndless()) {
                throw scope.refuse(Code.UNUSED_ENDLESS, earlier.window().get().extent());
            }
        }
        Condition.Earlier condition =
                new Condition.Earlier(pattern, window, earlier.unused().isPresent());
        return earlier.negated() ? new Condition.Not(condition) : condition;
    }

    /** {@code receipt has coffee}, which may be what the author wanted. */
    private Object receiptHas(ConditionTree.Earlier earlier) {
        Optional<GoodsTree> named =
                earlier.occasion() instanceof PurchaseTree purchase ? purchase.goods() : Optional.empty();
        return named.flatMap(goods -> goods.of())
                .map(names -> scope.printer().condition(new ConditionTree.ReceiptHas(names, names.extent())))
                .map(text -> scope.findings().help("or-receipt-has", text))
                .orElse(scope.findings().help("no-text"));
    }

    /** A filter after {@code with} that looks at the receipt. */
    Condition filter(ConditionTree filter, About about) {
        FigureTree left = LineFilters.leftOf(filter);
        boolean ofReceipt = left instanceof FigureTree.Attribute
                || (left instanceof FigureTree.Simple simple && OF_RECEIPT.contains(simple.kind()));
        if (!ofReceipt) {
            throw scope.refuse(Code.NOT_A_FILTER, left.extent(), scope.printer().figure(left));
        }
        if (filter instanceof ConditionTree.Compare compare && !(compare.right() instanceof ValueTree)) {
            throw scope.refuse(
                    Code.VALUE_NEEDED, compare.right().extent(), scope.printer().figure(left));
        }
        return comparison(filter, about);
    }

    private Condition comparison(ConditionTree tree, About about) {
        FigureTree left = LineFilters.leftOf(tree);
        refuseLineFilter(left);
        Optional<Figure.Text> text = text(left, about);
        if (text.isPresent()) {
            LineFilters.Texts texts = LineFilters.texts(scope, values, tree);
            Condition oneOf = new Condition.OneOf(text.get(), texts.values());
            return texts.negated() ? new Condition.Not(oneOf) : oneOf;
        }
        if (left instanceof FigureTree.Simple simple && simple.kind() == FigureTree.Kind.MEMBER_FOR) {
            return memberFor(tree);
        }
        return tree instanceof ConditionTree.Among among
                ? among(among, about)
                : compare((ConditionTree.Compare) tree, about);
    }

    private void refuseLineFilter(OperandTree figure) {
        boolean ofLine = (figure instanceof FigureTree.Simple simple && simple.kind() == FigureTree.Kind.SKU)
                || (figure instanceof FigureTree.Attribute attribute && attribute.ofLine());
        if (ofLine) {
            throw scope.refuse(
                    Code.FILTER_ONLY, figure.extent(), scope.printer().figure((FigureTree) figure));
        }
    }

    private Optional<Figure.Text> text(FigureTree figure, About about) {
        if (figure instanceof FigureTree.MemberAttribute attribute) {
            return memberText(attribute);
        }
        boolean reported = figure instanceof FigureTree.Attribute
                || (figure instanceof FigureTree.Simple simple
                        && (simple.kind() == FigureTree.Kind.SITE || simple.kind() == FigureTree.Kind.CHANNEL));
        if (reported) {
            figures.requireReport(figure, about);
        }
        if (figure instanceof FigureTree.Simple simple) {
            return switch (simple.kind()) {
                case SITE -> Optional.of(new Figure.Text(Figure.Text.Source.SITE, Optional.empty()));
                case CHANNEL -> Optional.of(new Figure.Text(Figure.Text.Source.CHANNEL, Optional.empty()));
                default -> Optional.empty();
            };
        }
        boolean isText = figure instanceof FigureTree.Attribute attribute
                && LineFilters.attributeType(scope, attribute) == AttributeType.TEXT;
        return isText
                ? Optional.of(new Figure.Text(
                        Figure.Text.Source.ATTRIBUTE,
                        Optional.of(((FigureTree.Attribute) figure).name().value())))
                : Optional.empty();
    }

    private Optional<Figure.Text> memberText(FigureTree.MemberAttribute attribute) {
        FigureTree.Attribute declared = new FigureTree.Attribute(attribute.name(), false, attribute.extent());
        return LineFilters.attributeType(scope, declared) == AttributeType.TEXT
                ? Optional.of(new Figure.Text(
                        Figure.Text.Source.MEMBER_ATTRIBUTE,
                        Optional.of(attribute.name().value())))
                : Optional.empty();
    }

    private Condition memberFor(ConditionTree tree) {
        String figure = scope.printer().figure(LineFilters.leftOf(tree));
        boolean exact = !(tree instanceof ConditionTree.Compare compare)
                || compare.comparison() == Comparison.EQUAL
                || compare.comparison() == Comparison.NOT_EQUAL;
        if (exact) {
            throw scope.refuse(Code.TOO_EXACT, tree.extent(), figure);
        }
        ConditionTree.Compare compare = (ConditionTree.Compare) tree;
        if (!(compare.right() instanceof ValueTree stated)) {
            throw scope.refuse(Code.VALUE_NEEDED, compare.right().extent(), figure);
        }
        return new Condition.MemberFor(compare.comparison(), values.span(values.meant(stated), stated, figure));
    }

    private Condition among(ConditionTree.Among among, About about) {
        List<SetTree.Element> elements = values.meant(among.set());
        String name = scope.printer().figure(among.left());
        Figure figure = figures.figure(
                among.left(),
                about,
                unitOf(among.left(), elements.get(0).from(), among.set().extent()));
        Condition within = new Condition.Within(figure, values.ranges(elements, among.set(), figure.type(), name));
        return among.negated() ? new Condition.Not(within) : within;
    }

    /** The unit in which a quantity is asked for: that of the value it is compared with. */
    private Optional<Unit> unitOf(FigureTree figure, ValueTree value, Extent extent) {
        if (!FigureChecker.needsUnit(figure)) {
            return Optional.empty();
        }
        Optional<Unit> unit = values.goodsUnit(value);
        boolean bare =
                value instanceof ValueTree.Measure measure && measure.unit().isEmpty();
        if (unit.isEmpty() && bare) {
            String number = scope.printer().value(value);
            throw scope.refuse(Code.UNIT_MISSING, extent, scope.printer().figure(figure), number);
        }
        return unit;
    }

    private Condition compare(ConditionTree.Compare compare, About about) {
        if (compare.right() instanceof FigureTree right) {
            return compareFigures(compare, right, about);
        }
        ValueTree stated = (ValueTree) compare.right();
        ValueTree value = values.meant(stated);
        Figure left = figures.figure(compare.left(), about, unitOf(compare.left(), value, stated.extent()));
        boolean ordered = compare.comparison() != Comparison.EQUAL && compare.comparison() != Comparison.NOT_EQUAL;
        if (ordered && left.type().equals(ValueType.WEEKDAY)) {
            throw scope.refuse(
                    Code.NOT_IN_ORDER, compare.extent(), scope.printer().figure(compare.left()));
        }
        long number = values.number(value, stated, left.type(), scope.printer().figure(compare.left()));
        return new Condition.Compare(left, compare.comparison(), new Figure.Constant(number, left.type()));
    }

    private Condition compareFigures(ConditionTree.Compare compare, FigureTree right, About about) {
        refuseLineFilter(right);
        boolean comparable = text(right, about).isEmpty()
                && !(right instanceof FigureTree.Simple simple && simple.kind() == FigureTree.Kind.MEMBER_FOR);
        if (!comparable) {
            throw figuresDiffer(compare, right);
        }
        Figure first = figures.figure(compare.left(), about, Optional.empty());
        Figure second = figures.figure(right, about, first.type().unit());
        if (!first.type().equals(second.type())) {
            throw figuresDiffer(compare, right);
        }
        return new Condition.Compare(first, compare.comparison(), second);
    }

    private Refused figuresDiffer(ConditionTree.Compare compare, FigureTree right) {
        return scope.refuse(
                Code.FIGURES_DIFFER,
                compare.extent(),
                scope.printer().figure(compare.left()),
                scope.printer().figure(right));
    }
}
