package org.loyaltyhub.rules.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.Optional;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.programme.Agreement;
import org.loyaltyhub.programme.Budget;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Limit.Measure;
import org.loyaltyhub.rule.Limit.Reach;
import org.loyaltyhub.rule.Offer;
import org.loyaltyhub.rule.Payer;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.Rounding;

/** Works out what one rule costs at the worst. */
final class CostOfRule {
    private final Rule rule;
    private final Programme programme;

    CostOfRule(Rule rule, Programme programme) {
        this.rule = rule;
        this.programme = programme;
    }

    WorstCase worstCase() {
        Cost points = Cost.NOTHING;
        Cost money = Cost.NOTHING;
        for (Effect effect : rule.effects()) {
            points = points.plus(points(effect));
            money = money.plus(money(effect));
        }
        return new WorstCase(rule.key(), bounds(points, Measure.POINTS), bounds(money, Measure.MONEY));
    }

    private WorstCase.Bounds bounds(Cost effects, Measure measure) {
        Cost event = effects;
        for (Limit limit : rule.limits()) {
            if (limit.measure() == measure && !effects.isNothing()) {
                event = event.within(limit.most());
            }
        }
        Optional<Cost> budgets = event.isNothing() ? Optional.empty() : budgets(measure);
        return new WorstCase.Bounds(
                within(budgets, event),
                within(budgets, over(event, measure, Period.DAY)),
                within(budgets, over(event, measure, Period.MONTH)));
    }

    private static Cost within(Optional<Cost> bound, Cost cost) {
        return bound.map(each -> lesser(cost, each)).orElse(cost);
    }

    /**
     * What all who pay have set aside for rules of this owner in a month; empty if one of them pays without a bound, or
     * leaves it to others. A voucher is honoured whatever the budgets are.
     */
    private Optional<Cost> budgets(Measure measure) {
        if (measure == Measure.MONEY && rule.effects().stream().anyMatch(Effect.GiveVoucher.class::isInstance)) {
            return Optional.empty();
        }
        Cost sum = Cost.NOTHING;
        for (Payer payer : rule.payers()) {
            Optional<Agreement> agreement = payer.partner()
                    .flatMap(partner -> programme.agreement(partner, rule.key().owner()))
                    .filter(each ->
                            stops(each) && (measure == Measure.MONEY || programme.issuePriceMicros(each.payer()) > 0));
            if (agreement.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(Cost.most(most(agreement.get(), measure)));
        }
        return Optional.of(sum);
    }

    private static boolean stops(Agreement agreement) {
        return agreement
                .budget()
                .filter(budget -> budget.then() == Budget.Then.STOP)
                .isPresent();
    }

    private long most(Agreement agreement, Measure measure) {
        Budget budget = agreement.budget().orElseThrow();
        return measure == Measure.MONEY
                ? budget.most().minor()
                : budget.mostMicros() / programme.issuePriceMicros(agreement.payer());
    }

    private Cost over(Cost event, Measure measure, Period stretch) {
        if (event.isNothing()) {
            return event;
        }
        Cost cost = occurrences(stretch).map(event::often).orElseGet(() -> unbounded(event));
        for (Limit limit : rule.limits()) {
            if (limit.reach() != Reach.PURCHASE) {
                long periods = touched(stretch, limit.period());
                cost = lesser(cost, bound(limit, event, measure, periods));
            }
        }
        return cost;
    }

    private static Cost bound(Limit limit, Cost event, Measure measure, long periods) {
        if (limit.measure() == measure) {
            return Cost.most(limit.most()).often(periods);
        }
        boolean times = limit.measure() == Measure.TIMES && event.most().isPresent();
        return times ? event.often(limit.most()).often(periods) : unbounded(event);
    }

    /** Any number of times: a share of sales stays one. */
    private static Cost unbounded(Cost event) {
        return event.ofSales().isPresent() ? event : Cost.OPEN;
    }

    private static Cost lesser(Cost first, Cost second) {
        if (second.most().isEmpty()) {
            return first;
        }
        return first.within(second.most().get());
    }

    /** How many calendar periods a day or a month may lie in. */
    private static long touched(Period stretch, Optional<Period> period) {
        if (stretch == Period.DAY || period.isEmpty()) {
            return 1;
        }
        return switch (period.get()) {
            case DAY -> 31;
            case WEEK -> 6;
            case MONTH, QUARTER, YEAR -> 1;
        };
    }

    /** How often a member has such an event in the stretch at most; empty if as often as you like. */
    private Optional<Long> occurrences(Period stretch) {
        Subject subject = rule.trigger().subject();
        if (subject instanceof Subject.EndOf end) {
            return Optional.of(touched(stretch, Optional.of(end.period())));
        }
        boolean first = rule.conditions().stream().anyMatch(each -> each.condition() instanceof Condition.First);
        boolean once = first || subject.isCrossing() || subject instanceof Subject.Birthdays;
        return once ? Optional.of(1L) : Optional.empty();
    }

    private Cost points(Effect effect) {
        if (effect instanceof Effect.AwardFlat flat) {
            return Cost.most(flat.points().units());
        }
        if (effect instanceof Effect.AwardRate rate) {
            return rate.cap().isPresent() ? Cost.most(rate.cap().get().units()) : proportional(rate);
        }
        if (effect instanceof Effect.AwardBrackets brackets) {
            return brackets.cap().isPresent() ? Cost.most(brackets.cap().get().units()) : proportional(brackets);
        }
        return effect instanceof Effect.MultiplyPoints ? Cost.OPEN : Cost.NOTHING;
    }

    private Cost proportional(Effect.AwardRate rate) {
        if (!(rate.base() instanceof Figure.Amount)) {
            return Cost.OPEN;
        }
        Ratio perMinor =
                rate.step().isPresent() ? ratio(rate.rate(), rate.step().get()) : rate.rate();
        return Cost.share(worth(perMinor));
    }

    private Cost proportional(Effect.AwardBrackets brackets) {
        if (!(brackets.base() instanceof Figure.Amount)) {
            boolean ends = brackets.brackets()
                            .get(brackets.brackets().size() - 1)
                            .rate()
                            .numerator()
                    == 0;
            return ends ? Cost.most(mostOf(brackets)) : Cost.OPEN;
        }
        return brackets.brackets().stream()
                .map(Effect.AwardBrackets.Bracket::rate)
                .max(Comparator.comparing(CostOfRule::decimal))
                .map(rate -> Cost.share(worth(rate)))
                .orElse(Cost.OPEN);
    }

    /** Of brackets that end: the whole of each, rounded up. */
    private static long mostOf(Effect.AwardBrackets brackets) {
        long sum = 0;
        long from = 0;
        for (Effect.AwardBrackets.Bracket bracket : brackets.brackets()) {
            if (bracket.rate().numerator() > 0) {
                sum += bracket.rate().of(bracket.upTo() - from, Rounding.UP);
            }
            from = bracket.upTo();
        }
        return sum;
    }

    private static BigDecimal decimal(Ratio ratio) {
        return new BigDecimal(ratio.numerator()).divide(new BigDecimal(ratio.denominator()), MathContext.DECIMAL64);
    }

    private static Ratio ratio(Ratio rate, long divisor) {
        return Ratio.of(
                new BigDecimal(rate.numerator()),
                new BigDecimal(rate.denominator()).multiply(BigDecimal.valueOf(divisor)));
    }

    /** So many units of points for a minor unit of sales, in money for money. */
    private Ratio worth(Ratio pointsPerMinor) {
        BigDecimal above = new BigDecimal(pointsPerMinor.numerator())
                .multiply(BigDecimal.valueOf(programme.points().valueMicros()));
        BigDecimal below = new BigDecimal(pointsPerMinor.denominator()).multiply(BigDecimal.valueOf(PointTerms.MICROS));
        return Ratio.of(above, below);
    }

    private static Cost money(Effect effect) {
        if (effect instanceof Effect.Discount discount && discount.cap().isPresent()) {
            return Cost.most(discount.cap().get());
        }
        if (effect instanceof Effect.TakeSum sum) {
            return Cost.most(sum.minor());
        }
        if (effect instanceof Effect.TakePart part) {
            return Cost.share(part.part());
        }
        if (effect instanceof Effect.PayReporter fee) {
            return Cost.most(fee.minor());
        }
        if (effect instanceof Effect.GiveVoucher voucher) {
            return voucher.offer().off() instanceof Offer.Off.Sum sum ? Cost.most(sum.minor()) : Cost.OPEN;
        }
        return effect instanceof Effect.Discount ? Cost.OPEN : Cost.NOTHING;
    }
}
