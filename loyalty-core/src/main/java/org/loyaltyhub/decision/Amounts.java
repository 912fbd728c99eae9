package org.loyaltyhub.decision;

import java.util.ArrayList;
import java.util.List;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Rounding;

/** What effects come to, before limits. Each is rounded once, over the whole base, never per line. */
public final class Amounts {
    private Amounts() {}

    /** One amount for each effect, zero or more. */
    public static List<Points> of(Rule rule, Facts facts) {
        List<Points> amounts = new ArrayList<>(rule.effects().size());
        for (Effect effect : rule.effects()) {
            amounts.add(of(effect, rule.rounding(), facts));
        }
        return amounts;
    }

    public static Points sum(List<Points> amounts) {
        Points sum = Points.ZERO;
        for (Points amount : amounts) {
            sum = sum.plus(amount);
        }
        return sum;
    }

    private static Points of(Effect effect, Rounding rounding, Facts facts) {
        if (effect instanceof Effect.AwardRate rate) {
            return ofRate(rate, rounding, facts);
        }
        return ((Effect.AwardFlat) effect).points();
    }

    private static Points ofRate(Effect.AwardRate award, Rounding rounding, Facts facts) {
        long base = facts.number(award.base());
        if (base == Answers.UNKNOWN || base <= 0) {
            return Points.ZERO;
        }
        long counted = award.step().map(step -> base / step).orElse(base);
        Points points = Points.ofUnits(award.rate().of(counted, rounding));
        return award.cap().filter(cap -> cap.compareTo(points) < 0).orElse(points);
    }
}
