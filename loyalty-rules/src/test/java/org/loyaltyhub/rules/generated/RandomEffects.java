package org.loyaltyhub.rules.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Effect.AwardBrackets.Bracket;
import org.loyaltyhub.rule.Offer;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.RuleKey;

/** What rules of the {@link RandomCoalition} give: every form of effect. */
final class RandomEffects {
    private final Choices choose;
    private final RandomConditions conditions;
    private final List<RuleKey> rules;

    /** @param rules those that a multiplier may name */
    RandomEffects(Choices choose, RandomConditions conditions, List<RuleKey> rules) {
        this.choose = choose;
        this.conditions = conditions;
        this.rules = rules;
    }

    Effect effect() {
        return choose.from(
                this::flat,
                this::flat,
                this::rate,
                this::rate,
                this::brackets,
                this::multiply,
                this::discount,
                this::discount,
                this::gift);
    }

    private boolean toReferrer() {
        return choose.percent(12);
    }

    private Effect flat() {
        long points = choose.between(1, 100);
        return new Effect.AwardFlat("award " + points + " points", Points.ofUnits(points), toReferrer());
    }

    private Effect rate() {
        Figure base = base();
        long perOne = oneOf(base);
        Optional<Long> step = choose.sometimes(50, () -> perOne);
        Ratio rate = new Ratio(choose.between(1, 9), step.isPresent() ? 1 : perOne);
        return new Effect.AwardRate("award " + rate, base, step, rate, cap(), toReferrer());
    }

    private Effect brackets() {
        Figure base = base();
        List<Bracket> brackets = new ArrayList<>();
        long upTo = 0;
        for (int i = choose.between(0, 2); i > 0; i--) {
            upTo += oneOf(base) * choose.between(1, 9);
            brackets.add(new Bracket(upTo, new Ratio(choose.between(0, 5), oneOf(base))));
        }
        brackets.add(new Bracket(Long.MAX_VALUE, new Ratio(choose.between(1, 5), oneOf(base) / 7)));
        return new Effect.AwardBrackets("award " + brackets, base, brackets, cap(), toReferrer());
    }

    private Figure base() {
        return choose.percent(60)
                ? new Figure.Amount(conditions.selection())
                : new Figure.QuantityOf(conditions.selection(), conditions.quantity());
    }

    /** Ten roubles, or a litre or piece, in the smallest unit. */
    private static long oneOf(Figure base) {
        return base instanceof Figure.Amount ? 1_000 : 1_000_000;
    }

    private Optional<Points> cap() {
        return choose.sometimes(30, () -> Points.ofUnits(choose.between(1, 50)));
    }

    private Effect multiply() {
        Ratio more = new Ratio(choose.between(1, 5), choose.between(1, 4));
        List<RuleKey> of = choose.percent(40) ? choose.many(1, 3, () -> choose.one(rules)) : List.of();
        return new Effect.MultiplyPoints("multiply points by 1 + " + more, more, of);
    }

    private Effect discount() {
        Selection lines = conditions.selection();
        Optional<Long> cap = choose.sometimes(40, () -> (long) choose.between(1, 9_000));
        return choose.from(
                () -> new Effect.TakePerUnit(
                        "take per unit",
                        new Figure.QuantityOf(lines, conditions.quantity()),
                        new Ratio(choose.between(1, 300), 1_000_000),
                        lines,
                        cap),
                () -> new Effect.TakePart("take part", new Ratio(choose.between(1, 60), 100), lines, cap),
                () -> new Effect.TakeSum("take sum", choose.between(1, 20_000), lines, cap));
    }

    private Effect gift() {
        return choose.from(
                () -> new Effect.GiveVoucher("give voucher", "WASH-20", offer(), choose.between(1, 60)),
                () -> new Effect.GiveBadge("give badge", choose.one("driver", "washer")),
                () -> new Effect.EnterDraw("enter draw", "car", choose.between(1, 3), choose.sometimes(50, this::per)),
                () -> new Effect.PayReporter("pay reporter", choose.between(1, 900)),
                () -> new Effect.Message("message", "well done"));
    }

    private Effect.EnterDraw.Per per() {
        Figure base = base();
        return new Effect.EnterDraw.Per(base, oneOf(base) * choose.between(1, 20));
    }

    private Offer offer() {
        Offer.Off off = choose.percent(50)
                ? new Offer.Off.Part(new Ratio(choose.between(1, 100), 100))
                : new Offer.Off.Sum(choose.between(1, 9_000));
        return new Offer(off, conditions.selection(), conditions.partners());
    }
}
