package org.loyaltyhub.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.decision.Decision;

/**
 * The newest commits that {@link InMemoryStore} holds, numbered in the order in which they came. Who asks for one keeps its
 * number, not the commit itself: so nobody has to be told when it is forgotten, who lies far off in memory by then. Under the
 * store's lock.
 */
final class HeldCommits {
    /** Before all that are held. */
    static final long NONE = -1;

    /** Each at the rest of its number by the length, which is a power of two. */
    private @Nullable Held[] ring = new Held[16];
    /** How many entries each brought. */
    private final Deque<Integer> entries = new ArrayDeque<>();

    private long oldest;
    private long next;

    /** @param before the number of what was decided on the same member before */
    private record Held(Commit commit, long before) {}

    /** The number of the next one. */
    long next() {
        return next;
    }

    int size() {
        return (int) (next - oldest);
    }

    void add(Commit commit, long before) {
        if (size() == ring.length) {
            grow();
        }
        ring[place(next)] = new Held(commit, before);
        next++;
        entries.addLast(
                commit.change().isPresent()
                        ? commit.change().get().decision().entries().size()
                        : 0);
    }

    private void grow() {
        @Nullable Held[] small = ring;
        ring = new Held[2 * small.length];
        for (long number = oldest; number < next; number++) {
            ring[place(number)] = small[(int) (number % small.length)];
        }
    }

    private int place(long number) {
        return (int) (number & (ring.length - 1));
    }

    /** And tells how many entries it brought. */
    int forgetOldest() {
        ring[place(oldest)] = null;
        oldest++;
        return entries.removeFirst();
    }

    /** The one of that number; null if it is forgotten. */
    @Nullable
    Commit get(long number) {
        Held held = held(number);
        return held == null ? null : held.commit;
    }

    private @Nullable Held held(long number) {
        return number < oldest ? null : ring[place(number)];
    }

    /** What was decided on a member, in that order, as far as it is held: of that number last. */
    List<Decision> decisions(long last) {
        Deque<Decision> decisions = new ArrayDeque<>();
        for (Held each = held(last); each != null; each = held(each.before)) {
            each.commit.change().ifPresent(change -> decisions.addFirst(change.decision()));
        }
        return List.copyOf(decisions);
    }

    /** All that was decided, in its order. */
    List<Decision> decisions() {
        List<Decision> decisions = new ArrayList<>(size());
        for (long number = oldest; number < next; number++) {
            Commit commit = get(number);
            if (commit != null) {
                commit.change().ifPresent(change -> decisions.add(change.decision()));
            }
        }
        return decisions;
    }
}
