package org.loyaltyhub.rules.drl;

import static org.loyaltyhub.rules.drl.DrlText.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.Range;
import org.loyaltyhub.value.Bits;

/**
 * Conditions as DRL constraints over a {@link Receipt}. {@code not} is pushed down to the leaves, where null answers no to
 * a question and to its opposite.
 */
final class ConditionWriter {
    private final Phrases phrases;

    ConditionWriter(Phrases phrases) {
        this.phrases = phrases;
    }

    /** The condition, which {@link Expressible} has nothing against. */
    String drl(Condition condition) {
        return drl(condition, true);
    }

    private String drl(Condition condition, boolean wanted) {
        if (condition instanceof Condition.Not not) {
            return drl(not.condition(), !wanted);
        }
        if (condition instanceof Condition.All all) {
            return joined(all.conditions(), wanted, wanted ? " && " : " || ");
        }
        if (condition instanceof Condition.Any any) {
            return joined(any.conditions(), wanted, wanted ? " || " : " && ");
        }
        if (condition instanceof Condition.Compare compare) {
            return compare(compare, wanted ? compare.comparison() : opposite(compare.comparison()));
        }
        if (condition instanceof Condition.Within within) {
            return within(within, wanted);
        }
        if (condition instanceof Condition.OneOf oneOf) {
            return oneOf(text(oneOf.text()), oneOf.values(), wanted);
        }
        if (condition instanceof Condition.ReceiptHas has) {
            return (wanted ? "" : "!") + "has(" + quoted(phrases.any(has.categories())) + ")";
        }
        return (wanted ? "is(" : "isNot(") + quoted(phrases.predicate(condition)) + ")";
    }

    private String joined(List<Condition> conditions, boolean wanted, String by) {
        return conditions.stream().map(each -> drl(each, wanted)).collect(Collectors.joining(by, "(", ")"));
    }

    private static Comparison opposite(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> Comparison.NOT_EQUAL;
            case NOT_EQUAL -> Comparison.EQUAL;
            case LESS -> Comparison.AT_LEAST;
            case AT_MOST -> Comparison.MORE;
            case MORE -> Comparison.AT_MOST;
            case AT_LEAST -> Comparison.LESS;
        };
    }

    private String compare(Condition.Compare compare, Comparison comparison) {
        List<String> parts = new ArrayList<>();
        addKnown(compare.left(), parts);
        addKnown(compare.right(), parts);
        String symbol = comparison == Comparison.EQUAL ? "==" : comparison.symbol();
        parts.add(number(compare.left()) + " " + symbol + " " + number(compare.right()));
        return grouped(parts, " && ");
    }

    private String within(Condition.Within within, boolean wanted) {
        String number = number(within.figure());
        List<String> ranges = new ArrayList<>();
        for (Range range : within.ranges()) {
            ranges.add(range(number, range, wanted));
        }
        List<String> parts = new ArrayList<>();
        addKnown(within.figure(), parts);
        parts.add(grouped(ranges, wanted ? " || " : " && "));
        return grouped(parts, " && ");
    }

    private static String range(String number, Range range, boolean wanted) {
        if (range.from() == range.to()) {
            return number + (wanted ? " == " : " != ") + range.from() + "L";
        }
        return wanted
                ? "(" + number + " >= " + range.from() + "L && " + number + " <= " + range.to() + "L)"
                : "(" + number + " < " + range.from() + "L || " + number + " > " + range.to() + "L)";
    }

    private static String grouped(List<String> parts, String by) {
        return parts.size() == 1 ? parts.get(0) : "(" + String.join(by, parts) + ")";
    }

    private static String oneOf(String text, SortedSet<String> values, boolean wanted) {
        if (wanted) {
            return grouped(
                    values.stream().map(value -> text + " == " + quoted(value)).toList(), " || ");
        }
        List<String> parts = new ArrayList<>(List.of(text + " != null"));
        values.forEach(value -> parts.add(text + " != " + quoted(value)));
        return grouped(parts, " && ");
    }

    private void addKnown(Figure figure, List<String> parts) {
        boolean mayBeUnknown = figure instanceof Figure.UnitPrice
                || figure instanceof Figure.NumberAttribute
                || figure instanceof Figure.MemberNumber
                || figure instanceof Figure.MemberAge
                || figure instanceof Figure.DaysSince
                || (figure instanceof Figure.History history && history.measure() == Measure.AVERAGE_AMOUNT);
        if (mayBeUnknown) {
            parts.add(number(figure) + " != null");
        }
    }

    private String number(Figure figure) {
        if (figure instanceof Figure.Constant constant) {
            return constant.value() + "L";
        }
        if (figure instanceof Figure.Amount amount) {
            return phrases.isEverything(amount.lines().categories())
                    ? "total" // a property: Drools can index it, a call it cannot
                    : "amount(" + goods(amount.lines().categories()) + ")";
        }
        if (figure instanceof Figure.QuantityOf quantity) {
            String unit = quoted(quantity.type().unit().orElseThrow().name());
            return "quantity(" + goods(quantity.lines().categories()) + ", " + unit + ")";
        }
        if (figure instanceof Figure.UnitPrice price) {
            return "unitPrice(" + goods(price.lines().categories()) + ")";
        }
        if (figure instanceof Figure.LineCount count) {
            return "lineCount(" + goods(count.lines().categories()) + ")";
        }
        if (figure instanceof Figure.NumberAttribute attribute) {
            return "number(" + quoted(attribute.name()) + ")";
        }
        if (figure instanceof Figure.MemberNumber attribute) {
            return "memberNumber(" + quoted(attribute.attribute()) + ")";
        }
        if (figure instanceof Figure.Calendar calendar) {
            return switch (calendar.type().kind()) {
                case WEEKDAY -> "weekday";
                case TIME -> "minute";
                case DATE -> "date";
                default -> "month";
            };
        }
        if (figure instanceof Figure.MemberTier) {
            return "tier";
        }
        if (figure instanceof Figure.MemberAge) {
            return "age";
        }
        return figure instanceof Figure.Balance ? "balance" : "history(" + quoted(phrases.history(figure)) + ")";
    }

    private String goods(Bits categories) {
        return quoted(phrases.earning(categories));
    }

    private static String text(Figure.Text text) {
        return switch (text.source()) {
            case SITE -> "site";
            case CHANNEL -> "channel";
            case ATTRIBUTE -> "attribute(" + quoted(text.attribute().orElseThrow()) + ")";
            case MEMBER_ATTRIBUTE ->
                "memberAttribute(" + quoted(text.attribute().orElseThrow()) + ")";
        };
    }
}
