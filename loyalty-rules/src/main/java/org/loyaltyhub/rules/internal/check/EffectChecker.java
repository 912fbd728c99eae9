package org.loyaltyhub.rules.internal.check;

import java.math.BigDecimal;
import java.util.Optional;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.syntax.EffectTree;
import org.loyaltyhub.rules.internal.syntax.FigureTree;
import org.loyaltyhub.rules.internal.syntax.Keyword;
import org.loyaltyhub.rules.internal.syntax.UnitTree;
import org.loyaltyhub.rules.internal.syntax.ValueTree;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.Unit;

/** Checks what a rule gives. */
final class EffectChecker {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Scope scope;
    private final Values values;
    private final FigureChecker figures;

    EffectChecker(Scope scope, Values values, FigureChecker figures) {
        this.scope = scope;
        this.values = values;
        this.figures = figures;
    }

    Effect effect(EffectTree tree, Subject subject) {
        EffectTree.Award award = (EffectTree.Award) tree;
        if (award.points().number().signum() == 0) {
            throw scope.refuse(
                    Code.NOTHING_AWARDED, award.extent(), scope.printer().effect(award));
        }
        if (award.of().isPresent()) {
            return percent(award, award.of().get(), subject);
        }
        if (!Values.isPoints(award.points())) {
            String number = award.points().number().toPlainString();
            throw scope.refuse(
                    Code.AWARD_WHAT, award.points().extent(), scope.printer().value(award.points()), number);
        }
        return award.per().isPresent() ? rate(award, award.per().get(), subject) : flat(award);
    }

    private Effect flat(EffectTree.Award award) {
        if (award.cap().isPresent()) {
            throw scope.refuse(
                    Code.CAP_ON_FIXED,
                    award.cap().get().extent(),
                    scope.printer().value(award.points()));
        }
        return new Effect.AwardFlat(scope.printer().effect(award), values.points(award.points(), award.points()));
    }

    private Effect percent(EffectTree.Award award, FigureTree of, Subject subject) {
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
        Figure base = figures.figure(of, subject, Optional.empty());
        return new Effect.AwardRate(
                scope.printer().effect(award), base, Optional.empty(), ratio(above, below, award), cap(award));
    }

    private Effect rate(EffectTree.Award award, EffectTree.Per per, Subject subject) {
        values.checkSize(award.points());
        UnitTree unit = per.measure().unit().orElseThrow(() -> perWhat(per));
        Figure base;
        long step;
        Optional<Unit> goods = values.goodsUnit(unit);
        if (goods.isPresent()) {
            ValueType type = ValueType.quantity(goods.get());
            checkUnit(per, subject, goods.get());
            base = new Figure.QuantityOf(subject.lines(), type);
            step = values.number(
                    per.measure(), per.measure(), type, scope.printer().effect(award));
        } else if (unit.kind() == UnitTree.Kind.NAME) {
            base = new Figure.Amount(subject.lines());
            step = values.money(per.measure());
        } else {
            throw perWhat(per);
        }
        if (step == 0) {
            throw scope.refuse(
                    Code.PER_NOTHING, per.extent(), scope.findings().source().text(per.extent()));
        }
        BigDecimal units = award.points().number().multiply(BigDecimal.valueOf(unitsPerPoint()));
        Ratio rate = ratio(units, per.full() ? BigDecimal.ONE : BigDecimal.valueOf(step), award);
        return new Effect.AwardRate(
                scope.printer().effect(award),
                base,
                per.full() ? Optional.of(step) : Optional.empty(),
                rate,
                cap(award));
    }

    private void checkUnit(EffectTree.Per per, Subject subject, Unit unit) {
        var units = scope.unitsOf(subject.lines().categories());
        if (!units.contains(unit)) {
            throw scope.refuse(
                    Code.OTHER_UNIT,
                    per.extent(),
                    scope.findings().help("the-goods"),
                    unit.name(),
                    FigureChecker.names(units));
        }
    }

    private Refused perWhat(EffectTree.Per per) {
        boolean bare = per.measure().unit().isEmpty();
        String number = scope.printer().value(per.measure());
        String currency = scope.programme().currency().getCurrencyCode();
        return scope.refuse(
                Code.PER_WHAT,
                per.extent(),
                bare ? number : scope.findings().source().text(per.extent()),
                currency);
    }

    private long unitsPerPoint() {
        PointTerms points = scope.programme().points();
        return points.unitsPerPoint();
    }

    private Ratio ratio(BigDecimal above, BigDecimal below, EffectTree.Award award) {
        try {
            return Ratio.of(above, below);
        } catch (ArithmeticException e) {
            throw scope.refuse(
                    Code.NUMBER_TOO_LARGE, award.extent(), scope.printer().effect(award), "1000000000");
        }
    }

    private Optional<Points> cap(EffectTree.Award award) {
        if (award.cap().isEmpty()) {
            return Optional.empty();
        }
        ValueTree.Measure cap = award.cap().get();
        boolean points = cap.unit().filter(unit -> unit.is(Keyword.POINT)).isPresent();
        if (!points) {
            throw scope.refuse(Code.CAP_IN_POINTS, cap.extent(), scope.printer().value(cap));
        }
        if (cap.number().signum() == 0) {
            throw scope.refuse(
                    Code.NOTHING_AWARDED, award.extent(), scope.printer().effect(award));
        }
        return Optional.of(values.points(cap, cap));
    }
}
