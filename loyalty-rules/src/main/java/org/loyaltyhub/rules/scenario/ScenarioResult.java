package org.loyaltyhub.rules.scenario;

import java.util.List;
import org.loyaltyhub.decision.Decision;

/**
 * What came of a scenario.
 *
 * @param differences where something else came out than was expected; empty if it passed
 * @param decisions on the purchases under test, in order
 */
public record ScenarioResult(Scenario scenario, List<Difference> differences, List<Decision> decisions) {
    public ScenarioResult {
        differences = List.copyOf(differences);
        decisions = List.copyOf(decisions);
    }

    /** Whether everything came out as expected. */
    public boolean passed() {
        return differences.isEmpty();
    }

    /**
     * One thing that came out otherwise.
     *
     * @param expected in the words of the language: {@code 100 points from "Base points"}
     * @param actual likewise
     * @param explanation why the rule gave what it gave, or why not, for each purchase under test; empty if no rule is
     *     to blame
     */
    public record Difference(String expected, String actual, List<String> explanation) {
        public Difference {
            explanation = List.copyOf(explanation);
        }
    }
}
