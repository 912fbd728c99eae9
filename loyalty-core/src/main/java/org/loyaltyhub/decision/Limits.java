package org.loyaltyhub.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.member.Counters;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Limit.Measure;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.RuleKey;

/**
 * The limits of one rule for one event. The member's own come first; what they leave is asked of the shared ones, in the
 * order of the rule. A limit grants what is left; a grant of nothing uses up nothing.
 */
final class Limits {
    private static final long UNBOUNDED = Long.MAX_VALUE;
    /** Of a rule that has none: nothing in them ever changes. */
    private static final Limits NONE = new Limits(List.of(), null);

    /** Of the member's own. */
    private final List<RuleDecision.Left> left;

    private final @Nullable Asking asking;

    // the least that the member's own limits leave of each measure, what was granted already taken off
    private long times = UNBOUNDED;
    private long points = UNBOUNDED;
    private long money = UNBOUNDED;

    private Limits(List<RuleDecision.Left> left, @Nullable Asking asking) {
        this.left = left;
        this.asking = asking;
    }

    /** @param quoted what the quote took that the event names */
    static Limits of(Rule rule, Counters counters, Visit visit, Outside outside, QuotedUses quoted) {
        if (rule.limits().isEmpty()) {
            return NONE;
        }
        LocalDate date = visit.date();
        List<RuleDecision.Left> left = left(rule, counters, date);
        boolean asks = !rule.sharedLimits().isEmpty();
        Limits limits = new Limits(left, asks ? new Asking(rule, date, outside, quoted) : null);
        limits.bound(left);
        return limits;
    }

    /** What the member's own limits leave. */
    private static List<RuleDecision.Left> left(Rule rule, Counters counters, LocalDate date) {
        List<Limit> own = rule.ownLimits();
        RuleDecision.Left[] left = new RuleDecision.Left[own.size()];
        for (int i = 0; i < left.length; i++) {
            Limit limit = own.get(i);
            long had = limit.reach() == Limit.Reach.PURCHASE
                    ? 0
                    : had(limit.measure(), counters.of(rule.key(), limit.period(), date));
            left[i] = new RuleDecision.Left(limit, Math.max(0, limit.most() - had));
        }
        return List.of(left);
    }

    /** The limits as they stood when the event was judged; of those over all members, what was used of them then. */
    static Limits asTheyWere(RuleDecision decided, List<SharedUse> shared) {
        Limits limits = new Limits(List.of(), null);
        limits.bound(decided.limits());
        Map<Limit, Long> used = new LinkedHashMap<>();
        for (SharedUse use : shared) {
            if (use.limit().rule().equals(decided.rule().key())) {
                used.merge(use.limit().limit(), counted(decided, use), Math::addExact);
            }
        }
        used.forEach((limit, sum) -> limits.bound(limit.measure(), sum));
        return limits;
    }

    /** A rule that gave was counted once, though it may be the quote that the purchase names which was. */
    private static long counted(RuleDecision decided, SharedUse use) {
        boolean isTime = use.limit().limit().measure() == Measure.TIMES;
        return isTime && decided.gives() ? 1 : use.used();
    }

    private void bound(List<RuleDecision.Left> by) {
        for (int i = 0; i < by.size(); i++) {
            Limit limit = by.get(i).limit();
            if (!limit.reach().isShared()) {
                bound(limit.measure(), by.get(i).left());
            }
        }
    }

    private void bound(Measure measure, long most) {
        leave(measure, Math.min(own(measure), most));
    }

    private long own(Measure measure) {
        return switch (measure) {
            case TIMES -> times;
            case POINTS -> points;
            case MONEY -> money;
            case COST, BY_HAND -> throw ofNoRule(measure);
        };
    }

    private void leave(Measure measure, long rest) {
        switch (measure) {
            case TIMES -> times = rest;
            case POINTS -> points = rest;
            case MONEY -> money = rest;
            case COST, BY_HAND -> throw ofNoRule(measure);
        }
    }

    private static IllegalArgumentException ofNoRule(Measure measure) {
        return new IllegalArgumentException("no rule has a limit on " + measure);
    }

    static long had(Measure measure, Counters.Usage usage) {
        return switch (measure) {
            case TIMES -> usage.times();
            case POINTS -> usage.points().units();
            case MONEY -> usage.money();
            case COST, BY_HAND -> throw ofNoRule(measure);
        };
    }

    /** The member's counter that the limit reads; empty for limits that need none. */
    static Optional<Counters.Key> counter(RuleKey rule, Limit limit, LocalDate date) {
        return switch (limit.reach()) {
            case MEMBER_PERIOD, MEMBER_EVER -> Optional.of(Counters.Key.of(rule, limit.period(), date));
            case PURCHASE, ALL_PERIOD, ALL_EVER -> Optional.empty();
        };
    }

    /** Whether the rule may still give anything to anybody for this event. */
    boolean admits() {
        return times > 0 && (asking == null || asking.admits());
    }

    /** How much of {@code asked}, above zero, the rule gives. */
    long grant(Measure measure, long asked) {
        long granted = Math.min(asked, own(measure));
        if (granted == 0 || !admits()) {
            return 0;
        }
        if (asking != null) {
            granted = asking.grant(measure, granted);
        }
        use(measure, granted);
        return granted;
    }

    /** Of what was granted last, nobody pays for so much: it is not given, and nothing is used up by it. */
    void giveBack(Measure measure, long unpaid) {
        use(measure, -unpaid);
    }

    private void use(Measure measure, long more) {
        if (asking != null) {
            asking.use(more);
        }
        if (own(measure) != UNBOUNDED) {
            leave(measure, own(measure) - more);
        }
    }

    /** The rule gave nothing in the end: what it was granted goes back. */
    void drop() {
        if (asking != null) {
            asking.drop();
        }
    }

    List<RuleDecision.Left> left() {
        if (asking == null) {
            return left;
        }
        List<RuleDecision.Left> all = new ArrayList<>(left);
        all.addAll(asking.left());
        return all;
    }

    List<SharedUse> shared() {
        return asking == null ? List.of() : asking.shared();
    }
}
