package org.loyaltyhub.rules.internal.engine;

import java.time.LocalDateTime;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.value.Unit;

/** Figures compiled once to functions of the facts. What {@link Facts#number} says is what they say. */
final class Numbers {
    private Numbers() {}

    /** A figure's value, or {@link org.loyaltyhub.figure.Answers#UNKNOWN}. */
    interface NumberIn {
        long in(Facts facts);
    }

    static NumberIn of(Figure figure) {
        if (figure instanceof Figure.Constant constant) {
            long value = constant.value();
            return facts -> value;
        }
        if (figure instanceof Figure.Amount amount) {
            Selection lines = amount.lines();
            return facts -> lines.amount(facts.visit());
        }
        if (figure instanceof Figure.QuantityOf quantity) {
            Selection lines = quantity.lines();
            Unit unit = quantity.type().unit().orElseThrow();
            return facts -> lines.quantity(facts.visit(), unit);
        }
        if (figure instanceof Figure.LineCount count) {
            Selection lines = count.lines();
            return facts -> lines.lines(facts.visit());
        }
        if (figure instanceof Figure.Calendar calendar && calendar.type().equals(ValueType.TIME)) {
            return facts -> minuteOfDay(facts.visit().localTime());
        }
        if (figure instanceof Figure.Calendar calendar && calendar.type().equals(ValueType.DATE)) {
            return facts -> facts.visit().epochDay();
        }
        return facts -> facts.number(figure);
    }

    private static long minuteOfDay(LocalDateTime time) {
        return time.getHour() * 60L + time.getMinute();
    }

    /** What asking costs, roughly and against each other: 1 for a look at the receipt, most for the member's past. */
    static int cost(Figure figure) {
        if (figure instanceof Figure.Constant) {
            return 0;
        }
        if (figure instanceof Figure.Calendar) {
            return 1;
        }
        if (figure instanceof Figure.Amount
                || figure instanceof Figure.QuantityOf
                || figure instanceof Figure.LineCount
                || figure instanceof Figure.UnitPrice) {
            return 2;
        }
        if (figure instanceof Figure.MemberTier
                || figure instanceof Figure.MemberAge
                || figure instanceof Figure.MemberNumber
                || figure instanceof Figure.NumberAttribute) {
            return 4;
        }
        if (figure instanceof Figure.Balance || figure instanceof Figure.PointsExpiring) {
            return 20; // a walk over the open lots
        }
        return Questions.COST_OF_HISTORY;
    }
}
