package org.loyaltyhub.rules.internal.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Offer;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.syntax.EffectTree;
import org.loyaltyhub.rules.internal.syntax.Keyword;
import org.loyaltyhub.rules.internal.syntax.Text;
import org.loyaltyhub.rules.internal.syntax.UnitTree;
import org.loyaltyhub.rules.internal.syntax.ValueTree;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.RuleKey;

/** Checks what a rule gives that is no award of points: multipliers, discounts, vouchers, badges, tickets, fees. */
final class GiftChecker {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** No multiplier gives more than so many times the points. */
    private static final BigDecimal MOST_TIMES = BigDecimal.valueOf(1_000);

    private static final long MOST_TICKETS = 1_000_000;
    /** Days of ten years. */
    private static final long MOST_DAYS = 3_660;

    private final Scope scope;
    private final PartnerId owner;
    private final Seen seen;
    private final Values values;
    private final OccasionChecker occasions;
    private final Bases bases;

    GiftChecker(Scope scope, PartnerId owner, Seen seen, Values values, OccasionChecker occasions, Bases bases) {
        this.scope = scope;
        this.owner = owner;
        this.seen = seen;
        this.values = values;
        this.occasions = occasions;
        this.bases = bases;
    }

    private Programme programme() {
        return scope.programme();
    }

    Effect effect(EffectTree tree, About about) {
        String text = scope.printer().effect(tree);
        if (tree instanceof EffectTree.Multiply multiply) {
            return multiply(multiply, text);
        }
        if (tree instanceof EffectTree.Take take) {
            return take(take, text, about);
        }
        if (tree instanceof EffectTree.GiveVoucher voucher) {
            return voucher(voucher, text);
        }
        if (tree instanceof EffectTree.GiveBadge badge) {
            return new Effect.GiveBadge(text, badge.name().value());
        }
        if (tree instanceof EffectTree.EnterDraw draw) {
            return enterDraw(draw, text, about);
        }
        if (tree instanceof EffectTree.PayReporter fee) {
            return new Effect.PayReporter(text, money(fee.money(), fee.extent(), text));
        }
        return new Effect.Message(text, ((EffectTree.Message) tree).text().value());
    }

    private Effect multiply(EffectTree.Multiply tree, String text) {
        ValueTree.Measure factor = tree.factor();
        if (factor.unit().isPresent() || factor.number().compareTo(BigDecimal.ONE) <= 0) {
            throw scope.refuse(
                    Code.FACTOR_TOO_SMALL, factor.extent(), scope.printer().value(factor));
        }
        if (factor.number().compareTo(MOST_TIMES) > 0) {
            throw scope.refuse(
                    Code.NUMBER_TOO_LARGE, factor.extent(), scope.printer().value(factor), MOST_TIMES.toPlainString());
        }
        List<RuleKey> rules = new ArrayList<>();
        tree.rules().forEach(name -> rules.addAll(rulesNamed(name)));
        return new Effect.MultiplyPoints(
                text, Ratio.of(factor.number().subtract(BigDecimal.ONE), BigDecimal.ONE), rules);
    }

    /** The programme's book may name anybody's rules, others their own. */
    private List<RuleKey> rulesNamed(Text name) {
        List<RuleKey> named = seen.rulesNamed(owner, name.value());
        if (named.isEmpty()) {
            throw scope.refuse(
                    Code.UNKNOWN_RULE,
                    name.extent(),
                    name.value(),
                    scope.nearOrAll(name.value(), seen.ruleNames(owner)));
        }
        return named;
    }

    private Effect take(EffectTree.Take tree, String text, About about) {
        if (!about.isPurchase()) {
            throw scope.refuse(Code.NO_RECEIPT, tree.extent(), text, new Findings.Help(about.text()));
        }
        checkHonoured(about.partners(), tree.extent(), text);
        Optional<Long> cap = cap(tree);
        boolean percent = isPercent(tree.what());
        if (tree.per().isPresent()) {
            return perUnit(tree, tree.per().get(), text, about, cap);
        }
        if (percent) {
            return new Effect.TakePart(text, part(tree.what()), about.lines(), cap);
        }
        long sum = money(tree.what(), tree.extent(), text);
        if (cap.isPresent()) {
            throw scope.refuse(
                    Code.CAP_ON_FIXED,
                    tree.cap().orElseThrow().extent(),
                    scope.printer().value(tree.what()));
        }
        return new Effect.TakeSum(text, sum, about.lines(), cap);
    }

    private Effect perUnit(EffectTree.Take tree, EffectTree.Per per, String text, About about, Optional<Long> cap) {
        Bases.Base base = bases.of(per, about, text);
        boolean quantity = base.figure().type().unit().isPresent();
        if (per.full() || !quantity || isPercent(tree.what())) {
            throw scope.refuse(Code.TAKE_WHAT, tree.extent(), text, currency());
        }
        long money = money(tree.what(), tree.extent(), text);
        return new Effect.TakePerUnit(text, base.figure(), new Ratio(money, base.step()), about.lines(), cap);
    }

    private Optional<Long> cap(EffectTree.Take tree) {
        if (tree.cap().isEmpty()) {
            return Optional.empty();
        }
        ValueTree.Measure cap = tree.cap().get();
        boolean money = cap.unit()
                .filter(unit -> unit.kind() == UnitTree.Kind.NAME
                        && values.goodsUnit(unit).isEmpty())
                .isPresent();
        if (!money) {
            throw scope.refuse(Code.CAP_IN_MONEY, cap.extent(), scope.printer().value(cap), currency());
        }
        return Optional.of(money(cap, tree.extent(), scope.printer().effect(tree)));
    }

    private String currency() {
        return programme().currency().getCurrencyCode();
    }

    private static boolean isPercent(ValueTree.Measure measure) {
        return measure.unit()
                .filter(unit -> unit.kind() == UnitTree.Kind.PERCENT)
                .isPresent();
    }

    private Ratio part(ValueTree.Measure percent) {
        if (percent.number().signum() == 0) {
            throw scope.refuse(
                    Code.NOTHING_AWARDED, percent.extent(), scope.printer().value(percent));
        }
        if (percent.number().compareTo(HUNDRED) > 0) {
            throw scope.refuse(
                    Code.MORE_THAN_ALL, percent.extent(), scope.printer().value(percent));
        }
        return Ratio.of(percent.number(), HUNDRED);
    }

    /** Money above zero, in minor units. */
    private long money(ValueTree.Measure measure, Extent effect, String text) {
        if (measure.unit().isEmpty() || measure.unit().get().kind() != UnitTree.Kind.NAME) {
            throw scope.refuse(Code.TAKE_WHAT, measure.extent(), scope.printer().value(measure), currency());
        }
        long minor = values.money(measure);
        if (minor == 0) {
            throw scope.refuse(Code.NOTHING_AWARDED, effect, text);
        }
        return minor;
    }

    /** Who gives less at the till for another's rule must have agreed to. */
    private void checkHonoured(Bits partners, Extent extent, String text) {
        partners.stream().mapToObj(scope::partnerAt).forEach(partner -> {
            if (!programme().paysFor(partner, owner)) {
                throw scope.refuse(Code.NOT_HONOURED, extent, text, partner.value(), owner.value());
            }
        });
    }

    private Effect voucher(EffectTree.GiveVoucher tree, String text) {
        String code = scope.declared(tree.code(), programme().terms().vouchers(), Code.UNKNOWN_VOUCHER);
        Bits categories = occasions.categories(tree.goods());
        Bits partners = scope.places(tree.places());
        if (!scope.isSold(categories, partners)) {
            throw scope.refuse(
                    Code.NOT_SOLD_THERE,
                    tree.goods().extent(),
                    scope.findings().source().text(tree.goods().extent()),
                    "");
        }
        checkHonoured(partners, tree.places().map(places -> places.extent()).orElse(tree.extent()), text);
        Offer.Off off = isPercent(tree.off())
                ? new Offer.Off.Part(part(tree.off()))
                : new Offer.Off.Sum(money(tree.off(), tree.extent(), text));
        return new Effect.GiveVoucher(
                text, code, new Offer(off, Selection.of(categories), partners), days(tree.valid()));
    }

    private int days(ValueTree.Measure valid) {
        boolean inDays = valid.unit().filter(unit -> unit.is(Keyword.DAY)).isPresent();
        if (!inDays) {
            throw scope.refuse(Code.NOT_IN_DAYS, valid.extent(), scope.printer().value(valid));
        }
        long days = values.wholeAboveZero(valid);
        if (days > MOST_DAYS) {
            throw scope.refuse(
                    Code.NUMBER_TOO_LARGE, valid.extent(), scope.printer().value(valid), MOST_DAYS);
        }
        return (int) days;
    }

    private Effect enterDraw(EffectTree.EnterDraw tree, String text, About about) {
        String draw = scope.declared(tree.draw(), programme().terms().draws(), Code.UNKNOWN_DRAW);
        long tickets = tree.times().isPresent() ? times(tree.times().get()) : 1;
        if (tree.per().isEmpty()) {
            return new Effect.EnterDraw(text, draw, tickets, Optional.empty());
        }
        Bases.Base base = bases.of(tree.per().get(), about, text);
        return new Effect.EnterDraw(
                text, draw, tickets, Optional.of(new Effect.EnterDraw.Per(base.figure(), base.step())));
    }

    private long times(ValueTree.Measure times) {
        boolean isTimes = times.unit().filter(unit -> unit.is(Keyword.TIME)).isPresent();
        if (!isTimes) {
            throw scope.refuse(
                    Code.NOT_TIMES,
                    times.extent(),
                    scope.printer().value(times),
                    times.number().toPlainString());
        }
        long whole = values.wholeAboveZero(times);
        if (whole > MOST_TICKETS) {
            throw scope.refuse(
                    Code.NUMBER_TOO_LARGE, times.extent(), scope.printer().value(times), MOST_TICKETS);
        }
        return whole;
    }
}
