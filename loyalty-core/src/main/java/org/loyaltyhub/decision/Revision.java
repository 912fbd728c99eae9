package org.loyaltyhub.decision;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.ledger.Lot;
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
 * @param isRemembered whether rules can look back on it
 * @param returned what came back of it in all; empty if it is no purchase
 * @param withdrawn rules that give nothing for it any more, whatever is left of it
 * @param before what was left of it until now
 * @param after what is left of it; empty if nothing is
 * @param rulesBefore what its rules gave until now
 * @param rulesAfter what they give for what is left
 * @param staying what was to be taken back and is spent, and stays with whoever paid for it: limits and budgets count it on
 */
public record Revision(
        String version,
        EventKey of,
        long sequence,
        boolean isRemembered,
        Optional<Returned> returned,
        Set<RuleKey> withdrawn,
        Visit before,
        Optional<Visit> after,
        List<RuleDecision> rulesBefore,
        List<RuleDecision> rulesAfter,
        List<Staying> staying) {
    public Revision {
        withdrawn = Set.copyOf(withdrawn);
        rulesBefore = List.copyOf(rulesBefore);
        rulesAfter = List.copyOf(rulesAfter);
        staying = List.copyOf(staying);
    }

    /** Points that a rule had given, and that nobody pays back. */
    public record Staying(RuleKey rule, Lot lot) {}

    Revision leaving(List<Staying> lots) {
        return new Revision(
                version, of, sequence, isRemembered, returned, withdrawn, before, after, rulesBefore, rulesAfter, lots);
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
        return remembered(Optional.of(before), rulesBefore);
    }

    /** How rules that look back see it from now on. */
    public Optional<Remembered> rememberedAfter() {
        return remembered(after, rulesAfter);
    }

    private Optional<Remembered> remembered(Optional<Visit> visit, List<RuleDecision> rules) {
        return isRemembered ? Decision.remembered(visit, sequence, granted(rules)) : Optional.empty();
    }
}
