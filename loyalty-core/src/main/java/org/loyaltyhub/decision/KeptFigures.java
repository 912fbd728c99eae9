package org.loyaltyhub.decision;

import java.util.List;
import org.loyaltyhub.figure.Asked;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Truth;
import org.loyaltyhub.rule.Rule;

/** Keeps the values of what a rule's conditions ask and the receipt alone does not tell. */
final class KeptFigures {
    private KeptFigures() {}

    static List<RuleDecision.Kept> values(Asked asked, Facts facts) {
        return asked.figures().stream()
                .filter(Facts::isOfTheMember)
                .map(figure -> new RuleDecision.Kept(figure, facts.numberWithoutThis(figure), facts.number(figure)))
                .toList();
    }

    static List<RuleDecision.KeptTruth> truths(Asked asked, Facts facts, Rule rule) {
        return asked.predicates().stream()
                .filter(predicate -> !(predicate instanceof Condition.ReceiptHas))
                .map(predicate -> new RuleDecision.KeptTruth(predicate, truth(predicate, facts, rule)))
                .toList();
    }

    private static boolean truth(Condition predicate, Facts facts, Rule rule) {
        if (predicate instanceof Condition.First first) {
            return facts.noneEarlier(first.pattern());
        }
        return facts.of(rule.key()).predicate(predicate) == Truth.TRUE;
    }
}
