package org.loyaltyhub.decision;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.member.Remembered;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/**
 * An earlier event stands otherwise from now on: goods of it came back, or what its awards hang on did.
 *
 * @param version the id of the version that judged it, and judges it again
 * @param of the earlier event
 * @param sequence how many events of the member were recorded before it
 * @param returned what came back of it in all; empty if it is no purchase
 * @param withdrawn rules that give nothing for it any more, whatever is left of it
 * @param before what was left of it until now
 * @param after what is left of it; empty if nothing is
 * @param rulesBefore what its rules gave until now
 * @param rulesAfter what they give for what is left
 */
public record Revision(
        String version,
        EventKey of,
        long sequence,
        Optional<Returned> returned,
        Set<RuleKey> withdrawn,
        Visit before,
        Optional<Visit> after,
        List<RuleDecision> rulesBefore,
        List<RuleDecision> rulesAfter) {
    public Revision {
        withdrawn = Set.copyOf(withdrawn);
        rulesBefore = List.copyOf(rulesBefore);
        rulesAfter = List.copyOf(rulesAfter);
    }

    /** Points that it gives less than until now; below zero never. */
    public Points takenBack() {
        return granted(rulesBefore).minus(granted(rulesAfter));
    }

    private static Points granted(List<RuleDecision> rules) {
        Points sum = Points.ZERO;
        for (RuleDecision rule : rules) {
            sum = sum.plus(rule.granted());
        }
        return sum;
    }

    /** How rules that look back saw it until now. */
    public Optional<Remembered> rememberedBefore() {
        return Decision.remembered(Optional.of(before), sequence, granted(rulesBefore));
    }

    /** How rules that look back see it from now on. */
    public Optional<Remembered> rememberedAfter() {
        return Decision.remembered(after, sequence, granted(rulesAfter));
    }
}
