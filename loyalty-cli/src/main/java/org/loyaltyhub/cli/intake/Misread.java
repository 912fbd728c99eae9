package org.loyaltyhub.cli.intake;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.value.EventKey;

/**
 * Something in a file that could not be made an event of.
 *
 * @param kind what it is
 * @param lines of the file, from 1, ascending; empty if the file as a whole is meant
 * @param event that it belongs to or would have been, if that could be told
 * @param problems at least one
 */
public record Misread(Kind kind, SourceFile file, List<Long> lines, Optional<EventKey> event, List<Problem> problems) {
    /** What could not be read. */
    public enum Kind {
        /** One row or line. */
        LINE,
        /** A receipt, since some of its rows could not be read. */
        RECEIPT,
        /** The rest of a file. */
        FILE
    }

    public Misread {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }
}
