package org.loyaltyhub.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.loyaltyhub.programme.Agreement;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.RuleKey;

/**
 * The budgets of agreements, for one event: limits over all members that every rule of an owner uses up together. They
 * are asked share by share, in rule order; what an event uses of them in the end is what its awards and gifts cost.
 */
final class Budgets implements Bearing {
    private final Outside outside;
    private final List<Question> asked = new ArrayList<>(0);

    private record Question(RuleKey rule, Agreement agreement, SharedUse answer) {}

    Budgets(Outside outside) {
        this.outside = outside;
    }

    @Override
    public long bears(Rule rule, Effect effect, Agreement agreement, LocalDate day, long micros) {
        SharedLimit question = SharedLimit.of(agreement, day);
        long granted = outside.grant(question, micros);
        asked.add(new Question(rule.key(), agreement, new SharedUse(question, micros, granted, 0)));
        return granted;
    }

    /** The budgets that had too little for the rule, and what they had left. */
    List<RuleDecision.Left> shortOf(Rule rule) {
        if (asked.isEmpty()) {
            return List.of();
        }
        List<RuleDecision.Left> tooLittle = new ArrayList<>(0);
        for (Question question : asked) {
            SharedUse answer = question.answer();
            if (answer.isCut() && question.rule().equals(rule.key())) {
                tooLittle.add(new RuleDecision.Left(answer.limit().limit(), answer.granted()));
            }
        }
        return tooLittle;
    }

    /** What was asked, and what these rules used of it. */
    List<SharedUse> usedBy(List<RuleDecision> rules) {
        if (asked.isEmpty()) {
            return List.of();
        }
        List<SharedUse> uses = new ArrayList<>(asked.size());
        for (Question question : asked) {
            SharedUse answer = question.answer();
            long left = cost(question.agreement(), rules) - used(question.agreement(), uses);
            uses.add(answer.using(Math.min(answer.granted(), left)));
        }
        return uses;
    }

    /** What the rules cost whose payer agreed to pay for them. */
    private static long cost(Agreement agreement, List<RuleDecision> rules) {
        long cost = 0;
        for (RuleDecision rule : rules) {
            if (rule.rule().key().owner().equals(agreement.rulesOf())) {
                cost = Math.addExact(cost, Cost.of(rule).of(agreement.payer()));
            }
        }
        return cost;
    }

    /** What the answers given first bear of it. */
    private long used(Agreement agreement, List<SharedUse> uses) {
        long used = 0;
        for (int i = 0; i < uses.size(); i++) {
            Agreement other = asked.get(i).agreement();
            boolean isOfTheSame =
                    other.payer().equals(agreement.payer()) && other.rulesOf().equals(agreement.rulesOf());
            used += isOfTheSame ? uses.get(i).used() : 0;
        }
        return used;
    }
}
