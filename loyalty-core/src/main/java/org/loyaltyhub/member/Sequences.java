package org.loyaltyhub.member;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some of a member's events by their place among all of them, from the first.
 *
 * <p>Immutable and thread-safe.
 */
final class Sequences extends AbstractSet<Long> {
    static final Sequences NONE = new Sequences(new long[0]);

    private final long[] inOrder;

    private Sequences(long[] inOrder) {
        this.inOrder = inOrder;
    }

    static Sequences of(Set<Long> some) {
        return some instanceof Sequences already
                ? already
                : new Sequences(
                        some.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    @Override
    public int size() {
        return inOrder.length;
    }

    @Override
    public Iterator<Long> iterator() {
        return Arrays.stream(inOrder).iterator();
    }

    @Override
    public boolean contains(@Nullable Object one) {
        return one instanceof Long sequence && place(sequence) >= 0;
    }

    /** Where it is; if it is nowhere, −1 − where it would be. */
    private int place(long sequence) {
        return Arrays.binarySearch(inOrder, sequence);
    }

    Sequences with(long sequence) {
        int place = -1 - place(sequence);
        if (place < 0) {
            return this;
        }
        long[] next = Arrays.copyOf(inOrder, size() + 1);
        System.arraycopy(inOrder, place, next, place + 1, size() - place);
        next[place] = sequence;
        return new Sequences(next);
    }

    Sequences without(long sequence) {
        int place = place(sequence);
        if (place < 0) {
            return this;
        }
        long[] left = Arrays.copyOf(inOrder, size() - 1);
        System.arraycopy(inOrder, place + 1, left, place, left.length - place);
        return new Sequences(left);
    }
}
