package org.loyaltyhub.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.MemberStatus;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.member.Counters;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.member.Remembered;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/**
 * The two functions that everything else is a shell around: live, quote, replay, backtest and scenarios.
 *
 * <p>Pure: the same arguments give the same result, bit for bit, on any machine. Nothing here reads a clock, a store or a
 * random number.
 */
public final class Decider {
    private Decider() {}

    /**
     * What comes of {@code event} for a member in {@code state}. The event has passed the hub's checks. O(rules that
     * concern the event) and the cost of the figures they ask.
     *
     * @param recordedAt when the hub took it, by the hub's clock
     */
    public static Decision decide(
            Version version, MemberState state, Event event, Instant recordedAt, Outside outside) {
        Optional<Visit> visit = event instanceof Purchase purchase
                ? Optional.of(Visit.of(version.programme(), purchase))
                : Optional.empty();
        boolean earns = state.profile().status().at(event.happenedAt()) == MemberStatus.ACTIVE;
        Judging judging = new Judging(version, state, event, recordedAt, outside);
        if (earns && visit.isPresent() && visit.get().earns()) {
            judging.judge(new Facts(version.programme(), state, visit.get()));
        }
        return new Decision(
                version.id(),
                event,
                visit,
                state.id(),
                state.version(),
                recordedAt,
                state.profile().tier().at(event.happenedAt()),
                judging.rules,
                judging.shared,
                judging.entries);
    }

    /** The member after {@code decision}, which was made for this very {@code state}. */
    public static MemberState evolve(Version version, MemberState state, Decision decision) {
        if (decision.sequence() != state.version()) {
            throw new IllegalArgumentException("the decision is for version " + decision.sequence() + " of member "
                    + state.id() + ", the state is of version " + state.version());
        }
        MemberState next = state.recorded(decision.event().happenedAt());
        if (decision.event() instanceof ProfileChange change) {
            next = next.changed(change);
        }
        Map<Counters.Key, Counters.Usage> counts = new HashMap<>();
        Map<RuleKey, Long> used = new TreeMap<>();
        List<Lot> lots = new ArrayList<>();
        for (RuleDecision rule : decision.rules()) {
            if (!rule.awards().isEmpty()) {
                count(rule, decision, counts);
                rule.taken().ifPresent(past -> used.put(rule.rule().key(), past.sequence()));
                rule.awards().forEach(award -> lots.addAll(award.lots()));
            }
        }
        next = next.counting(counts).using(used).earning(lots);
        if (decision.visit().isPresent()) {
            next = remember(version, next, decision, decision.visit().get());
        }
        return forget(version, next, decision.recordedAt());
    }

    private static void count(RuleDecision rule, Decision decision, Map<Counters.Key, Counters.Usage> counts) {
        LocalDate date = decision.visit().orElseThrow().date();
        Set<Counters.Key> keys = new LinkedHashSet<>();
        for (Limit limit : rule.rule().limits()) {
            Limits.counter(rule.rule().key(), limit, date).ifPresent(keys::add);
        }
        for (Counters.Key key : keys) {
            counts.put(key, new Counters.Usage(1, rule.granted()));
        }
    }

    private static MemberState remember(Version version, MemberState state, Decision decision, Visit visit) {
        boolean asked = version.reachDays() > 0 || !version.tracked().isEmpty();
        return asked ? state.remembering(new Remembered(visit, decision.sequence(), decision.granted())) : state;
    }

    private static MemberState forget(Version version, MemberState state, Instant recordedAt) {
        Instant horizon = recordedAt.minus(version.programme().horizon());
        Instant edge = horizon.minus(Duration.ofDays(version.reachDays()));
        return state.forgetting(horizon, edge, version.tracked());
    }

    /** One event on its way through the rules. */
    private static final class Judging {
        private final Version version;
        private final MemberState state;
        private final Event event;
        private final Instant recordedAt;
        private final Outside outside;
        private final List<RuleDecision> rules = new ArrayList<>();
        private final List<SharedUse> shared = new ArrayList<>();
        private final List<Entry> entries = new ArrayList<>();

        Judging(Version version, MemberState state, Event event, Instant recordedAt, Outside outside) {
            this.version = version;
            this.state = state;
            this.event = event;
            this.recordedAt = recordedAt;
            this.outside = outside;
        }

        void judge(Facts facts) {
            for (int index : version.matcher().match(facts)) {
                judge(version.rules().get(index), facts);
            }
        }

        private void judge(Rule rule, Facts facts) {
            List<Points> asked = Amounts.of(rule, facts);
            Points sum = Amounts.sum(asked);
            Limits limits = Limits.of(rule, state.counters(), facts.visit().date());
            Points granted = sum.isZero() ? Points.ZERO : limits.grant(sum, outside);
            shared.addAll(limits.shared());
            List<Award> awards = Payments.awards(version.programme(), rule, facts.visit(), asked, granted);
            Optional<RuleDecision.Taken> taken = awards.isEmpty()
                    ? Optional.empty()
                    : rule.unused().flatMap(e -> facts.unused(rule.key(), e)).map(RuleDecision.Taken::of);
            rules.add(new RuleDecision(
                    rule,
                    sum,
                    KeptFigures.values(rule.asked(), facts),
                    KeptFigures.truths(rule.asked(), facts, rule),
                    limits.left(),
                    taken,
                    awards));
            for (Award award : awards) {
                entries.add(Payments.entry(rule, award, event, state.id(), recordedAt));
            }
        }
    }
}
