package org.loyaltyhub.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Outside;
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

    /** The outside of one decision. Not thread-safe. */
    final class Taking implements Outside {
        private final List<SharedUse> open = new ArrayList<>();

        @Override
        public long grant(SharedLimit limit, long asked) {
            long granted = take(limit, asked);
            open.add(new SharedUse(limit, asked, granted, 0));
            return granted;
        }

        /** The decision is committed: what it did not use goes back. */
        void settle(Decision decision) {
            for (SharedUse use : decision.shared()) {
                giveBack(use.limit(), use.granted() - use.used());
            }
            open.clear();
        }

        /** Whatever is not settled goes back. */
        void drop() {
            open.forEach(use -> giveBack(use.limit(), use.granted()));
            open.clear();
        }
    }
}
