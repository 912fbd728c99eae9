package org.loyaltyhub.rules.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.rule.Validity;
import org.loyaltyhub.rules.internal.engine.Questions.Holds;
import org.loyaltyhub.rules.internal.engine.Questions.Question;

/**
 * A rule as its families see it.
 *
 * @param index its place among all rules
 * @param lines at least one of which a purchase must have
 * @param questions all that must hold besides
 */
record Member(int index, Selection lines, List<Question> questions) {

    static Member of(int index, Rule rule) {
        List<Condition> conditions = new ArrayList<>(rule.trigger().filters());
        rule.conditions().stream().map(Stated::condition).forEach(conditions::add);
        List<Question> questions = new ArrayList<>(Questions.of(rule.key(), conditions));
        Validity validity = rule.validity();
        if (!validity.equals(Validity.ALWAYS)) {
            Holds inForce = facts -> validity.has(facts.visit().localTime());
            questions.add(new Question(0, inForce, Optional.empty()));
        }
        return new Member(index, rule.trigger().lines(), questions);
    }
}
