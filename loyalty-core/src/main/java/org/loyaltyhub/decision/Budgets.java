package org.loyaltyhub.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.programme.Agreement;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.RuleKey;

/**
 * The budgets of agreements, for one event: limits over all members that every rule of an owner uses up together. They
 * are asked share by share, in rule order; what an event uses of them in the end is what its awards and gifts cost.
 */
final class Budgets implements Bearing {
    private final Programme programme;
    private final Outside outside;
    private final List<Question> asked = new ArrayList<>();
    private final Map<RuleKey, List<RuleDecision.Left>> tooLittle = new HashMap<>();

    private record Question(Agreement agreement, SharedUse answer) {}

    Budgets(Programme programme, Outside outside) {
        this.programme = programme;
        this.outside = outside;
    }

    @Override
    public long bears(Rule rule, Effect effect, Agreement agreement, LocalDate day, long micros) {
        SharedLimit question = SharedLimit.of(agreement, day);
        long granted = outside.grant(question, micros);
        asked.add(new Question(agreement, new SharedUse(question, micros, granted, 0)));
        if (granted < micros) {
            tooLittle
                    .computeIfAbsent(rule.key(), key -> new ArrayList<>())
                    .add(new RuleDecision.Left(question.limit(), granted));
        }
        return granted;
    }

    /** The budgets that had too little for the rule, and what they had left. */
    List<RuleDecision.Left> shortOf(Rule rule) {
        return tooLittle.getOrDefault(rule.key(), List.of());
    }

    /** What was asked, and what these rules used of it. */
    List<SharedUse> usedBy(List<RuleDecision> rules) {
        if (asked.isEmpty()) {
            return List.of();
        }
        Map<Agreement, Long> costs = new HashMap<>();
        for (RuleDecision rule : rules) {
            Cost cost = Cost.of(rule);
            for (Agreement agreement : programme.agreementsOn(rule.rule().key().owner())) {
                costs.merge(agreement, cost.of(agreement.payer()), Math::addExact);
            }
        }
        List<SharedUse> uses = new ArrayList<>();
        for (Question question : asked) {
            SharedUse answer = question.answer();
            long used = Math.min(answer.granted(), costs.getOrDefault(question.agreement(), 0L));
            costs.merge(question.agreement(), -used, Math::addExact);
            uses.add(answer.using(used));
        }
        return uses;
    }
}
