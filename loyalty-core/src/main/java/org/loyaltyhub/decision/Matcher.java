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
}
