package org.loyaltyhub.figure;

import org.jspecify.annotations.Nullable;

/** Whoever knows the figures of one event: the live member's state, the receipt alone, or a kept decision. */
public interface Answers {
    /** No figure has this value; it stands for a figure that is unknown. */
    long UNKNOWN = Long.MIN_VALUE;

    /** The figure's value in the meaning of its type, or {@link #UNKNOWN}. */
    long number(Figure figure);

    /** The text, or null if it is unknown. */
    @Nullable
    String text(Figure.Text text);

    /** Whether a condition holds that is no comparison and no connective. */
    Truth predicate(Condition condition);
}
