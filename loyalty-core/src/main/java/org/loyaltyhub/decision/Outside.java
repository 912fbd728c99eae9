package org.loyaltyhub.decision;

/**
 * Answers what lies beyond the member: live the hub does, in replay the answers that a decision kept.
 */
public interface Outside {
    /**
     * How much of {@code asked} a shared limit still gives, from 0 to {@code asked}; in times or in the smallest unit of
     * points, as the limit counts. What is granted is set aside until the decision is committed or dropped.
     */
    long grant(SharedLimit limit, long asked);

    /** An outside without bounds: everything that is asked is granted. */
    static Outside unlimited() {
        return (limit, asked) -> asked;
    }
}
