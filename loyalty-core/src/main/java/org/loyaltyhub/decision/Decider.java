package org.loyaltyhub.decision;

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
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.member.Belongings;
import org.loyaltyhub.member.Changes;
import org.loyaltyhub.member.Counters;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.member.Milestones;
import org.loyaltyhub.member.Recall;
import org.loyaltyhub.member.Remembered;
import org.loyaltyhub.rule.Limit;
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
        Optional<Visit> visit = Visit.of(version.programme(), event);
        boolean earns = state.profile().status().at(event.happenedAt()) == MemberStatus.ACTIVE;
        Judging judging = new Judging(version, state, event, recordedAt, outside);
        if (earns && visit.isPresent() && visit.get().earns()) {
            judging.judge(visit.get());
        }
        return new Decision(
                version.id(),
                event,
                visit,
                state.id(),
                state.version(),
                recordedAt,
                state.profile().tier().at(event.happenedAt()),
                judging.rules(),
                judging.shared(),
                judging.entries());
    }

    /**
     * The member after {@code decision}, which was made for this very {@code state}.
     *
     * @param recall what the versions that may still judge an event need to remember
     */
    public static MemberState evolve(Recall recall, MemberState state, Decision decision) {
        if (decision.sequence() != state.version()) {
            throw new IllegalArgumentException("the decision is for version " + decision.sequence() + " of member "
                    + state.id() + ", the state is of version " + state.version());
        }
        Map<RuleKey, Long> used = new TreeMap<>();
        Map<Counters.Key, Counters.Usage> counts = new HashMap<>();
        Map<Milestones.Key, Long> milestones = new HashMap<>();
        List<Lot> lots = new ArrayList<>();
        List<Belongings.Voucher> vouchers = new ArrayList<>();
        List<String> badges = new ArrayList<>();
        for (RuleDecision rule : decision.rules()) {
            if (rule.gives()) {
                rule.taken().ifPresent(past -> used.put(rule.rule().key(), past.sequence()));
                count(rule, decision, counts);
                milestones.putAll(rule.milestones());
                rule.awards().forEach(award -> lots.addAll(award.lots()));
                rule.gifts().forEach(gift -> keep(gift, rule, decision, vouchers, badges));
            }
        }
        Optional<Remembered> remembered = recall.isNeeded() ? decision.remembered() : Optional.empty();
        Changes changes = new Changes(remembered, used, counts, milestones, lots, vouchers, badges);
        return state.after(decision.event(), changes, recall, decision.recordedAt());
    }

    private static void count(RuleDecision rule, Decision decision, Map<Counters.Key, Counters.Usage> counts) {
        LocalDate date = decision.visit().orElseThrow().date();
        Set<Counters.Key> keys = new LinkedHashSet<>();
        for (Limit limit : rule.rule().limits()) {
            Limits.counter(rule.rule().key(), limit, date).ifPresent(keys::add);
        }
        for (Counters.Key key : keys) {
            counts.put(key, new Counters.Usage(1, rule.pointsCounted(), rule.moneyOff()));
        }
    }

    private static void keep(
            Gift gift, RuleDecision rule, Decision decision, List<Belongings.Voucher> vouchers, List<String> badges) {
        if (gift instanceof Gift.Voucher voucher) {
            vouchers.add(new Belongings.Voucher(
                    voucher.effect().code(), rule.rule().key(), decision.event().key(), voucher.expires()));
        } else if (gift instanceof Gift.Badge badge) {
            badges.add(badge.effect().name());
        }
    }
}
