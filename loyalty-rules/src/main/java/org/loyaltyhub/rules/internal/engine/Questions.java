package org.loyaltyhub.rules.internal.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Range;
import org.loyaltyhub.figure.Truth;
import org.loyaltyhub.rules.internal.engine.Numbers.NumberIn;
import org.loyaltyhub.value.RuleKey;

/**
 * The conditions of one rule compiled to questions, all of which must be answered yes.
 *
 * <p>A question asks whether something is <em>true</em>. {@code not} is pushed down to the leaves, where a figure that is
 * unknown answers no to both the question and its opposite; this is the three-valued logic of {@link
 * org.loyaltyhub.figure.Evaluation} seen from the only outcome that counts.
 */
final class Questions {
    static final int COST_OF_HISTORY = 100;

    private static final int COST_OF_TEXT = 3;

    private static final long LEAST = Answers.UNKNOWN + 1;

    /** Every number but the one that stands for unknown. */
    static final Range KNOWN = new Range(LEAST, Long.MAX_VALUE);

    private static final Range NOTHING = new Range(0, -1);

    private final RuleKey rule;
    private final List<Question> questions = new ArrayList<>();

    private Questions(RuleKey rule) {
        this.rule = rule;
    }

    /** Whether something is true of the facts. Pure. */
    interface Holds {
        boolean in(Facts facts);
    }

    /**
     * One question.
     *
     * @param cost of asking, against that of other questions
     * @param bound the same question as a range that a figure must lie in, if it is one
     * @param choice the same question as words of which a text must be one, if it is that
     */
    record Question(int cost, Holds holds, Optional<Bound> bound, Optional<Condition.OneOf> choice) {

        /** One that is nothing but asked. */
        static Question of(int cost, Holds holds) {
            return new Question(cost, holds, Optional.empty(), Optional.empty());
        }

        static Question of(Bound bound) {
            NumberIn figure = Numbers.of(bound.figure());
            long from = bound.range().from();
            long to = bound.range().to();
            Holds holds = facts -> {
                long number = figure.in(facts);
                return from <= number && number <= to;
            };
            return new Question(Numbers.cost(bound.figure()), holds, Optional.of(bound), Optional.empty());
        }
    }

    /** Whether a figure lies in a range. The range never has the value that stands for unknown. */
    record Bound(Figure figure, Range range) {}

    /** The questions of these conditions, in no order that matters. */
    static List<Question> of(RuleKey rule, List<Condition> conditions) {
        Questions compiled = new Questions(rule);
        for (Condition condition : conditions) {
            compiled.add(condition, true);
        }
        return compiled.questions;
    }

    /** Adds what makes {@code condition} be {@code wanted}; what is joined by "and" becomes several questions. */
    private void add(Condition condition, boolean wanted) {
        if (condition instanceof Condition.Not not) {
            add(not.condition(), !wanted);
        } else if (condition instanceof Condition.All all && wanted) {
            all.conditions().forEach(each -> add(each, true));
        } else if (condition instanceof Condition.Any any && !wanted) {
            any.conditions().forEach(each -> add(each, false));
        } else {
            questions.add(question(condition, wanted));
        }
    }

    private Question question(Condition condition, boolean wanted) {
        if (condition instanceof Condition.All all) {
            return anyOf(all.conditions(), false);
        }
        if (condition instanceof Condition.Any any) {
            return anyOf(any.conditions(), true);
        }
        if (condition instanceof Condition.Compare compare) {
            return compare(compare, wanted);
        }
        if (condition instanceof Condition.Within within) {
            return within(within, wanted);
        }
        if (condition instanceof Condition.OneOf oneOf) {
            return oneOf(oneOf, wanted);
        }
        return predicate(condition, wanted);
    }

    private static Question oneOf(Condition.OneOf oneOf, boolean wanted) {
        SortedSet<String> values = oneOf.values();
        Holds holds = facts -> {
            String text = facts.text(oneOf.text());
            return text != null && values.contains(text) == wanted;
        };
        return new Question(
                COST_OF_TEXT, holds, Optional.empty(), Optional.of(oneOf).filter(each -> wanted));
    }

    /** Whether any of the conditions, each with all that is joined to it by "and", is as wanted. */
    private Question anyOf(List<Condition> conditions, boolean wanted) {
        int cost = 0;
        Holds[][] ways = new Holds[conditions.size()][];
        for (int i = 0; i < ways.length; i++) {
            Questions way = new Questions(rule);
            way.add(conditions.get(i), wanted);
            ways[i] = cheapestFirst(way.questions);
            cost += way.questions.stream().mapToInt(Question::cost).sum();
        }
        return Question.of(cost, facts -> {
            for (Holds[] way : ways) {
                if (all(way, facts)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static boolean all(Holds[] questions, Facts facts) {
        for (Holds question : questions) {
            if (!question.in(facts)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all are answered yes, the cheapest asked first. */
    static Holds allOf(List<Question> questions) {
        Holds[] ordered = cheapestFirst(questions);
        return switch (ordered.length) {
            case 0 -> facts -> true;
            case 1 -> ordered[0];
            default -> facts -> all(ordered, facts);
        };
    }

    /** Figures are pure, so the order cannot change the answer. */
    private static Holds[] cheapestFirst(List<Question> questions) {
        return questions.stream()
                .sorted(Comparator.comparingInt(Question::cost))
                .map(Question::holds)
                .toArray(Holds[]::new);
    }

    private static Question compare(Condition.Compare compare, boolean wanted) {
        Comparison comparison = wanted ? compare.comparison() : opposite(compare.comparison());
        if (compare.right() instanceof Figure.Constant right && comparison != Comparison.NOT_EQUAL) {
            return Question.of(new Bound(compare.left(), range(comparison, right.value())));
        }
        NumberIn left = Numbers.of(compare.left());
        NumberIn right = Numbers.of(compare.right());
        return Question.of(Numbers.cost(compare.left()) + Numbers.cost(compare.right()), facts -> {
            long one = left.in(facts);
            long other = right.in(facts);
            return one != Answers.UNKNOWN && other != Answers.UNKNOWN && comparison.holds(one, other);
        });
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

    /** The known numbers that compare so with {@code value}; none if it is unknown itself. */
    private static Range range(Comparison comparison, long value) {
        if (value == Answers.UNKNOWN) {
            return NOTHING;
        }
        return switch (comparison) {
            case EQUAL -> new Range(value, value);
            case LESS -> value == LEAST ? NOTHING : new Range(LEAST, value - 1);
            case AT_MOST -> new Range(LEAST, value);
            case MORE -> value == Long.MAX_VALUE ? NOTHING : new Range(value + 1, Long.MAX_VALUE);
            case AT_LEAST -> new Range(value, Long.MAX_VALUE);
            case NOT_EQUAL -> throw new IllegalArgumentException("what is not equal is no range");
        };
    }

    private static Question within(Condition.Within within, boolean wanted) {
        if (wanted && within.ranges().size() == 1) {
            Range range = within.ranges().get(0);
            return Question.of(new Bound(within.figure(), new Range(Math.max(LEAST, range.from()), range.to())));
        }
        NumberIn figure = Numbers.of(within.figure());
        Range[] ranges = within.ranges().toArray(Range[]::new);
        return Question.of(Numbers.cost(within.figure()), facts -> {
            long number = figure.in(facts);
            return number != Answers.UNKNOWN && anyHas(ranges, number) == wanted;
        });
    }

    private static boolean anyHas(Range[] ranges, long number) {
        for (Range range : ranges) {
            if (range.has(number)) {
                return true;
            }
        }
        return false;
    }

    private Question predicate(Condition condition, boolean wanted) {
        if (condition instanceof Condition.ReceiptHas has) {
            return Question.of(1, facts -> facts.receiptHas(has) == wanted);
        }
        Truth truth = Truth.of(wanted);
        return Question.of(cost(condition), facts -> facts.of(rule).predicate(condition) == truth);
    }

    private static int cost(Condition predicate) {
        if (predicate instanceof Condition.InSegment) {
            return 4;
        }
        boolean isOfProfile = predicate instanceof Condition.MemberFor || predicate instanceof Condition.BirthdayWithin;
        return isOfProfile ? 10 : COST_OF_HISTORY;
    }
}
