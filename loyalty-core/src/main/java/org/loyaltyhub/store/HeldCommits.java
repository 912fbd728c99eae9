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
    private @Nullable Commit[] ring = new Commit[16];
    /** Beside each, the number of what was decided on the same member before. */
    private long[] before = new long[ring.length];
    /** Beside each, how many entries it brought. */
    private int[] entries = new int[ring.length];

    private long oldest;
    private long next;

    /** The number of the next one. */
    long next() {
        return next;
    }

    int size() {
        return (int) (next - oldest);
    }

    /** @param earlier the number of what was decided on the same member before */
    void add(Commit commit, long earlier) {
        if (size() == ring.length) {
            grow();
        }
        set(place(next), commit, earlier, entries(commit));
        next++;
    }

    private static int entries(Commit commit) {
        return commit.change().isPresent()
                ? commit.change().get().decision().entries().size()
                : 0;
    }

    private void set(int place, @Nullable Commit commit, long earlier, int brought) {
        ring[place] = commit;
        before[place] = earlier;
        entries[place] = brought;
    }

    private void grow() {
        @Nullable Commit[] ringSmall = ring;
        long[] beforeSmall = before;
        int[] entriesSmall = entries;
        ring = new Commit[2 * ringSmall.length];
        before = new long[ring.length];
        entries = new int[ring.length];
        for (long number = oldest; number < next; number++) {
            int from = (int) (number & (ringSmall.length - 1));
            set(place(number), ringSmall[from], beforeSmall[from], entriesSmall[from]);
        }
    }

    private int place(long number) {
        return (int) (number & (ring.length - 1));
    }

    /** And tells how many entries it brought. */
    int forgetOldest() {
        int place = place(oldest);
        ring[place] = null;
        oldest++;
        return entries[place];
    }

    /** The one of that number; null if it is forgotten. */
    @Nullable
    Commit get(long number) {
        return number < oldest ? null : ring[place(number)];
    }

    /** What was decided on a member, in that order, as far as it is held: of that number last. */
    List<Decision> decisions(long last) {
        Deque<Decision> decisions = new ArrayDeque<>();
        long number = last;
        for (Commit each = get(number); each != null; each = get(number)) {
            each.change().ifPresent(change -> decisions.addFirst(change.decision()));
            number = before[place(number)];
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
