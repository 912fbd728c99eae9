package org.loyaltyhub.decision;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/**
 * Adds to what was granted. A multiplier looks at the awards of plain effects only, so several of them add up and none
 * compounds; where its trigger names goods, it looks at the part of each award that the common lines earned.
 */
final class Multipliers {
    private final Payers payers;
    private final Selection everything;

    private Multipliers(Payers payers, Selection everything) {
        this.payers = payers;
        this.everything = everything;
    }

    /** @param everything all lines that earn: a trigger that means them names no goods */
    static void apply(List<Candidate> candidates, Payers payers, Selection everything) {
        if (isAnyOf(candidates)) {
            new Multipliers(payers, everything).apply(candidates);
        }
    }

    private void apply(List<Candidate> candidates) {
        List<List<Award>> granted =
                candidates.stream().map(each -> List.copyOf(each.awards())).toList();
        for (Candidate candidate : candidates) {
            for (Effect effect : candidate.rule().effects()) {
                if (effect instanceof Effect.MultiplyPoints multiply) {
                    Points base = base(candidate.rule(), multiply, candidates, granted);
                    long more =
                            multiply.more().of(base.units(), candidate.rule().rounding());
                    candidate.award(effect, Points.ofUnits(more), payers);
                }
            }
        }
    }

    /** Whether one of them adds to others. */
    private static boolean isAnyOf(List<Candidate> candidates) {
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).rule().hasMultipliers()) {
                return true;
            }
        }
        return false;
    }

    private Points base(
            Rule multiplier, Effect.MultiplyPoints multiply, List<Candidate> candidates, List<List<Award>> granted) {
        Points base = Points.ZERO;
        for (int i = 0; i < candidates.size(); i++) {
            Rule rule = candidates.get(i).rule();
            if (isMeant(multiplier, multiply, rule)) {
                for (Award award : granted.get(i)) {
                    base = base.plus(counted(multiplier, multiply, candidates.get(i), award));
                }
            }
        }
        return base;
    }

    private static boolean isMeant(Rule multiplier, Effect.MultiplyPoints multiply, Rule rule) {
        if (!multiply.rules().isEmpty()) {
            return multiply.rules().contains(rule.key());
        }
        PartnerId owner = multiplier.key().owner();
        return owner.equals(PartnerId.PROGRAMME) || owner.equals(rule.key().owner());
    }

    private Points counted(Rule multiplier, Effect.MultiplyPoints multiply, Candidate of, Award award) {
        if (!(award.effect() instanceof Effect.Award effect)) {
            return Points.ZERO;
        }
        Selection goods = multiplier.trigger().lines();
        if (!multiplier.trigger().isOfPurchases() || goods.equals(everything)) {
            return award.granted();
        }
        Optional<Points> common =
                Amounts.onCommonLines(effect, of.rule().rounding(), of.facts().visit(), goods);
        if (common.isEmpty()) {
            return multiply.rules().isEmpty() ? Points.ZERO : award.granted();
        }
        return common.get().compareTo(award.granted()) < 0 ? common.get() : award.granted();
    }
}
