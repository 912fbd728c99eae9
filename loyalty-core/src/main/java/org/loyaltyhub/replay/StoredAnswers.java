package org.loyaltyhub.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.loyaltyhub.decision.Basis;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Outside;
import org.loyaltyhub.decision.RuleDecision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.SharedUse;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Figure;

/**
 * Answers what a decision was answered when it was made. A limit that it did not ask then grants nothing. A rank that is
 * not kept, because no rule that asked for it held, is unknown: a rule that did not hold with the rank does not hold
 * without it.
 *
 * <p>Not thread-safe, used for one decision.
 */
final class StoredAnswers implements Outside {
    private final Map<SharedLimit, Deque<SharedUse>> uses = new HashMap<>();
    private final Map<Figure, Long> numbers = new HashMap<>();

    StoredAnswers(Decision decision) {
        for (SharedUse use : decision.shared()) {
            if (use.asked() > 0) { // what is given back was not asked
                uses.computeIfAbsent(use.limit(), limit -> new ArrayDeque<>()).add(use);
            }
        }
        for (RuleDecision rule : decision.rules()) {
            for (Basis.Value value : rule.basis().numbers()) {
                numbers.put(value.figure(), value.with());
            }
        }
    }

    @Override
    public long grant(SharedLimit limit, long asked) {
        SharedUse use = uses.getOrDefault(limit, new ArrayDeque<>()).poll();
        return use == null ? 0 : Math.min(asked, use.granted());
    }

    @Override
    public long rank(Figure.Rank rank) {
        return numbers.getOrDefault(rank, Answers.UNKNOWN);
    }
}
