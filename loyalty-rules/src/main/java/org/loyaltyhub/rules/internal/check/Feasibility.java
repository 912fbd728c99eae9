package org.loyaltyhub.rules.internal.check;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Range;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Validity;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;

/**
 * Finds conditions of a rule that can never hold, alone or together, and those that always hold, as far as comparisons
 * with constants tell.
 */
final class Feasibility {
    private final Scope scope;
    private final Programme programme;
    private final Map<Figure, Known<List<Range>>> numbers = new HashMap<>();
    private final Map<Figure.Text, Known<SortedSet<String>>> texts = new HashMap<>();

    private final Map<Condition, String> held = new HashMap<>();
    private final Map<Condition, String> negatedBefore = new HashMap<>();

    /** What is left of a figure's values, and the last condition that took some away. */
    private record Known<T>(T values, String text) {}

    Feasibility(Scope scope) {
        this.scope = scope;
        this.programme = scope.programme();
    }

    /**
     * The rule is only in force for so long: dates are known to lie within, months and weekdays too if not all of them
     * come by.
     */
    void during(Validity validity, String text) {
        if (validity.from().equals(LocalDateTime.MIN) || validity.until().equals(LocalDateTime.MAX)) {
            return;
        }
        LocalDate first = validity.from().toLocalDate();
        LocalDate last = validity.until().minusNanos(1).toLocalDate();
        if (last.isBefore(first)) {
            return; // reported
        }
        within(ValueType.DATE, List.of(new Range(first.toEpochDay(), last.toEpochDay())), text);
        if (ChronoUnit.MONTHS.between(first.withDayOfMonth(1), last.withDayOfMonth(1)) < 11) {
            within(ValueType.MONTH, ring(first.getMonthValue(), last.getMonthValue(), 12), text);
        }
        if (ChronoUnit.DAYS.between(first, last) < 6) {
            int from = first.getDayOfWeek().getValue();
            within(ValueType.WEEKDAY, ring(from, last.getDayOfWeek().getValue(), 7), text);
        }
    }

    private void within(ValueType type, List<Range> values, String text) {
        numbers.put(new Figure.Calendar(type), new Known<>(values, text));
    }

    private static List<Range> ring(int from, int to, int last) {
        return from <= to ? List.of(new Range(from, to)) : List.of(new Range(from, last), new Range(1, to));
    }

    /** Whether what is left of the dates is all before that day. */
    boolean isOver(LocalDate today) {
        Known<List<Range>> dates = numbers.get(new Figure.Calendar(ValueType.DATE));
        return dates != null && dates.values().stream().allMatch(range -> range.to() < today.toEpochDay());
    }

    /** One more condition that must hold together with those before. */
    void add(Condition condition, Extent extent, String text) {
        if (condition instanceof Condition.All all) {
            all.conditions().forEach(each -> add(each, extent, text));
            return;
        }
        if (condition instanceof Condition.Compare compare && compare.left().equals(compare.right())) {
            boolean always = compare.comparison().holds(0, 0);
            scope.findings().add(always ? Code.ALWAYS_TRUE : Code.NEVER_TRUE, extent, text);
            return;
        }
        boolean negated = condition instanceof Condition.Not;
        Condition inner = condition instanceof Condition.Not not ? not.condition() : condition;
        if (inner instanceof Condition.Compare compare && compare.right() instanceof Figure.Constant constant) {
            Range all = Domain.of(compare.left(), programme);
            narrow(compare.left(), where(compare.comparison(), constant.value(), all), negated, extent, text);
        } else if (inner instanceof Condition.Within within) {
            narrow(within.figure(), within.ranges(), negated, extent, text);
        } else if (inner instanceof Condition.OneOf oneOf && !negated) {
            narrow(oneOf, extent, text);
        } else {
            oppose(inner, negated, extent, text);
        }
    }

    /** What is asked for and ruled out in one rule. */
    private void oppose(Condition condition, boolean negated, Extent extent, String text) {
        String opposite = (negated ? held : negatedBefore).get(condition);
        if (opposite != null) {
            scope.findings().add(Code.CONTRADICTION, extent, text, opposite);
        }
        (negated ? negatedBefore : held).putIfAbsent(condition, text);
    }

    private void narrow(Figure figure, List<Range> ranges, boolean negated, Extent extent, String text) {
        Range all = Domain.of(figure, programme);
        List<Range> possible = intersect(List.of(all), negated ? complement(ranges, all) : ranges);
        if (possible.isEmpty()) {
            scope.findings().add(Code.NEVER_TRUE, extent, text);
            return;
        }
        if (complement(possible, all).isEmpty()) {
            scope.findings().add(Code.ALWAYS_TRUE, extent, text);
        }
        Known<List<Range>> before = numbers.get(figure);
        List<Range> left = before == null ? possible : intersect(before.values(), possible);
        if (left.isEmpty() && before != null) {
            scope.findings().add(Code.CONTRADICTION, extent, text, before.text());
            return;
        }
        numbers.put(figure, new Known<>(left, text));
    }

    private void narrow(Condition.OneOf oneOf, Extent extent, String text) {
        Known<SortedSet<String>> before = texts.get(oneOf.text());
        SortedSet<String> left = new TreeSet<>(oneOf.values());
        if (before != null) {
            left.retainAll(before.values());
            if (left.isEmpty()) {
                scope.findings().add(Code.CONTRADICTION, extent, text, before.text());
                return;
            }
        }
        texts.put(oneOf.text(), new Known<>(left, text));
    }

    /** The numbers of {@code all} for which the comparison with {@code value} holds. */
    static List<Range> where(Comparison comparison, long value, Range all) {
        List<Range> ranges = switch (comparison) {
            case EQUAL -> List.of(new Range(value, value));
            case NOT_EQUAL -> complement(List.of(new Range(value, value)), all);
            case LESS -> List.of(new Range(all.from(), value - 1));
            case AT_MOST -> List.of(new Range(all.from(), value));
            case MORE -> List.of(new Range(value + 1, all.to()));
            case AT_LEAST -> List.of(new Range(value, all.to()));
        };
        return ranges.stream().filter(range -> range.from() <= range.to()).toList();
    }

    private static List<Range> intersect(List<Range> left, List<Range> right) {
        List<Range> both = new ArrayList<>();
        for (Range a : left) {
            for (Range b : right) {
                long from = Math.max(a.from(), b.from());
                long to = Math.min(a.to(), b.to());
                if (from <= to) {
                    both.add(new Range(from, to));
                }
            }
        }
        return both;
    }

    private static List<Range> complement(List<Range> ranges, Range all) {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.sort((a, b) -> Long.compare(a.from(), b.from()));
        List<Range> gaps = new ArrayList<>();
        long at = all.from();
        boolean done = false;
        for (Range range : sorted) {
            if (!done && range.from() > at) {
                gaps.add(new Range(at, Math.min(range.from() - 1, all.to())));
            }
            done |= range.to() >= all.to();
            at = done ? at : Math.max(at, range.to() + 1);
        }
        if (!done) {
            gaps.add(new Range(at, all.to()));
        }
        return gaps.stream().filter(range -> range.from() <= range.to()).toList();
    }
}
