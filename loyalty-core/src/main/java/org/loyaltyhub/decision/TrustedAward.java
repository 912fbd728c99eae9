package org.loyaltyhub.decision;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Place;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

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

    /** The rule that says no more than this award: what decisions and explanations take it for. */
    public Rule asRule(PointTerms terms) {
        return Rule.of(new RuleKey(PartnerId.PROGRAMME, rule), place)
                .tell(Optional.of(text).filter(each -> !each.isBlank()))
                .when(Pattern.anything(), "what the trusted rule looks for")
                .effects(List.of(new Effect.AwardFlat("award " + terms.text(points), points)))
                .build();
    }
}
