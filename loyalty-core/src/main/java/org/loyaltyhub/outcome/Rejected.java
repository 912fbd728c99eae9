package org.loyaltyhub.outcome;

import java.util.List;
import org.loyaltyhub.problem.Problem;

/**
 * Not understood or not allowed: nothing is kept, the id stays free.
 *
 * @param problems all of them, at least one
 */
public record Rejected(List<Problem> problems) implements Outcome {
    public Rejected {
        problems = List.copyOf(problems);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a rejection has at least one problem");
        }
    }

    public static Rejected of(Problem problem) {
        return new Rejected(List.of(problem));
    }
}
