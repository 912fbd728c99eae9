package org.loyaltyhub.internal.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.loyaltyhub.problem.Problem;

/**
 * Gathers what is wrong with one text, up to a number that a person can still read. Not thread-safe: one for each text
 * that is read.
 */
public final class Problems {
    private record Found(String code, Pointer place, String message, String advice) {}

    private final int most;
    private final List<Found> found = new ArrayList<>(0);
    private boolean left;

    /** @param most problems kept; of what comes after them only one more tells */
    public Problems(int most) {
        this.most = most;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public void add(String code, Pointer place, String message, String advice) {
        add(code, place, message, () -> advice);
    }

    /** The advice is worked out only if the problem is kept, since a search for a near word has its cost. */
    public void add(String code, Pointer place, String message, Supplier<String> advice) {
        if (found.size() < most) {
            found.add(new Found(code, place, message, advice.get()));
        } else {
            left = true;
        }
    }

    /** Places are pointers alone. In the order found. */
    public List<Problem> asFound() {
        return listed(found, problem -> problem.place().toString());
    }

    /** Places are pointers alone. In the order of the text, which was read with places. */
    public List<Problem> inOrder(JsonValue root) {
        return listed(sorted(root), problem -> problem.place().toString());
    }

    /** Places are {@code file:line:column pointer}. In the order of the text, which was read with places. */
    public List<Problem> inOrder(JsonValue root, String file) {
        return listed(sorted(root), problem -> {
            JsonValue value = problem.place().nearest(root);
            return (file + ":" + value.line() + ":" + value.column() + " " + problem.place()).stripTrailing();
        });
    }

    private List<Found> sorted(JsonValue root) {
        List<Found> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.<Found>comparingInt(
                        problem -> problem.place().nearest(root).line())
                .thenComparingInt(problem -> problem.place().nearest(root).column()));
        return sorted;
    }

    private List<Problem> listed(List<Found> all, Function<Found, String> place) {
        if (all.isEmpty()) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>(all.size() + 1);
        for (Found one : all) {
            problems.add(new Problem(one.code(), place.apply(one), one.message(), one.advice()));
        }
        if (left) {
            problems.add(new Problem(
                    "too-many-problems", "", "there are more problems than these " + most, "repair these first"));
        }
        return problems;
    }
}
