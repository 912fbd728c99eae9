package org.loyaltyhub.hub;

import java.util.HashMap;
import java.util.Map;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.SharedUse;

/**
 * What is left of limits over all members. A decision takes what it is granted at once and gives back what it did not
 * use, or everything if it is dropped: no limit is ever exceeded.
 *
 * <p>Thread-safe.
 */
final class SharedLimits {
    private final Map<SharedLimit, Long> taken = new HashMap<>();

    private synchronized long take(SharedLimit limit, long asked) {
        long before = taken.getOrDefault(limit, 0L);
        long granted = Math.min(asked, Math.max(0, limit.limit().most() - before));
        taken.put(limit, before + granted);
        return granted;
    }

    private synchronized void giveBack(SharedLimit limit, long amount) {
        taken.merge(limit, -amount, Long::sum);
    }

    Taking open() {
        return new Taking();
    }

    /** What one event and all it causes takes. Not thread-safe. */
    final class Taking {
        /** Granted and not yet known to be used. */
        private final Map<SharedLimit, Long> open = new HashMap<>();

        long grant(SharedLimit limit, long asked) {
            long granted = take(limit, asked);
            open.merge(limit, granted, Long::sum);
            return granted;
        }

        /** The decision is committed: what it used is gone for good. */
        void settle(Decision decision) {
            for (SharedUse use : decision.shared()) {
                open.merge(use.limit(), -use.used(), Long::sum);
            }
        }

        /** Whatever is not used goes back. */
        void drop() {
            open.forEach(SharedLimits.this::giveBack);
            open.clear();
        }
    }
}
