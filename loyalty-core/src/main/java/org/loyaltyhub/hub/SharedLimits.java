package org.loyaltyhub.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    private final Store store;
    private final Map<SharedLimit.Key, Level> levels = new HashMap<>();

    SharedLimits(Store store) {
        this.store = store;
    }

    /** How far a limit is used up. */
    private static final class Level {
        /** By all hubs, as last seen. */
        private long written;
        /** Granted here, and not yet written. */
        private long open;

        Level(long written) {
            this.written = written;
        }
    }

    private synchronized long take(SharedLimit limit, long asked) {
        Level level = level(limit);
        long left = limit.limit().most() - level.written - level.open;
        long granted = Math.min(asked, Math.max(0, left));
        level.open += granted;
        return granted;
    }

    private Level level(SharedLimit limit) {
        return levels.computeIfAbsent(limit.key(), key -> new Level(store.used(limit)));
    }

    private synchronized void giveBack(SharedLimit limit, long amount) {
        level(limit).open -= amount;
    }

    private synchronized void write(SharedLimit limit, long amount) {
        Level level = level(limit);
        level.open -= amount;
        level.written += amount;
    }

    Taking open() {
        return new Taking();
    }

    /** What one event and all it causes takes. Not thread-safe. */
    final class Taking {
        /** Few. */
        private final List<Share> shares = new ArrayList<>(0);

        long grant(SharedLimit limit, long asked) {
            long granted = take(limit, asked);
            share(limit).unused += granted;
            return granted;
        }

        private Share share(SharedLimit limit) {
            for (Share each : shares) {
                if (each.limit.equals(limit)) {
                    return each;
                }
            }
            Share share = new Share(limit);
            shares.add(share);
            return share;
        }

        /** The decision stands: what it used is set aside until it is written or dropped. */
        void settle(Decision decision) {
            List<SharedUse> uses = decision.shared();
            for (int i = 0; i < uses.size(); i++) {
                SharedUse use = uses.get(i);
                Share share = share(use.limit());
                share.unused -= use.used();
                share.used += use.used();
            }
        }

        /** Whatever no decision used goes back. */
        void giveBack() {
            for (Share each : shares) {
                SharedLimits.this.giveBack(each.limit, each.unused);
                each.unused = 0;
            }
        }

        /** The decisions are as if they never were. */
        void undo() {
            for (Share each : shares) {
                SharedLimits.this.giveBack(each.limit, each.used);
                each.used = 0;
            }
        }

        /** What decisions used is gone for good. */
        void written() {
            for (Share each : shares) {
                write(each.limit, each.used);
                each.used = 0;
            }
        }

        /** The decisions are dropped. Others may have taken from their limits: what is left is looked up. */
        void dropped() {
            undo();
            for (Share each : shares) {
                lookUp(each.limit);
            }
        }
    }

    /** Of one limit. */
    private static final class Share {
        private final SharedLimit limit;
        /** Granted and not used by any decision so far. */
        private long unused;
        /** Used by decisions that are not written yet. */
        private long used;

        Share(SharedLimit limit) {
            this.limit = limit;
        }
    }

    /** While nothing of this hub is being written. */
    private void lookUp(SharedLimit limit) {
        try {
            long written = store.used(limit);
            synchronized (this) {
                level(limit).written = written;
            }
        } catch (StoreException e) {
            // too low a level grants too much, and the store refuses that when it answers again
        }
    }
}
