package org.loyaltyhub.rules.scenario;

import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/** What a scenario expects of the purchases under test, all of them together. */
public sealed interface Expectation {
    /** In the canonical words of the language: {@code 100 points from "Base points"}. */
    String text();

    /** {@code 100 points from "Base points"}, {@code no points from "Full tank"}. */
    record FromRule(String text, RuleKey rule, Points points) implements Expectation {}

    /** {@code balance 140 points}: what the member can spend in the end. */
    record Balance(String text, Points points) implements Expectation {}

    /** {@code nothing}: no rule gives anything. */
    record Nothing(String text) implements Expectation {}

    /** {@code nothing else}: no rule gives anything but those that the scenario names. */
    record NothingElse(String text) implements Expectation {}
}
