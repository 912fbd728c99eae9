package org.loyaltyhub.figure;

import java.util.List;

/**
 * The plain meaning of a condition: a walk over its tree. Every faster way must agree with it.
 *
 * <p>O(nodes) and the cost of the figures asked.
 */
public final class Evaluation {
    private Evaluation() {}

    public static Truth of(Condition condition, Answers answers) {
        if (condition instanceof Condition.Compare compare) {
            return compare(compare, answers);
        }
        if (condition instanceof Condition.Within within) {
            long number = answers.number(within.figure());
            return number == Answers.UNKNOWN ? Truth.UNKNOWN : Truth.of(Range.anyHas(within.ranges(), number));
        }
        if (condition instanceof Condition.OneOf oneOf) {
            String text = answers.text(oneOf.text());
            return text == null ? Truth.UNKNOWN : Truth.of(oneOf.values().contains(text));
        }
        if (condition instanceof Condition.Not not) {
            return of(not.condition(), answers).not();
        }
        if (condition instanceof Condition.All all) {
            return all(all.conditions(), answers);
        }
        if (condition instanceof Condition.Any any) {
            return any(any.conditions(), answers);
        }
        return answers.predicate(condition);
    }

    /** Whether all of the conditions are true. */
    public static Truth all(List<Condition> conditions, Answers answers) {
        Truth truth = Truth.TRUE;
        for (Condition condition : conditions) {
            truth = truth.and(of(condition, answers));
        }
        return truth;
    }

    private static Truth any(List<Condition> conditions, Answers answers) {
        Truth truth = Truth.FALSE;
        for (Condition condition : conditions) {
            truth = truth.or(of(condition, answers));
        }
        return truth;
    }

    private static Truth compare(Condition.Compare compare, Answers answers) {
        long left = answers.number(compare.left());
        long right = answers.number(compare.right());
        return left == Answers.UNKNOWN || right == Answers.UNKNOWN
                ? Truth.UNKNOWN
                : Truth.of(compare.comparison().holds(left, right));
    }
}
