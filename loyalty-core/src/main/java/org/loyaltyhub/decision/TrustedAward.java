package org.loyaltyhub.decision;

import org.loyaltyhub.rule.Place;
import org.loyaltyhub.value.Points;

/**
 * Points that a trusted rule gives for an event.
 *
 * @param rule the name under which the programme gives them
 * @param text what the member is told
 * @param points zero gives nothing
 * @param place where the rule stands in the operator's file
 */
public record TrustedAward(String rule, String text, Points points, Place place) {
    public TrustedAward {
        if (rule.isBlank()) {
            throw new IllegalArgumentException("an award of " + points + " without a name: name what gives it");
        }
        if (points.units() < 0) {
            throw new IllegalArgumentException(
                    "\"" + rule + "\" awards " + points + ", which is below zero: rules give and do not take");
        }
    }
}
