package org.loyaltyhub.decision;

import java.util.List;
import java.util.stream.IntStream;
import org.loyaltyhub.figure.Evaluation;
import org.loyaltyhub.figure.Truth;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;

/**
 * The plain meaning of rules: one after the other, a walk over each tree. Every other matcher must agree with it.
 *
 * <p>O(rules). Thread-safe.
 */
public final class PlainMatcher implements Matcher {
    private final List<Rule> rules;

    public PlainMatcher(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    @Override
    public int[] match(Facts facts) {
        return IntStream.range(0, rules.size())
                .filter(i -> holds(rules.get(i), facts))
                .toArray();
    }

    /** Whether the rule is in force and its trigger and all its conditions hold. */
    public static boolean holds(Rule rule, Facts facts) {
        if (!rule.validity().has(facts.visit().localTime()) || !rule.trigger().matches(facts.visit())) {
            return false;
        }
        Facts.OfRule answers = facts.of(rule.key());
        for (Stated stated : rule.conditions()) {
            if (Evaluation.of(stated.condition(), answers) != Truth.TRUE) {
                return false;
            }
        }
        return true;
    }
}
