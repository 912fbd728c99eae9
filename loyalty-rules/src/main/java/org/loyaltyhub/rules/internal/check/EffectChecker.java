package org.loyaltyhub.rules.internal.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.syntax.EffectTree;
import org.loyaltyhub.rules.internal.syntax.FigureTree;
import org.loyaltyhub.rules.internal.syntax.ValueTree;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Ratio;

/** Checks the points that a rule gives; what else it gives is checked by {@link GiftChecker}. */
final class EffectChecker {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Scope scope;
    private final Values values;
    private final FigureChecker figures;

    private final GiftChecker gifts;
    private final Bases bases;

    EffectChecker(Scope scope, PartnerId owner, Seen seen, Values values, ConditionChecker conditions) {
        this.scope = scope;
        this.values = values;
        this.figures = conditions.figures();
        this.bases = new Bases(scope, values);
        this.gifts = new GiftChecker(scope, owner, seen, values, conditions.purchases(), bases);
    }

    /**
     * What the effect means.
     *
     * @param first whether a condition asks for a member's first purchase
     */
    Effect effect(EffectTree tree, About about, boolean first) {
        if (tree instanceof EffectTree.Award award) {
            checkReferrer(award.toReferrer(), award, about, first);
            return award(award, about);
        }
        if (tree instanceof EffectTree.Brackets brackets) {
            checkReferrer(brackets.toReferrer(), brackets, about, first);
            return brackets(brackets, about);
        }
        return gifts.effect(tree, about);
    }

    /** Who brought a member is thanked when the member comes, not ever after. */
    private void checkReferrer(boolean toReferrer, EffectTree tree, About about, boolean first) {
        boolean comes = about.event() instanceof Subject.Enrolments
                || about.event() instanceof Subject.Activities
                || (about.isPurchase() && first);
        if (toReferrer && !comes) {
            throw scope.refuse(Code.NO_REFERRER, tree.extent(), scope.printer().effect(tree));
        }
    }

    private Effect award(EffectTree.Award award, About about) {
        if (award.points().number().signum() == 0) {
            throw scope.refuse(
                    Code.NOTHING_AWARDED, award.extent(), scope.printer().effect(award));
        }
        if (award.of().isPresent()) {
            return percent(award, award.of().get(), about);
        }
        if (!Values.isPoints(award.points())) {
            String number = award.points().number().toPlainString();
            throw scope.refuse(
                    Code.AWARD_WHAT, award.points().extent(), scope.printer().value(award.points()), number);
        }
        return award.per().isPresent() ? rate(award, award.per().get(), about) : flat(award);
    }

    private Effect flat(EffectTree.Award award) {
        if (award.cap().isPresent()) {
            throw scope.refuse(
                    Code.CAP_ON_FIXED,
                    award.cap().get().extent(),
                    scope.printer().value(award.points()));
        }
        return new Effect.AwardFlat(
                scope.printer().effect(award), values.points(award.points(), award.points()), award.toReferrer());
    }

    private Effect percent(EffectTree.Award award, FigureTree of, About about) {
        if (FigureChecker.needsUnit(of)) {
            throw scope.refuse(
                    Code.PERCENT_OF_QUANTITY, of.extent(), scope.printer().figure(of));
        }
        boolean money = of instanceof FigureTree.OfGoods
                || (of instanceof FigureTree.Simple simple
                        && (simple.kind() == FigureTree.Kind.AMOUNT || simple.kind() == FigureTree.Kind.TOTAL));
        if (!money) {
            throw scope.refuse(
                    Code.PERCENT_OF_WHAT, of.extent(), scope.printer().figure(of));
        }
        if (award.points().number().compareTo(HUNDRED) > 0) {
            throw scope.refuse(
                    Code.MORE_THAN_ALL, award.points().extent(), scope.printer().value(award.points()));
        }
        Ratio worth = scope.programme().points().unitsPerMinor();
        BigDecimal above = award.points().number().multiply(BigDecimal.valueOf(worth.numerator()));
        BigDecimal below = HUNDRED.multiply(BigDecimal.valueOf(worth.denominator()));
        Figure base = figures.figure(of, about, Optional.empty());
        return new Effect.AwardRate(
                scope.printer().effect(award),
                base,
                Optional.empty(),
                ratio(above, below, award),
                cap(award.cap(), award),
                award.toReferrer());
    }

    private Effect rate(EffectTree.Award award, EffectTree.Per per, About about) {
        values.checkSize(award.points());
        Bases.Base base = bases.of(per, about, scope.printer().effect(award));
        Ratio rate = rate(award.points(), per.full() ? BigDecimal.ONE : BigDecimal.valueOf(base.step()), award);
        return new Effect.AwardRate(
                scope.printer().effect(award),
                base.figure(),
                per.full() ? Optional.of(base.step()) : Optional.empty(),
                rate,
                cap(award.cap(), award),
                award.toReferrer());
    }

    /** Smallest units of points for so much of a base. */
    private Ratio rate(ValueTree.Measure points, BigDecimal step, EffectTree award) {
        BigDecimal units = points.number().multiply(BigDecimal.valueOf(unitsPerPoint()));
        return ratio(units, step, award);
    }

    private Effect brackets(EffectTree.Brackets tree, About about) {
        String text = scope.printer().effect(tree);
        List<Effect.AwardBrackets.Bracket> brackets = new ArrayList<>();
        Optional<Figure> base = Optional.empty();
        long from = 0;
        boolean anything = false;
        for (EffectTree.Bracket each : tree.brackets()) {
            if (!Values.isPoints(each.points())) {
                String number = each.points().number().toPlainString();
                throw scope.refuse(
                        Code.AWARD_WHAT, each.points().extent(), scope.printer().value(each.points()), number);
            }
            if (each.per().full()) {
                throw scope.refuse(Code.BRACKETS_IN_STEPS, each.per().extent(), text);
            }
            values.checkSize(each.points());
            anything |= each.points().number().signum() > 0;
            Bases.Base of = bases.of(each.per(), about, text);
            if (base.isPresent() && !base.get().equals(of.figure())) {
                throw scope.refuse(Code.BRACKETS_DIFFER, each.per().extent(), text);
            }
            base = Optional.of(of.figure());
            if (tree.brackets().size() == 1) {
                checkLone(each, of);
            }
            long upTo = each.upTo().isPresent() ? upTo(each.upTo().get(), of, text) : Long.MAX_VALUE;
            if (upTo <= from) {
                throw scope.refuse(
                        Code.BRACKETS_NOT_RISING, each.upTo().orElseThrow().extent(), text);
            }
            Ratio rate = rate(each.points(), BigDecimal.valueOf(of.step()), tree);
            brackets.add(new Effect.AwardBrackets.Bracket(upTo, rate));
            from = upTo;
        }
        if (!anything) {
            throw scope.refuse(Code.NOTHING_AWARDED, tree.extent(), text);
        }
        if (from != Long.MAX_VALUE) {
            brackets.add(new Effect.AwardBrackets.Bracket(Long.MAX_VALUE, new Ratio(0, 1)));
        }
        return new Effect.AwardBrackets(text, base.orElseThrow(), brackets, cap(tree.cap(), tree), tree.toReferrer());
    }

    /** {@code award 5 points per l up to 60 RUB}: no bracket of litres, so it was meant as the most it gives. */
    private void checkLone(EffectTree.Bracket bracket, Bases.Base base) {
        ValueTree.Measure upTo = bracket.upTo().orElse(bracket.points());
        boolean quantity = upTo.unit()
                .flatMap(values::goodsUnit)
                .equals(base.figure().type().unit());
        boolean money = upTo.unit().filter(values::isCurrency).isPresent();
        boolean fits = base.figure().type().unit().isPresent() ? quantity : money;
        if (bracket.upTo().isPresent() && !fits) {
            throw scope.refuse(
                    Code.CAP_IN_POINTS, upTo.extent(), scope.printer().value(upTo));
        }
    }

    private long upTo(ValueTree.Measure upTo, Bases.Base base, String text) {
        return values.number(upTo, upTo, base.figure().type(), text);
    }

    private long unitsPerPoint() {
        PointTerms points = scope.programme().points();
        return points.unitsPerPoint();
    }

    private Ratio ratio(BigDecimal above, BigDecimal below, EffectTree award) {
        try {
            return Ratio.of(above, below);
        } catch (ArithmeticException e) {
            throw scope.refuse(
                    Code.NUMBER_TOO_LARGE, award.extent(), scope.printer().effect(award), "1000000000");
        }
    }

    private Optional<Points> cap(Optional<ValueTree.Measure> most, EffectTree award) {
        if (most.isEmpty()) {
            return Optional.empty();
        }
        ValueTree.Measure cap = most.get();
        if (!Values.isPoints(cap)) {
            throw scope.refuse(Code.CAP_IN_POINTS, cap.extent(), scope.printer().value(cap));
        }
        if (cap.number().signum() == 0) {
            throw scope.refuse(
                    Code.NOTHING_AWARDED, award.extent(), scope.printer().effect(award));
        }
        return Optional.of(values.points(cap, cap));
    }
}
