package org.loyaltyhub.cli.intake;

import java.util.List;
import org.loyaltyhub.problem.Problem;

/**
 * Something in a file that could not be made an event of.
 *
 * @param kind what it is
 * @param lines of the file, from 1, ascending; empty if the file as a whole is meant
 * @param event that it belongs to or would have been, as far as that could be told
 * @param problems at least one
 */
public record Misread(Kind kind, SourceFile file, List<Long> lines, Named event, List<Problem> problems) {
    /** What could not be read. */
    public enum Kind {
        /** One row of an export, which holds a line of a receipt. */
        ROW,
        /** A whole event on a line of JSON. */
        EVENT,
        /** A receipt some of whose rows could not be read, of which each is told by itself, or that has too many. */
        RECEIPT,
        /** The rest of a file. */
        FILE
    }

    public Misread {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }

    /** Every problem with its place: {@code purchases.csv:17: … (advice)}. */
    public List<String> texts() {
        String place = file.name() + (lines.isEmpty() ? "" : ":" + lines.get(0));
        return problems.stream().map(problem -> place + inLine(problem)).toList();
    }

    /** The place of malformed JSON is line and column, of which the line is known already; any other is a pointer. */
    private static String inLine(Problem problem) {
        String place = problem.place();
        String before =
                place.isEmpty() ? ": " : place.startsWith("1:") ? place.substring(1) + ": " : " " + place + ": ";
        return before + new Problem(problem.code(), "", problem.message(), problem.advice());
    }
}
