package org.loyaltyhub.rules.scenario;

import org.loyaltyhub.value.Points;

/** What a scenario expects of the events under test, all of them together. */
public sealed interface Expectation {
    /** In the canonical words of the language: {@code 100 points from "Base points"}. */
    String text();

    /**
     * {@code 100 points from "Base points"}, {@code a ticket for "Car of the year"}, {@code 60 RUB off}.
     *
     * @param amount as the item is counted; zero for none
     */
    record Gives(String text, Item item, long amount) implements Expectation {}

    /** {@code balance 140 points}: what the member can spend in the end. */
    record Balance(String text, Points points) implements Expectation {}

    /** {@code nothing}: no rule gives anything. */
    record Nothing(String text) implements Expectation {}

    /** {@code nothing else}: no rule gives anything but what the scenario names. */
    record NothingElse(String text) implements Expectation {}
}
