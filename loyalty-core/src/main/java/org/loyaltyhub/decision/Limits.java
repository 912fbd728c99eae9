package org.loyaltyhub.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.member.Counters;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/**
 * The limits of one rule for one event. The member's own come first; what they leave is asked of the shared ones, in the
 * order of the rule. A limit grants what is left; a grant of nothing uses up nothing.
 */
final class Limits {
    private final Rule rule;
    private final LocalDate date;
    private final List<RuleDecision.Left> left = new ArrayList<>();
    private final List<SharedUse> shared = new ArrayList<>();

    private Limits(Rule rule, LocalDate date) {
        this.rule = rule;
        this.date = date;
    }

    static Limits of(Rule rule, Counters counters, LocalDate date) {
        Limits limits = new Limits(rule, date);
        for (Limit limit : rule.limits()) {
            if (!limit.reach().isShared()) {
                Counters.Usage usage =
                        counter(rule.key(), limit, date).map(counters::of).orElse(Counters.Usage.NONE);
                long had = limit.measure() == Limit.Measure.TIMES
                        ? usage.times()
                        : usage.points().units();
                limits.left.add(new RuleDecision.Left(limit, Math.max(0, limit.most() - had)));
            }
        }
        return limits;
    }

    /** The member's counter that the limit reads; empty for limits that need none. */
    static Optional<Counters.Key> counter(RuleKey rule, Limit limit, LocalDate date) {
        return switch (limit.reach()) {
            case MEMBER_PERIOD, MEMBER_EVER -> Optional.of(Counters.Key.of(rule, limit.period(), date));
            case PURCHASE, ALL_PERIOD, ALL_EVER -> Optional.empty();
        };
    }

    /** How much of {@code asked} the member gets. */
    Points grant(Points asked, Outside outside) {
        long granted = asked.units();
        for (RuleDecision.Left each : List.copyOf(left)) {
            granted = cut(granted, each.limit(), each.left());
        }
        List<SharedUse> asks = new ArrayList<>();
        for (Limit limit : rule.limits()) {
            if (limit.reach().isShared() && granted > 0) {
                long ask = limit.measure() == Limit.Measure.TIMES ? 1 : granted;
                LocalDate firstDay = limit.period().map(p -> p.firstDay(date)).orElse(LocalDate.MIN);
                SharedLimit question = new SharedLimit(rule.key(), limit, firstDay);
                long answer = outside.grant(question, ask);
                asks.add(new SharedUse(question, ask, answer, 0));
                left.add(new RuleDecision.Left(limit, answer));
                granted = cut(granted, limit, answer);
            }
        }
        for (SharedUse ask : asks) {
            long used = ask.limit().limit().measure() == Limit.Measure.TIMES ? Math.min(1, granted) : granted;
            shared.add(new SharedUse(ask.limit(), ask.asked(), ask.granted(), used));
        }
        return Points.ofUnits(granted);
    }

    private static long cut(long granted, Limit limit, long left) {
        if (limit.measure() == Limit.Measure.TIMES) {
            return left > 0 ? granted : 0;
        }
        return Math.min(granted, left);
    }

    List<RuleDecision.Left> left() {
        return left;
    }

    List<SharedUse> shared() {
        return shared;
    }
}
