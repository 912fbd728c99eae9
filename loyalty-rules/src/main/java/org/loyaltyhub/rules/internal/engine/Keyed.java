package org.loyaltyhub.rules.internal.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Range;
import org.loyaltyhub.rules.internal.engine.Questions.Bound;
import org.loyaltyhub.rules.internal.engine.Questions.Holds;
import org.loyaltyhub.rules.internal.engine.Questions.Question;

/** A member of a shelf, with the one cheap question by which it is found taken out of its questions. */
sealed interface Keyed {
    /** The place of the rule among all rules. */
    int index();

    /** What else must hold. */
    Holds rest();

    /** Found by a figure, which must lie in the range. */
    record ByNumber(int index, Figure figure, Range range, Holds rest) implements Keyed {}

    /** Found by a text, which must be one of the words. */
    record ByText(int index, Figure.Text text, Set<String> words, Holds rest) implements Keyed {}

    /** Has no question of a kind that finds it. */
    record Other(int index, Holds rest) implements Keyed {}

    static Keyed of(Member member) {
        Optional<Question> key = member.questions().stream()
                .filter(question -> question.cost() < Questions.COST_OF_HISTORY)
                .filter(question ->
                        question.bound().isPresent() || question.choice().isPresent())
                .min(Comparator.comparingInt(Keyed::width).thenComparingInt(Question::cost));
        if (key.isEmpty()) {
            return new Other(member.index(), Questions.allOf(member.questions()));
        }
        return key.get()
                .bound()
                .map(bound -> byNumber(member, bound.figure()))
                .orElseGet(() -> byText(member, key.get()));
    }

    /** Few events have a given text or an exact number, more a number between two, most one above or below another. */
    private static int width(Question question) {
        if (question.bound().isEmpty()) {
            return 0;
        }
        Range range = question.bound().get().range();
        if (range.from() >= range.to()) {
            return 0;
        }
        return range.from() > Questions.KNOWN.from() && range.to() < Questions.KNOWN.to() ? 1 : 2;
    }

    private static Keyed byNumber(Member member, Figure figure) {
        Range range = Questions.KNOWN;
        List<Question> rest = new ArrayList<>();
        for (Question question : member.questions()) {
            Optional<Bound> bound =
                    question.bound().filter(each -> each.figure().equals(figure));
            if (bound.isPresent()) {
                range = common(range, bound.get().range());
            } else {
                rest.add(question);
            }
        }
        return new ByNumber(member.index(), figure, range, Questions.allOf(rest));
    }

    private static Range common(Range one, Range other) {
        return new Range(Math.max(one.from(), other.from()), Math.min(one.to(), other.to()));
    }

    private static Keyed byText(Member member, Question key) {
        List<Question> rest = new ArrayList<>(member.questions());
        rest.remove(key);
        var choice = key.choice().orElseThrow();
        return new ByText(member.index(), choice.text(), choice.values(), Questions.allOf(rest));
    }
}
