package org.loyaltyhub.explanation;

import java.util.Optional;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.programme.Programme;

/** Says what would have been enough where one figure was short: {@code 5 l more}, {@code 1 more before 2026-06-01}. */
final class Missing {
    private final Wording wording;
    private final Programme programme;
    private final Visit visit;
    private final Answers answers;

    Missing(Wording wording, Programme programme, Visit visit, Answers answers) {
        this.wording = wording;
        this.programme = programme;
        this.visit = visit;
        this.answers = answers;
    }

    Optional<String> of(Condition condition) {
        if (condition instanceof Condition.Compare compare && compare.right() instanceof Figure.Constant bound) {
            return ofComparison(compare.left(), compare.comparison(), bound.value());
        }
        if (condition instanceof Condition.Multiple multiple) {
            long after = answers.number(multiple.figure());
            long rest = multiple.step() - Math.floorMod(after, multiple.step());
            return Optional.of(more(multiple.figure(), amount(multiple.figure(), rest)));
        }
        return Optional.empty();
    }

    private Optional<String> ofComparison(Figure figure, Comparison comparison, long bound) {
        long value = answers.number(figure);
        if (value == Answers.UNKNOWN || !isCounted(figure.type())) {
            return Optional.empty();
        }
        return switch (comparison) {
            case AT_LEAST ->
                value < bound ? Optional.of(more(figure, amount(figure, bound - value))) : Optional.empty();
            case MORE -> value <= bound ? Optional.of(more(figure, beyond(figure, bound - value))) : Optional.empty();
            case AT_MOST -> value > bound ? Optional.of(less(amount(figure, value - bound))) : Optional.empty();
            case LESS -> value >= bound ? Optional.of(less(beyond(figure, value - bound))) : Optional.empty();
            case EQUAL, NOT_EQUAL -> Optional.empty();
        };
    }

    private String amount(Figure figure, long amount) {
        return wording.value(programme, figure.type(), amount);
    }

    /** What comes after {@code amount}: the next whole one, or anything over it where there is no next. */
    private String beyond(Figure figure, long amount) {
        if (isWhole(figure.type())) {
            return amount(figure, amount + 1);
        }
        return amount == 0 ? wording.text("anything") : wording.text("over", amount(figure, amount));
    }

    private String more(Figure figure, String amount) {
        if (figure instanceof Figure.History history && history.window() instanceof Window.This window) {
            return wording.text("more.until", amount, window.period().nextFirstDay(visit.date()));
        }
        return wording.text("more", amount);
    }

    private String less(String amount) {
        return wording.text("less", amount);
    }

    private static boolean isWhole(ValueType type) {
        return switch (type.kind()) {
            case COUNT, POINTS, DAYS -> true;
            case MONEY, QUANTITY, NUMBER, TIME, DATE, WEEKDAY, MONTH, TIER -> false;
        };
    }

    /** Whether more or less of it can be had; a weekday or a tier cannot. */
    private static boolean isCounted(ValueType type) {
        return switch (type.kind()) {
            case MONEY, QUANTITY, COUNT, POINTS, DAYS, NUMBER -> true;
            case TIME, DATE, WEEKDAY, MONTH, TIER -> false;
        };
    }
}
