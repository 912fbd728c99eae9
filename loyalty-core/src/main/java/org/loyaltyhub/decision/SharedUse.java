package org.loyaltyhub.decision;

/**
 * What a decision took of a shared limit.
 *
 * @param asked of the outside
 * @param granted by it, at most what was asked
 * @param used in the end, at most what was granted
 */
public record SharedUse(SharedLimit limit, long asked, long granted, long used) {
    /** The same answer, of which so much was used. */
    SharedUse using(long much) {
        return new SharedUse(limit, asked, granted, much);
    }
}
