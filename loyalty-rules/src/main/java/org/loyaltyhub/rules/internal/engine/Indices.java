package org.loyaltyhub.rules.internal.engine;

import java.util.Arrays;

/** A growing list of rule indices. Not thread-safe. */
final class Indices {
    private static final int[] NONE = {};

    private int[] indices = new int[8];
    private int count;

    void add(int index) {
        if (count == indices.length) {
            indices = Arrays.copyOf(indices, 2 * count);
        }
        indices[count++] = index;
    }

    int size() {
        return count;
    }

    int get(int i) {
        return indices[i];
    }

    int[] ascending() {
        if (count == 0) {
            return NONE;
        }
        int[] sorted = Arrays.copyOf(indices, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
