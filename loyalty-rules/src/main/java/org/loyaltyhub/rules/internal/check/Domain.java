package org.loyaltyhub.rules.internal.check;

import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Range;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.programme.Programme;

/** Which numbers a figure can have at all. */
final class Domain {
    private static final Range ANY = new Range(Answers.UNKNOWN + 1, Long.MAX_VALUE);
    private static final Range FROM_ZERO = new Range(0, Long.MAX_VALUE);

    private Domain() {}

    /** Whether a range of such values may go on past the last to the first: friday..monday. */
    static boolean wraps(ValueType type) {
        return switch (type.kind()) {
            case WEEKDAY, MONTH, TIME -> true;
            default -> false;
        };
    }

    static Range of(ValueType type, Programme programme) {
        return switch (type.kind()) {
            case MONEY, QUANTITY, DATE, NUMBER -> ANY;
            case COUNT, POINTS, DAYS -> FROM_ZERO;
            case TIME -> new Range(0, 24 * 60 - 1);
            case WEEKDAY -> new Range(1, 7);
            case MONTH -> new Range(1, 12);
            case TIER -> new Range(0, Math.max(0, programme.terms().tiers().size() - 1));
        };
    }

    /** A rule only looks at purchases that have a line it means. */
    static Range of(Figure figure, Programme programme) {
        return figure instanceof Figure.LineCount || figure instanceof Figure.Rank
                ? new Range(1, Long.MAX_VALUE)
                : of(figure.type(), programme);
    }
}
