package org.loyaltyhub.rules.internal.engine;

import java.util.ArrayList;
import java.util.List;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.rules.internal.engine.Numbers.NumberIn;

/**
 * What the figures by which a family finds its members say of one event: each is asked once, however many shelves look at
 * it. Not thread-safe.
 */
final class Readings {
    private final Facts facts;
    private final NumberIn[] figures;
    private final long[] values;
    private long known;

    private Readings(Facts facts, NumberIn[] figures) {
        this.facts = facts;
        this.figures = figures;
        this.values = new long[Math.min(Long.SIZE, figures.length)];
    }

    Facts facts() {
        return facts;
    }

    long of(int figure) {
        if (figure >= values.length) { // as many different figures as no family has: not kept
            return figures[figure].in(facts);
        }
        if ((known & 1L << figure) == 0) {
            values[figure] = figures[figure].in(facts);
            known |= 1L << figure;
        }
        return values[figure];
    }

    /** The figures of one family, numbered as its shelves need them. Used while the family is made. */
    static final class Figures {
        private final List<Figure> figures = new ArrayList<>();

        int numberOf(Figure figure) {
            int known = figures.indexOf(figure);
            if (known >= 0) {
                return known;
            }
            figures.add(figure);
            return figures.size() - 1;
        }

        NumberIn[] compiled() {
            return figures.stream().map(Numbers::of).toArray(NumberIn[]::new);
        }
    }

    static Readings of(Facts facts, NumberIn[] figures) {
        return new Readings(facts, figures);
    }
}
