package org.loyaltyhub.decision;

import java.util.Optional;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Figure;

/**
 * Answers what lies beyond the member: live the hub does, in replay the answers that a decision kept.
 */
public interface Outside {
    /**
     * How much of {@code asked} a shared limit still gives, from 0 to {@code asked}; in times, in the smallest unit of
     * points or in the minor unit, as the limit counts. What is granted is set aside until the decision is committed or
     * dropped.
     */
    long grant(SharedLimit limit, long asked);

    /** The member's rank when a period ends, 1 for the first; unknown for any other event. */
    default long rank(Figure.Rank rank) {
        return Answers.UNKNOWN;
    }

    /** Whether discounts are given: a quote asks before payment, a purchase comes too late. */
    default boolean givesDiscounts() {
        return false;
    }

    /** What was decided on the member's earlier events; refunds ask, and what is judged later than memory reaches. */
    default Past past() {
        return Past.NONE;
    }

    /** The version of this id, if it is still known. */
    default Optional<Version> version(String id) {
        return Optional.empty();
    }

    /** An outside without bounds: everything that is asked is granted. */
    static Outside unlimited() {
        return (limit, asked) -> asked;
    }
}
