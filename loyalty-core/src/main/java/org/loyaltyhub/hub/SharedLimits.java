package org.loyaltyhub.hub;

import java.util.HashMap;
import java.util.Map;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.SharedUse;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.StoreException;

/**
 * What is left of limits over all members, as this hub sees it. A decision takes what it is granted at once and gives back
 * what it did not use, or everything if it is dropped. Other hubs take from the same limits: the store has the last word,
 * and refuses a commit that takes more than is left.
 *
 * <p>Thread-safe.
 */
final class SharedLimits {
    /** So long a level is believed that leaves too little. */
    private static final long BELIEVED_NANOS = 1_000_000_000;

    private final Store store;
    private final Map<SharedLimit.Key, Level> levels = new HashMap<>();

    SharedLimits(Store store) {
        this.store = store;
    }

    /** How far a limit is used up. */
    private static final class Level {
        /** By all hubs, as last seen. */
        private long written;

        private long seenNanos;
        /** Granted here, and not yet written. */
        private long open;
        /** Of how many decisions it is not known here whether the store has what they took. */
        private int underWay;

        void seen(long used) {
            written = used;
            seenNanos = System.nanoTime();
        }

        long left(SharedLimit limit) {
            return Math.max(0, limit.limit().most() - written - open);
        }

        /** Whether others may have given something back, and the store's answer would not count what is under way twice. */
        boolean isToBeSeenAnew() {
            return underWay == 0 && System.nanoTime() - seenNanos > BELIEVED_NANOS;
        }
    }

    private synchronized long take(SharedLimit limit, long asked) {
        Level level = level(limit);
        if (level.left(limit) < asked && level.isToBeSeenAnew()) {
            level.seen(store.used(limit));
        }
        long granted = Math.min(asked, level.left(limit));
        level.open += granted;
        return granted;
    }

    private Level level(SharedLimit limit) {
        return levels.computeIfAbsent(limit.key(), key -> {
            Level level = new Level();
            level.seen(store.used(limit));
            return level;
        });
    }

    private synchronized void giveBack(SharedLimit limit, long amount) {
        level(limit).open -= amount;
    }

    private synchronized void begin(SharedLimit limit) {
        level(limit).underWay++;
    }

    private synchronized void drop(SharedLimit limit, long amount) {
        level(limit).underWay--;
        giveBack(limit, amount);
    }

    private synchronized void write(SharedLimit limit, long amount) {
        drop(limit, amount);
        level(limit).written += amount;
    }

    Taking open() {
        return new Taking();
    }

    /** What one event and all it causes takes. Not thread-safe. */
    final class Taking {
        /** Granted and not used by any decision so far. */
        private final Map<SharedLimit, Long> unused = new HashMap<>();
        /** Used by decisions that are not written yet. */
        private final Map<SharedLimit, Long> used = new HashMap<>();

        long grant(SharedLimit limit, long asked) {
            long granted = take(limit, asked);
            unused.merge(limit, granted, Long::sum);
            return granted;
        }

        /** The decision stands: what it used is set aside until it is written or dropped. */
        void settle(Decision decision) {
            for (SharedUse use : decision.shared()) {
                if (use.used() != 0) {
                    unused.merge(use.limit(), -use.used(), Long::sum);
                    used.computeIfAbsent(use.limit(), this::begun);
                    used.merge(use.limit(), use.used(), Long::sum);
                }
            }
        }

        private long begun(SharedLimit limit) {
            begin(limit);
            return 0;
        }

        /** Whatever no decision used goes back. */
        void giveBack() {
            unused.forEach(SharedLimits.this::giveBack);
            unused.clear();
        }

        /** The decisions are as if they never were. */
        void undo() {
            used.forEach(SharedLimits.this::drop);
            used.clear();
        }

        /** What decisions used is gone for good. */
        void written() {
            used.forEach(SharedLimits.this::write);
            used.clear();
        }

        /** The decisions are dropped. Others may have taken from their limits: what is left is looked up. */
        void dropped() {
            used.forEach(SharedLimits.this::drop);
            used.keySet().forEach(SharedLimits.this::lookUp);
            used.clear();
        }
    }

    /** While nothing of this hub is being written. */
    private void lookUp(SharedLimit limit) {
        try {
            long written = store.used(limit);
            synchronized (this) {
                level(limit).seen(written);
            }
        } catch (StoreException e) {
            // too low a level grants too much, and the store refuses that when it answers again
        }
    }
}
