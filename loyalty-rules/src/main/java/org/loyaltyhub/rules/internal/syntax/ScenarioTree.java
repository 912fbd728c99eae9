package org.loyaltyhub.rules.internal.syntax;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.rules.internal.source.Extent;

/** A scenario as written. */
public record ScenarioTree(
        Text name, List<Member> members, List<Receipt> given, List<Receipt> when, List<Expected> then, Extent word) {
    public ScenarioTree {
        members = List.copyOf(members);
        given = List.copyOf(given);
        when = List.copyOf(when);
        then = List.copyOf(then);
    }

    /** {@code member tier gold, enrolled 2025-01-10}. */
    public record Member(Optional<Name> tier, Optional<ValueTree.Date> enrolled, Extent extent) {}

    /** {@code purchase of fuel 30 l for 1500 RUB at nord-fuel on 2026-03-02 09:00, site "7"}. */
    public record Receipt(
            List<Bought> lines,
            Optional<Name> at,
            Optional<RuleTree.Moment> on,
            Optional<ValueTree.Measure> paidWithPoints,
            Optional<Text> site,
            Optional<Text> channel,
            List<Said> attributes,
            Extent extent) {
        public Receipt {
            lines = List.copyOf(lines);
            attributes = List.copyOf(attributes);
        }
    }

    /** {@code fuel 30 l for 1500 RUB sku "A1"}. */
    public record Bought(
            Name category,
            Optional<ValueTree.Measure> quantity,
            ValueTree.Measure amount,
            Optional<Text> sku,
            List<Said> attributes,
            Extent extent) {
        public Bought {
            attributes = List.copyOf(attributes);
        }
    }

    /** {@code attribute "pump" = 3}. */
    public record Said(Text name, ValueTree value, Extent extent) {}

    /** What a scenario expects. */
    public sealed interface Expected {
        Extent extent();

        /** {@code 100 points from "Base points"}; no points if {@code points} is empty. */
        record FromRule(Optional<ValueTree.Measure> points, Text rule, Extent extent) implements Expected {}

        /** {@code balance 140 points}. */
        record Balance(ValueTree.Measure points, Extent extent) implements Expected {}

        /** {@code nothing}; {@code nothing else} if {@code more} is true. */
        record Nothing(boolean more, Extent extent) implements Expected {}
    }
}
