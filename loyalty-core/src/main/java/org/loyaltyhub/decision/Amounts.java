package org.loyaltyhub.decision;

import java.math.BigInteger;
import java.util.Optional;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Effect.AwardBrackets.Bracket;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.Rounding;

/** What effects come to, before limits. Each is rounded once, over the whole base, never per line. */
public final class Amounts {
    private Amounts() {}

    /** What the award comes to, zero or more. */
    public static Points of(Effect.Award award, Rounding rounding, Facts facts) {
        if (award instanceof Effect.AwardFlat flat) {
            return flat.points();
        }
        return of(award, rounding, facts.number(base(award)));
    }

    /** All awards of a rule, before limits. */
    public static Points of(Rule rule, Facts facts) {
        Points sum = Points.ZERO;
        for (Effect.Award award : rule.awards()) {
            if (!award.toReferrer()) {
                sum = sum.plus(of(award, rule.rounding(), facts));
            }
        }
        return sum;
    }

    /** What the award comes to on the lines that {@code other} means too; empty for a flat one. */
    static Optional<Points> onCommonLines(Effect.Award award, Rounding rounding, Visit visit, Selection other) {
        if (award instanceof Effect.AwardFlat) {
            return Optional.empty();
        }
        Figure base = base(award);
        long common = base instanceof Figure.Amount amount
                ? amount.lines().and(other).amount(visit)
                : ((Figure.QuantityOf) base)
                        .lines()
                        .and(other)
                        .quantity(visit, base.type().unit().orElseThrow());
        return Optional.of(of(award, rounding, common));
    }

    private static Figure base(Effect.Award award) {
        return award instanceof Effect.AwardRate rate ? rate.base() : ((Effect.AwardBrackets) award).base();
    }

    private static Points of(Effect.Award award, Rounding rounding, long base) {
        if (base == Answers.UNKNOWN || base <= 0) {
            return Points.ZERO;
        }
        if (award instanceof Effect.AwardRate rate) {
            long counted = rate.step().isEmpty()
                    ? base
                    : Ratio.quotient(base, rate.step().get());
            return atMost(rate.cap(), rate.rate().of(counted, rounding));
        }
        Effect.AwardBrackets brackets = (Effect.AwardBrackets) award;
        return atMost(brackets.cap(), ofBrackets(brackets, rounding, base));
    }

    private static Points atMost(Optional<Points> cap, long units) {
        return cap.isPresent() && cap.get().units() < units ? cap.get() : Points.ofUnits(units);
    }

    /** The exact sum of the brackets as one fraction, rounded once. */
    private static long ofBrackets(Effect.AwardBrackets award, Rounding rounding, long base) {
        BigInteger numerator = BigInteger.ZERO;
        BigInteger denominator = BigInteger.ONE;
        long from = 0;
        for (Bracket bracket : award.brackets()) {
            long part = Math.max(0, Math.min(base, bracket.upTo()) - from);
            BigInteger below = BigInteger.valueOf(bracket.rate().denominator());
            BigInteger above = BigInteger.valueOf(part)
                    .multiply(BigInteger.valueOf(bracket.rate().numerator()));
            numerator = numerator.multiply(below).add(above.multiply(denominator));
            denominator = denominator.multiply(below);
            from = bracket.upTo();
        }
        return Ratio.divide(numerator, denominator, rounding);
    }

    /** What the discount comes to on the receipt, in the minor unit, zero or more, its cap applied. */
    static long of(Effect.Discount discount, Facts facts) {
        long money;
        if (discount instanceof Effect.TakePerUnit perUnit) {
            money = perUnit.rate().of(Math.max(0, facts.number(perUnit.quantity())), Rounding.DOWN);
        } else if (discount instanceof Effect.TakePart part) {
            money = part.part().of(Math.max(0, part.lines().amount(facts.visit())), Rounding.DOWN);
        } else {
            money = ((Effect.TakeSum) discount).minor();
        }
        return Math.min(money, discount.cap().orElse(Long.MAX_VALUE));
    }

    static long tickets(Effect.EnterDraw draw, Facts facts) {
        return draw.per()
                .map(per -> Math.multiplyExact(draw.tickets(), Math.max(0, facts.number(per.base())) / per.step()))
                .orElse(draw.tickets());
    }
}
