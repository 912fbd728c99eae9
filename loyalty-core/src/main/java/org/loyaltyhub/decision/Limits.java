package org.loyaltyhub.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final Rule rule;
    private final List<Limit> asking;
    private final LocalDate date;
    private final Outside outside;
    private final QuotedUses quoted;
    private final List<RuleDecision.Left> left;
    private final List<SharedUse> shared;

    // the least that the member's own limits leave of each measure, what was granted already taken off
    private long times = UNBOUNDED;
    private long points = UNBOUNDED;
    private long money = UNBOUNDED;

    /** Where the answers begin that were given last. */
    private int newest;

    private Optional<Boolean> sharedTimes = Optional.empty();

    /** @param quoted what the quote took that the event names */
    Limits(Rule rule, Counters counters, LocalDate date, Outside outside, QuotedUses quoted) {
        this.rule = rule;
        this.quoted = quoted;
        this.asking = rule.sharedLimits();
        this.date = date;
        this.outside = outside;
        List<Limit> limits = rule.limits();
        this.left = limits.isEmpty() ? List.of() : new ArrayList<>(limits.size());
        this.shared = asking.isEmpty() ? List.of() : new ArrayList<>(asking.size());
        for (int i = 0; i < limits.size(); i++) {
            Limit limit = limits.get(i);
            if (!limit.reach().isShared()) {
                Optional<Counters.Key> counter = counter(rule.key(), limit, date);
                long had = counter.isEmpty() ? 0 : had(limit.measure(), counters.of(counter.get()));
                long rest = Math.max(0, limit.most() - had);
                left.add(new RuleDecision.Left(limit, rest));
                bound(limit.measure(), rest);
            }
        }
    }

    private Limits(RuleDecision decided, List<SharedUse> shared, LocalDate date) {
        this.rule = decided.rule();
        this.asking = List.of();
        this.date = date;
        this.outside = Outside.unlimited();
        this.quoted = QuotedUses.NONE;
        this.left = List.of();
        this.shared = List.of();
        for (RuleDecision.Left each : decided.limits()) {
            if (!each.limit().reach().isShared()) {
                bound(each.limit().measure(), each.left());
            }
        }
        Map<Limit, Long> used = new LinkedHashMap<>();
        for (SharedUse use : shared) {
            if (use.limit().rule().equals(rule.key())) {
                used.merge(use.limit().limit(), counted(decided, use), Math::addExact);
            }
        }
        used.forEach((limit, sum) -> bound(limit.measure(), sum));
    }

    /** A rule that gave was counted once, though it may be the quote that the purchase names which was. */
    private static long counted(RuleDecision decided, SharedUse use) {
        boolean isTime = use.limit().limit().measure() == Measure.TIMES;
        return isTime && decided.gives() ? 1 : use.used();
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

    /** The limits as they stood when the event was judged; of those over all members, what was used of them then. */
    static Limits asTheyWere(RuleDecision decided, List<SharedUse> shared, LocalDate date) {
        return new Limits(decided, shared, date);
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
        return own(Measure.TIMES) > 0 && (asking.isEmpty() || sharedTimesAdmit());
    }

    private boolean sharedTimesAdmit() {
        if (sharedTimes.isEmpty()) {
            boolean admitted = true;
            for (Limit limit : asking) {
                if (admitted && limit.measure() == Measure.TIMES && !quoted.counted(rule.key(), limit)) {
                    long answer = ask(limit, 1);
                    shared.set(shared.size() - 1, shared.get(shared.size() - 1).using(answer));
                    admitted = answer > 0;
                }
            }
            sharedTimes = Optional.of(admitted);
        }
        return sharedTimes.get();
    }

    /** How much of {@code asked}, above zero, the rule gives. */
    long grant(Measure measure, long asked) {
        long granted = Math.min(asked, own(measure));
        if (granted == 0 || !admits()) {
            return 0;
        }
        newest = shared.size();
        for (int i = 0; i < asking.size(); i++) {
            if (asking.get(i).measure() == measure && granted > 0) {
                granted = Math.min(granted, ask(asking.get(i), granted));
            }
        }
        use(measure, granted);
        return granted;
    }

    private void use(Measure measure, long more) {
        for (int i = newest; i < shared.size(); i++) {
            shared.set(i, shared.get(i).using(shared.get(i).used() + more));
        }
        if (own(measure) != UNBOUNDED) {
            leave(measure, own(measure) - more);
        }
    }

    /** Of what was granted last, nobody pays for so much: it is not given, and nothing is used up by it. */
    void giveBack(Measure measure, long unpaid) {
        use(measure, -unpaid);
    }

    private long ask(Limit limit, long asked) {
        SharedLimit question = SharedLimit.of(rule.key(), limit, date);
        long answer = outside.grant(question, asked);
        shared.add(new SharedUse(question, asked, answer, 0));
        left.add(new RuleDecision.Left(limit, answer));
        return answer;
    }

    /** The rule gave nothing in the end: what it was granted goes back. */
    void drop() {
        for (int i = 0; i < shared.size(); i++) {
            shared.set(i, shared.get(i).using(0));
        }
    }

    List<RuleDecision.Left> left() {
        return left;
    }

    List<SharedUse> shared() {
        return shared;
    }
}
