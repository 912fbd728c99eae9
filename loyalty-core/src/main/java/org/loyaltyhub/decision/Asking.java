package org.loyaltyhub.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Limit.Measure;
import org.loyaltyhub.rule.Rule;

/** What one rule asks for one event of its limits over all members, in the order of the rule. */
final class Asking {
    private final Rule rule;
    private final LocalDate date;
    private final Outside outside;
    private final QuotedUses quoted;
    private final List<RuleDecision.Left> left;
    private final List<SharedUse> shared;

    /** Where the answers begin that were given last. */
    private int newest;

    private Optional<Boolean> admitted = Optional.empty();

    /** @param quoted what the quote took that the event names */
    Asking(Rule rule, LocalDate date, Outside outside, QuotedUses quoted) {
        this.rule = rule;
        this.date = date;
        this.outside = outside;
        this.quoted = quoted;
        int most = rule.sharedLimits().size();
        this.left = new ArrayList<>(most);
        this.shared = new ArrayList<>(most);
    }

    /** Whether they give one time more, which is asked once. */
    boolean admits() {
        if (admitted.isEmpty()) {
            admitted = Optional.of(giveOneTime());
        }
        return admitted.get();
    }

    private boolean giveOneTime() {
        for (Limit limit : rule.sharedLimits()) {
            if (limit.measure() == Measure.TIMES && !quoted.counted(rule.key(), limit)) {
                long answer = ask(limit, 1);
                set(shared.size() - 1, answer);
                if (answer == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** How much of {@code asked}, above zero, they give. */
    long grant(Measure measure, long asked) {
        long granted = asked;
        newest = shared.size();
        for (Limit limit : rule.sharedLimits()) {
            if (limit.measure() == measure && granted > 0) {
                granted = Math.min(granted, ask(limit, granted));
            }
        }
        return granted;
    }

    /** So much more is used of what was granted last. */
    void use(long more) {
        for (int i = newest; i < shared.size(); i++) {
            set(i, shared.get(i).used() + more);
        }
    }

    private long ask(Limit limit, long asked) {
        SharedLimit question = SharedLimit.of(rule.key(), limit, date);
        long answer = outside.grant(question, asked);
        shared.add(new SharedUse(question, asked, answer, 0));
        left.add(new RuleDecision.Left(limit, answer));
        return answer;
    }

    /** Nothing is used. */
    void drop() {
        for (int i = 0; i < shared.size(); i++) {
            set(i, 0);
        }
    }

    private void set(int place, long used) {
        shared.set(place, shared.get(place).using(used));
    }

    /** The answers. */
    List<RuleDecision.Left> left() {
        return left;
    }

    /** The answers, and what was used of them. */
    List<SharedUse> shared() {
        return shared;
    }
}
