package org.loyaltyhub.cli;

import java.util.List;
import org.loyaltyhub.problem.Problem;

/** The command cannot go on, for a reason that is the user's to mend. Carries what to say, and the exit code. */
final class Stop extends RuntimeException {
    private final int code;
    private final transient List<String> lines;

    private Stop(int code, List<String> lines) {
        super(String.join("\n", lines), null, false, false);
        this.code = code;
        this.lines = lines;
    }

    /** Input that cannot be read: a line for each problem. */
    static Stop unreadable(List<Problem> problems) {
        return new Stop(Exit.WRONG_USE, problems.stream().map(Stop::line).toList());
    }

    /** A call that makes no sense. */
    static Stop wrongUse(String message, String advice) {
        return new Stop(Exit.WRONG_USE, List.of(line(new Problem("", "", message, advice))));
    }

    /** Rules that are not accepted. */
    static Stop wrongRules(List<String> lines) {
        return new Stop(Exit.WRONG_RULES, lines);
    }

    /** {@code error: place: message (advice)}. */
    private static String line(Problem problem) {
        return "error: " + problem;
    }

    int code() {
        return code;
    }

    List<String> lines() {
        return lines;
    }
}
