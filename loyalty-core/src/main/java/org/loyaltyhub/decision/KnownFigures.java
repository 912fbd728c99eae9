package org.loyaltyhub.decision;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.member.Counted;

/**
 * What figures say of one event. Most events make rules ask for a few, which are gone through; only where there are more, they
 * are hashed.
 *
 * <p>Not thread-safe.
 */
final class KnownFigures {
    private static final int FEW = 8;

    private final Figure[] figures = new Figure[FEW];
    private final Counted[] values = new Counted[FEW];
    private int count;
    private @Nullable Map<Figure, Counted> more;

    /** Null if the figure was not asked for. O(1). */
    @Nullable
    Counted of(Figure figure) {
        for (int i = 0; i < count; i++) {
            if (figures[i].equals(figure)) {
                return values[i];
            }
        }
        return more == null ? null : more.get(figure);
    }

    /** Of a figure that was not asked for before. */
    void add(Figure figure, Counted value) {
        if (count < FEW) {
            figures[count] = figure;
            values[count++] = value;
            return;
        }
        if (more == null) {
            more = new HashMap<>();
        }
        more.put(figure, value);
    }
}
