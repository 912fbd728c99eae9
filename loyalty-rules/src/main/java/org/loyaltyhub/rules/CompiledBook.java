package org.loyaltyhub.rules;

import java.util.List;
import org.loyaltyhub.rule.RuleBook;
import org.loyaltyhub.rules.analysis.WorstCase;
import org.loyaltyhub.rules.scenario.Scenario;
import org.loyaltyhub.value.RuleKey;

/**
 * A file that was accepted.
 *
 * @param file as it was named
 * @param rules its rules
 * @param scenarios its scenarios, in the order of the file
 * @param uncovered rules that no scenario says anything about, in the order of the file
 * @param worstCases what each rule may cost at the worst, in the order of the file
 */
public record CompiledBook(
        String file, RuleBook rules, List<Scenario> scenarios, List<RuleKey> uncovered, List<WorstCase> worstCases) {
    public CompiledBook {
        scenarios = List.copyOf(scenarios);
        uncovered = List.copyOf(uncovered);
        worstCases = List.copyOf(worstCases);
    }
}
