package org.loyaltyhub.decision;

import java.util.List;

/**
 * Rules of the operator's own that the rule language cannot say. Their awards go the way of all others: the programme is
 * their owner and pays; multipliers, the books and explanations take them for awards of flat points.
 *
 * <p>Thread-safe. The answer depends on the facts alone, for an event may be judged again.
 */
public interface TrustedRules {
    /**
     * What they give for an event, in any order; each name at most once.
     *
     * @throws IllegalStateException naming the rule, if one fails: then nothing is decided
     */
    List<TrustedAward> awards(Facts facts);

    /** A hash of their content, so that a decision can name what it was judged by. */
    String digest();
}
