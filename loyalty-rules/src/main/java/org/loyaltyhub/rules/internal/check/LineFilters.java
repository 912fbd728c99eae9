package org.loyaltyhub.rules.internal.check;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.figure.LineFilter;
import org.loyaltyhub.figure.Range;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.programme.AttributeType;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.syntax.ConditionTree;
import org.loyaltyhub.rules.internal.syntax.FigureTree;
import org.loyaltyhub.rules.internal.syntax.SetTree;
import org.loyaltyhub.rules.internal.syntax.ValueTree;

/** Checks filters after {@code with} that look at single lines. */
final class LineFilters {
    private final Scope scope;
    private final Values values;

    LineFilters(Scope scope, Values values) {
        this.scope = scope;
        this.values = values;
    }

    /** The filter, if it is one on lines. */
    Optional<LineFilter> of(ConditionTree filter) {
        FigureTree figure = leftOf(filter);
        if (figure instanceof FigureTree.Attribute attribute && attribute.ofLine()) {
            return Optional.of(attribute(attribute, filter));
        }
        if (!(figure instanceof FigureTree.Simple simple)) {
            return Optional.empty();
        }
        if (simple.kind() == FigureTree.Kind.SKU) {
            Texts texts = texts(filter);
            return Optional.of(new LineFilter.Sku(texts.values(), texts.negated()));
        }
        if (simple.kind() == FigureTree.Kind.UNIT_PRICE) {
            Numbers numbers = numbers(filter, ValueType.MONEY);
            return Optional.of(new LineFilter.UnitPrice(numbers.ranges(), numbers.negated()));
        }
        return Optional.empty();
    }

    static FigureTree leftOf(ConditionTree filter) {
        return filter instanceof ConditionTree.Compare compare ? compare.left() : ((ConditionTree.Among) filter).left();
    }

    private LineFilter attribute(FigureTree.Attribute attribute, ConditionTree filter) {
        if (attributeType(scope, attribute) == AttributeType.TEXT) {
            Texts texts = texts(filter);
            return new LineFilter.TextAttribute(attribute.name().value(), texts.values(), texts.negated());
        }
        Numbers numbers = numbers(filter, ValueType.NUMBER);
        return new LineFilter.NumberAttribute(attribute.name().value(), numbers.ranges(), numbers.negated());
    }

    /** The type that the programme declares. */
    static AttributeType attributeType(Scope scope, FigureTree.Attribute attribute) {
        String name = attribute.name().value();
        AttributeType type = scope.programme().terms().attributes().get(name);
        if (type == null) {
            throw scope.refuse(
                    Code.UNKNOWN_ATTRIBUTE,
                    attribute.name().extent(),
                    name,
                    scope.nearOrAll(name, scope.programme().terms().attributes().keySet()));
        }
        return type;
    }

    /** Texts that pass, or do not. */
    record Texts(SortedSet<String> values, boolean negated) {}

    private Texts texts(ConditionTree filter) {
        return texts(scope, values, filter);
    }

    /** What a text is compared with: {@code = "7"}, {@code not in ("web", "app")}. */
    static Texts texts(Scope scope, Values values, ConditionTree condition) {
        if (condition instanceof ConditionTree.Among among) {
            SortedSet<String> texts = new TreeSet<>();
            for (SetTree.Element element : values.meant(among.set())) {
                if (element.to().isPresent()) {
                    throw scope.refuse(Code.RANGE_OF_TEXTS, element.extent());
                }
                texts.add(text(scope, element.from(), new ValueTree.Quoted("", element.extent()), among.left()));
            }
            return new Texts(texts, among.negated());
        }
        ConditionTree.Compare compare = (ConditionTree.Compare) condition;
        boolean equal = compare.comparison() == Comparison.EQUAL;
        if (!equal && compare.comparison() != Comparison.NOT_EQUAL) {
            throw scope.refuse(
                    Code.NOT_IN_ORDER, compare.extent(), scope.printer().figure(compare.left()));
        }
        if (!(compare.right() instanceof ValueTree stated)) {
            throw scope.refuse(
                    Code.VALUE_NEEDED, compare.right().extent(), scope.printer().figure(compare.left()));
        }
        String text = text(scope, values.meant(stated), stated, compare.left());
        return new Texts(new TreeSet<>(List.of(text)), !equal);
    }

    private static String text(Scope scope, ValueTree value, ValueTree stated, FigureTree figure) {
        if (value instanceof ValueTree.Quoted quoted) {
            return quoted.text();
        }
        throw scope.refuse(
                Code.TEXT_NEEDED,
                stated.extent(),
                scope.printer().figure(figure),
                scope.printer().value(value));
    }

    /** Numbers that pass, or do not. */
    private record Numbers(List<Range> ranges, boolean negated) {}

    private Numbers numbers(ConditionTree filter, ValueType type) {
        String figure = scope.printer().figure(leftOf(filter));
        if (filter instanceof ConditionTree.Among among) {
            return new Numbers(values.ranges(values.meant(among.set()), among.set(), type, figure), among.negated());
        }
        ConditionTree.Compare compare = (ConditionTree.Compare) filter;
        if (!(compare.right() instanceof ValueTree stated)) {
            throw scope.refuse(Code.VALUE_NEEDED, compare.right().extent(), figure);
        }
        long value = values.number(values.meant(stated), stated, type, figure);
        boolean negated = compare.comparison() == Comparison.NOT_EQUAL;
        Comparison comparison = negated ? Comparison.EQUAL : compare.comparison();
        return new Numbers(Feasibility.where(comparison, value, Domain.of(type, scope.programme())), negated);
    }
}
