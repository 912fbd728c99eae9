package org.loyaltyhub.rules.internal.engine;

import java.util.Arrays;

/** A growing list of indices. Not thread-safe. */
final class Indices {
    private static final int[] NONE = {};

    private static final int FEW = 4;

    /** Nothing is allocated for what most often stays empty. */
    private int[] indices = NONE;

    private int count;

    void add(int index) {
        if (count == indices.length) {
            indices = Arrays.copyOf(indices, Math.max(FEW, 2 * count));
        }
        indices[count++] = index;
    }

    /** Begins anew, in the same memory. */
    void clear() {
        count = 0;
    }

    int[] inOrderAdded() {
        return count == 0 ? NONE : Arrays.copyOf(indices, count);
    }

    int[] ascending() {
        int[] sorted = inOrderAdded();
        if (count > 1) {
            Arrays.sort(sorted);
        }
        return sorted;
    }
}
