package org.loyaltyhub.rules.scenario;

import java.time.Instant;
import java.util.List;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.rule.Place;

/**
 * An example that an author wrote beside the rules.
 *
 * @param member whom it is about
 * @param given events that come before, judged in order
 * @param when the events under test, one or more, in order
 * @param expectations what must come of them, one or more
 */
public record Scenario(
        String name, Place place, Member member, List<Event> given, List<Event> when, List<Expectation> expectations) {
    public Scenario {
        given = List.copyOf(given);
        when = List.copyOf(when);
        expectations = List.copyOf(expectations);
    }

    /**
     * The one member of a scenario.
     *
     * @param enrolledAt since when
     * @param known tier, segments, birthday and attributes from then on
     * @param rank whenever a rule asks for one: a scenario has nobody else to compare with
     */
    public record Member(Instant enrolledAt, ProfileChange known, long rank) {}
}
