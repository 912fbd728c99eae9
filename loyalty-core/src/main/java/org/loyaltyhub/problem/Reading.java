package org.loyaltyhub.problem;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of reading a file or a message: a value, or all its problems in one run, never both.
 *
 * <p>Immutable and thread-safe if the value is.
 */
public final class Reading<T> {
    private final Optional<T> value;
    private final List<Problem> problems;

    private Reading(Optional<T> value, List<Problem> problems) {
        this.value = value;
        this.problems = List.copyOf(problems);
    }

    public static <T> Reading<T> of(T value) {
        return new Reading<>(Optional.of(value), List.of());
    }

    public static <T> Reading<T> failed(List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a failed reading has at least one problem");
        }
        return new Reading<>(Optional.empty(), problems);
    }

    public Optional<T> value() {
        return value;
    }

    /** In the order of the text; empty if there is a value. */
    public List<Problem> problems() {
        return problems;
    }

    /** The value, for callers that have nothing else to offer. @throws IllegalArgumentException naming every problem */
    public T orElseThrow() {
        return value.orElseThrow(() -> new IllegalArgumentException(
                problems.stream().map(Problem::toString).collect(Collectors.joining("\n"))));
    }
}
