package org.loyaltyhub.rules.internal.engine;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Range;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.rule.Validity;
import org.loyaltyhub.rules.internal.engine.Questions.Bound;
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
        if (!rule.validity().equals(Validity.ALWAYS)) {
            questions.add(inForce(rule.validity()));
        }
        return new Member(index, trigger.isOfPurchases() ? trigger.lines() : NO_GOODS, questions);
    }

    /** For whole days, a bound on the date: campaigns are many, and most of them are over. */
    private static Question inForce(Validity validity) {
        if (isMidnight(validity.from(), LocalDateTime.MIN) && isMidnight(validity.until(), LocalDateTime.MAX)) {
            Range days = new Range(
                    validity.from().equals(LocalDateTime.MIN)
                            ? Questions.KNOWN.from()
                            : validity.from().toLocalDate().toEpochDay(),
                    validity.until().equals(LocalDateTime.MAX)
                            ? Questions.KNOWN.to()
                            : validity.until().toLocalDate().toEpochDay() - 1);
            return Question.of(new Bound(new Figure.Calendar(ValueType.DATE), days));
        }
        return Question.of(0, facts -> validity.has(facts.visit().localTime()));
    }

    private static boolean isMidnight(LocalDateTime time, LocalDateTime none) {
        return time.equals(none) || time.toLocalTime().equals(LocalTime.MIDNIGHT);
    }
}
