package org.loyaltyhub.rules.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.rule.Validity;
import org.loyaltyhub.rules.internal.engine.Questions.Holds;
import org.loyaltyhub.rules.internal.engine.Questions.Question;
import org.loyaltyhub.value.Bits;

/**
 * A rule as its families see it.
 *
 * @param index its place among all rules
 * @param lines at least one of which a purchase must have; none for other subjects
 * @param questions all that must hold besides
 */
record Member(int index, Selection lines, List<Question> questions) {
    private static final Selection NO_GOODS = Selection.of(Bits.NONE);

    static Member of(int index, Rule rule) {
        Pattern trigger = rule.trigger();
        boolean isOpen = trigger.subject() instanceof Subject.Anything;
        List<Condition> conditions = new ArrayList<>(isOpen ? List.of() : trigger.filters());
        rule.conditions().stream().map(Stated::condition).forEach(conditions::add);
        List<Question> questions = new ArrayList<>(Questions.of(rule.key(), conditions));
        Validity validity = rule.validity();
        if (!validity.equals(Validity.ALWAYS)) {
            Holds inForce = facts -> validity.has(facts.visit().localTime());
            questions.add(new Question(0, inForce, Optional.empty()));
        }
        return new Member(index, trigger.isOfPurchases() ? trigger.lines() : NO_GOODS, questions);
    }
}
