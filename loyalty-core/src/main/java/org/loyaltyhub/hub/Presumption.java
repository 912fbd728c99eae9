package org.loyaltyhub.hub;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What mostly holds, so that it is not looked into. Where it did not, a commit had to be made anew: from then on it is looked
 * into each time, until it has held a thousand times in a row.
 *
 * <p>Thread-safe.
 */
final class Presumption {
    private static final int TIMES = 1_000;

    private final AtomicInteger left = new AtomicInteger();

    /** Whether to go by it. */
    boolean holds() {
        return left.get() == 0 || left.getAndUpdate(times -> Math.max(0, times - 1)) == 0;
    }

    /** It did not hold. */
    void failed() {
        left.set(TIMES);
    }
}
