package org.loyaltyhub.rules.internal.syntax;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.rules.internal.source.Extent;

/**
 * A rule as written.
 *
 * @param trigger empty if it could not be read, which is reported
 * @param word the word {@code rule} with the name
 */
public record RuleTree(
        Text name,
        Optional<Text> tell,
        Optional<Moment> from,
        Optional<Moment> until,
        Optional<TriggerTree> trigger,
        List<ConditionTree> conditions,
        List<EffectTree> effects,
        List<ClauseTree> clauses,
        Extent word) {
    public RuleTree {
        conditions = List.copyOf(conditions);
        effects = List.copyOf(effects);
        clauses = List.copyOf(clauses);
    }

    /** {@code 2026-03-01 09:00}. */
    public record Moment(LocalDate date, Optional<Integer> minutes, Extent extent) {}
}
