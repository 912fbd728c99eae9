package org.loyaltyhub.rules.internal.syntax;

import java.util.List;
import java.util.Optional;

/**
 * A file as written.
 *
 * @param name empty if there is none, which is reported
 * @param owner likewise
 */
public record BookTree(
        Optional<Text> name,
        Optional<Owner> owner,
        List<LetTree> lets,
        List<SegmentTree> segments,
        List<RuleTree> rules,
        List<ScenarioTree> scenarios) {
    public BookTree {
        lets = List.copyOf(lets);
        segments = List.copyOf(segments);
        rules = List.copyOf(rules);
        scenarios = List.copyOf(scenarios);
    }

    /** Whose rules they are. */
    public record Owner(boolean programme, Name name) {}
}
