package org.loyaltyhub.rules.internal.check;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.rule.Expiry;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Limit.Measure;
import org.loyaltyhub.rule.Payer;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.syntax.ClauseTree;
import org.loyaltyhub.rules.internal.syntax.Keyword;
import org.loyaltyhub.rules.internal.syntax.UnitTree;
import org.loyaltyhub.rules.internal.syntax.ValueTree;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Rounding;
import org.loyaltyhub.value.Span;

/** Checks limits and who pays. */
final class ClauseChecker {
    /** Digits after the point that a share may have. */
    private static final int SHARE_DIGITS = 6;

    private static final int MOST_PRIORITY = 1_000_000;
    /** Points held or expiring later than this are a slip of the pen. */
    private static final int MOST_YEARS = 20;

    private final Scope scope;
    private final Values values;

    ClauseChecker(Scope scope, Values values) {
        this.scope = scope;
        this.values = values;
    }

    /** @param takesMoneyOff whether the rule does, so that money bounds discounts rather than points */
    Limit limit(ClauseTree.LimitTo tree, boolean takesMoneyOff) {
        String text = scope.printer().limit(tree);
        if (tree.most().isEmpty()) {
            return new Limit(text, Measure.TIMES, 1, tree.reach(), tree.period());
        }
        ValueTree.Measure most = tree.most().get();
        UnitTree unit = most.unit().orElseThrow(() -> limitWhat(most));
        boolean times = unit.is(Keyword.TIME);
        if (takesMoneyOff
                && !times
                && !Values.isPoints(most)
                && values.goodsUnit(unit).isEmpty()) {
            return new Limit(text, Measure.MONEY, moneyOf(most, unit), tree.reach(), tree.period());
        }
        long number =
                times ? values.whole(most.number(), most) : pointsOf(most, unit).units();
        if (number == 0) {
            throw scope.refuse(
                    Code.LIMIT_OF_NOTHING, tree.extent(), scope.printer().value(most));
        }
        return new Limit(text, times ? Measure.TIMES : Measure.POINTS, number, tree.reach(), tree.period());
    }

    private long moneyOf(ValueTree.Measure most, UnitTree unit) {
        if (unit.kind() != UnitTree.Kind.NAME) {
            throw limitWhat(most);
        }
        long minor = values.money(most);
        if (minor == 0) {
            throw scope.refuse(
                    Code.LIMIT_OF_NOTHING, most.extent(), scope.printer().value(most));
        }
        return minor;
    }

    int priority(ClauseTree.Priority tree) {
        ValueTree.Measure number = tree.number();
        if (number.unit().isPresent()) {
            throw scope.refuse(Code.NOT_WHOLE, number.extent(), scope.printer().value(number));
        }
        long whole = values.whole(number.number(), number);
        if (whole > MOST_PRIORITY) {
            throw scope.refuse(
                    Code.NUMBER_TOO_LARGE, number.extent(), scope.printer().value(number), MOST_PRIORITY);
        }
        return (int) whole;
    }

    Span hold(ClauseTree.Hold tree) {
        return span(tree.span());
    }

    Expiry expiry(ClauseTree tree) {
        if (tree instanceof ClauseTree.ExpireAfter after) {
            return new Expiry.After(span(after.span()), after.atEndOfMonth());
        }
        ClauseTree.ExpireAtEnd end = (ClauseTree.ExpireAtEnd) tree;
        return new Expiry.AtEndOf(end.period(), end.next());
    }

    private Span span(ValueTree.Measure span) {
        Optional<Span.SpanUnit> unit =
                span.unit().flatMap(word -> Optional.ofNullable(word.keyword())).flatMap(Keyword::spanUnit);
        if (unit.isEmpty()) {
            throw scope.refuse(Code.NOT_A_SPAN, span.extent(), scope.printer().value(span));
        }
        return values.span(span.number(), unit.get(), span.extent(), MOST_YEARS);
    }

    /** Money limits the points it is worth, at the programme's value. */
    private Points pointsOf(ValueTree.Measure most, UnitTree unit) {
        if (Values.isPoints(most)) {
            return values.points(most, most);
        }
        boolean money =
                unit.kind() == UnitTree.Kind.NAME && values.goodsUnit(unit).isEmpty();
        if (!money) {
            throw limitWhat(most);
        }
        Money worth = Money.ofMinor(values.money(most), scope.programme().currency());
        try {
            return scope.programme().points().worth(worth, Rounding.DOWN);
        } catch (ArithmeticException e) {
            throw scope.refuse(
                    Code.NUMBER_TOO_LARGE, most.extent(), scope.printer().value(most), "1000000000");
        }
    }

    private Refused limitWhat(ValueTree.Measure most) {
        return scope.refuse(
                Code.LIMIT_WHAT,
                most.extent(),
                scope.printer().value(most),
                most.number().toPlainString());
    }

    List<Payer> payers(ClauseTree.PaidBy tree, PartnerId owner, About about) {
        List<Payer> payers = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (ClauseTree.Share share : tree.shares()) {
            Optional<PartnerId> partner = partnerOf(share, owner);
            checkAgreement(share, partner, owner, about);
            if (!seen.add(partner)) {
                throw scope.refuse(
                        Code.PAYER_TWICE, share.extent(), share.name().text());
            }
            payers.add(new Payer(partner, weight(share, tree)));
        }
        checkWhole(tree);
        return inLowestTerms(payers);
    }

    private static List<Payer> inLowestTerms(List<Payer> payers) {
        BigInteger divisor = payers.stream()
                .map(payer -> BigInteger.valueOf(payer.weight()))
                .reduce(BigInteger.ZERO, BigInteger::gcd);
        return payers.stream()
                .map(payer -> new Payer(payer.partner(), payer.weight() / divisor.longValueExact()))
                .toList();
    }

    private Optional<PartnerId> partnerOf(ClauseTree.Share share, PartnerId owner) {
        if (share.role() == Keyword.PARTNER) {
            return Optional.empty();
        }
        if (share.role() == Keyword.OWN) {
            return Optional.of(owner);
        }
        return Optional.of(share.role() == Keyword.PROGRAMME ? PartnerId.PROGRAMME : scope.partner(share.name()));
    }

    private void checkAgreement(ClauseTree.Share share, Optional<PartnerId> partner, PartnerId owner, About about) {
        List<PartnerId> payers = partner.map(List::of)
                .orElseGet(() ->
                        about.partners().stream().mapToObj(scope::partnerAt).toList());
        for (PartnerId payer : payers) {
            if (!scope.programme().paysFor(payer, owner)) {
                throw scope.refuse(Code.NO_AGREEMENT, share.extent(), payer.value(), owner.value());
            }
        }
    }

    private long weight(ClauseTree.Share share, ClauseTree.PaidBy tree) {
        if (share.part().isEmpty()) {
            if (tree.shares().size() > 1) {
                throw scope.refuse(
                        Code.SHARE_MISSING, share.extent(), share.name().text());
            }
            return 1;
        }
        ValueTree.Measure part = share.part().get();
        boolean percent = isPercent(part);
        boolean parts = part.unit().filter(unit -> unit.is(Keyword.PART)).isPresent();
        boolean asFirst = tree.shares()
                .get(0)
                .part()
                .map(first -> isPercent(first) == percent)
                .orElse(true);
        if ((!percent && !parts) || !asFirst) {
            throw scope.refuse(Code.SHARE_WHAT, part.extent(), scope.printer().value(part));
        }
        boolean tooLarge = part.number().compareTo(BigDecimal.valueOf(1_000_000)) > 0;
        if (part.number().signum() == 0 || tooLarge) {
            throw scope.refuse(
                    Code.SHARE_OUT_OF_BOUNDS, part.extent(), scope.printer().value(part));
        }
        return part.number().movePointRight(SHARE_DIGITS).longValueExact();
    }

    private static boolean isPercent(ValueTree.Measure part) {
        return part.unit().filter(unit -> unit.kind() == UnitTree.Kind.PERCENT).isPresent();
    }

    private void checkWhole(ClauseTree.PaidBy tree) {
        BigDecimal sum = BigDecimal.ZERO;
        Optional<Extent> place = Optional.empty();
        for (ClauseTree.Share share : tree.shares()) {
            if (share.part().filter(ClauseChecker::isPercent).isPresent()) {
                sum = sum.add(share.part().get().number());
                Extent extent = share.extent();
                place = Optional.of(place.map(first -> first.to(extent)).orElse(extent));
            }
        }
        if (place.isPresent() && sum.compareTo(BigDecimal.valueOf(100)) != 0) {
            throw scope.refuse(
                    Code.SHARES_NOT_WHOLE, place.get(), sum.stripTrailingZeros().toPlainString());
        }
    }
}
