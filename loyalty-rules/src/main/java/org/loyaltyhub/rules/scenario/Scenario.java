package org.loyaltyhub.rules.scenario;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.rule.Place;

/**
 * An example that an author wrote beside the rules.
 *
 * @param tier the member's from the start; empty for the lowest
 * @param enrolledAt since when the member is one
 * @param given purchases that come before, judged in order
 * @param when the purchases under test, one or more, in order
 * @param expectations what must come of them, one or more
 */
public record Scenario(
        String name,
        Place place,
        Optional<String> tier,
        Instant enrolledAt,
        List<Purchase> given,
        List<Purchase> when,
        List<Expectation> expectations) {
    public Scenario {
        given = List.copyOf(given);
        when = List.copyOf(when);
        expectations = List.copyOf(expectations);
    }
}
