package org.loyaltyhub.decision;

/**
 * Finds the rules whose validity, trigger and conditions all hold for an event. How it finds them is its own affair; the
 * answer is always that of {@link PlainMatcher}.
 *
 * <p>Thread-safe.
 */
public interface Matcher {
    /** The indices of the rules that hold, ascending: their places in {@link Version#rules()}. */
    int[] match(Facts facts);

    /**
     * Lets go of what is kept ready for the next match: the hub calls it when a version is no longer kept compiled. A match
     * under way ends well, and a later one still works, at a higher price. Calling it again does nothing.
     */
    default void close() {}
}
