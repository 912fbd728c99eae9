package org.loyaltyhub.bench;

import java.util.List;

/**
 * One time of each fork, ascending; immutable.
 *
 * @param nanos an operation
 */
record Times(List<Double> nanos) {
    static Times of(List<Double> nanos) {
        return new Times(nanos.stream().sorted().toList());
    }

    boolean isEmpty() {
        return nanos.isEmpty();
    }

    double median() {
        int middle = nanos.size() / 2;
        return nanos.size() % 2 == 1 ? nanos.get(middle) : (nanos.get(middle - 1) + nanos.get(middle)) / 2;
    }

    double least() {
        return nanos.get(0);
    }

    double most() {
        return nanos.get(nanos.size() - 1);
    }
}
