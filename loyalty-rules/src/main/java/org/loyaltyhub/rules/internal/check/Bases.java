package org.loyaltyhub.rules.internal.check;

import java.util.Optional;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.syntax.EffectTree;
import org.loyaltyhub.rules.internal.syntax.UnitTree;
import org.loyaltyhub.value.Unit;

/** Checks what something is given for: {@code per full 100 RUB}, {@code per l}. */
final class Bases {
    private final Scope scope;
    private final Values values;

    Bases(Scope scope, Values values) {
        this.scope = scope;
        this.values = values;
    }

    /** Money or a quantity of the lines meant, and one step of it in its smallest unit, above zero. */
    record Base(Figure figure, long step) {}

    Base of(EffectTree.Per per, About about, String effect) {
        if (!about.isPurchase()) {
            throw scope.refuse(
                    Code.NO_RECEIPT,
                    per.extent(),
                    scope.findings().source().text(per.extent()),
                    new Findings.Help(about.text()));
        }
        UnitTree unit = per.measure().unit().orElseThrow(() -> perWhat(per));
        Base base = base(per, unit, about, effect);
        if (base.step() == 0) {
            throw scope.refuse(
                    Code.PER_NOTHING, per.extent(), scope.findings().source().text(per.extent()));
        }
        return base;
    }

    private Base base(EffectTree.Per per, UnitTree unit, About about, String effect) {
        Optional<Unit> goods = values.goodsUnit(unit);
        if (goods.isPresent()) {
            ValueType type = ValueType.quantity(goods.get());
            checkUnit(per, about, goods.get());
            long step = values.number(per.measure(), per.measure(), type, effect);
            return new Base(new Figure.QuantityOf(about.lines(), type), step);
        }
        if (unit.kind() == UnitTree.Kind.NAME) {
            return new Base(new Figure.Amount(about.lines()), values.money(per.measure()));
        }
        throw perWhat(per);
    }

    private void checkUnit(EffectTree.Per per, About about, Unit unit) {
        var units = scope.unitsOf(about.lines().categories());
        if (!units.contains(unit)) {
            throw scope.refuse(
                    Code.OTHER_UNIT,
                    per.extent(),
                    scope.findings().help("the-goods"),
                    scope.unit(unit),
                    scope.units(units));
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
}
