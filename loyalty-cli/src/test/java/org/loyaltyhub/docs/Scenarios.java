package org.loyaltyhub.docs;

import java.util.List;
import org.loyaltyhub.rules.Compilation;
import org.loyaltyhub.rules.scenario.ScenarioResult;
import org.loyaltyhub.rules.scenario.ScenarioRunner;

/** Runs the scenarios of rule files. */
final class Scenarios {
    private Scenarios() {}

    /** What came out otherwise than a scenario says, in words. */
    static List<String> failuresOf(Compilation rules) {
        return rules.books().stream()
                .flatMap(book -> {
                    ScenarioRunner runner = new ScenarioRunner(rules.version(book));
                    return book.scenarios().stream().map(runner::run);
                })
                .filter(result -> !result.passed())
                .map(Scenarios::text)
                .toList();
    }

    private static String text(ScenarioResult result) {
        return result.scenario().name() + ": " + result.differences();
    }
}
