package org.loyaltyhub.rules.generated;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.FollowUps;
import org.loyaltyhub.decision.Gift;
import org.loyaltyhub.decision.Outside;
import org.loyaltyhub.decision.RuleDecision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.SharedUse;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rules.generated.RandomEvents.Reported;
import org.loyaltyhub.value.MemberId;

/** What a version decides on events, one after the other, with all members' states and shared limits carried along. */
public final class Judgements {
    private final Version version;
    private final Map<String, MemberState> members = new HashMap<>();
    private final Map<SharedLimit, Long> taken = new HashMap<>();

    public Judgements(Version version) {
        this.version = version;
    }

    /** A decision as a value: without the visit, which equals no other. */
    public record Judgement(
            long sequence,
            Optional<String> tier,
            List<RuleDecision> rules,
            List<SharedUse> shared,
            List<Entry> entries) {

        static Judgement of(Decision decision) {
            return new Judgement(
                    decision.sequence(), decision.tier(), decision.rules(), decision.shared(), decision.entries());
        }
    }

    /** What is decided on each event: asked for a quote first, then on the event itself, then on what it causes. */
    public static List<List<Judgement>> fold(Version version, List<Reported> events) {
        Judgements judgements = new Judgements(version);
        List<List<Judgement>> all = new ArrayList<>(events.size());
        for (Reported event : events) {
            all.add(judgements.next(event).stream().map(Judgement::of).toList());
        }
        return all;
    }

    public List<Decision> next(Reported event) {
        List<Decision> decisions = new ArrayList<>();
        if (event.event() instanceof Purchase) {
            decisions.add(quote(event));
        }
        MemberState before = stateOf(event.card(), event);
        Decision decision = decide(event, event.event(), event.card());
        decisions.add(decision);
        for (HubEvent crossing : FollowUps.of(version, before, decision, members.get(event.card()))) {
            decisions.add(decide(event, crossing, event.card()));
        }
        for (RuleDecision rule : decision.rules()) {
            for (Gift gift : rule.gifts()) {
                if (gift instanceof Gift.Thanks thanks) {
                    decisions.add(thank(event, rule, thanks));
                }
            }
        }
        return decisions;
    }

    private Decision quote(Reported event) {
        TakingShared outside = new TakingShared(event.event(), true);
        Decision decision =
                Decider.decide(version, stateOf(event.card(), event), event.event(), event.recordedAt(), outside);
        decision.shared().forEach(use -> taken.merge(use.limit(), -use.granted(), Long::sum));
        return decision;
    }

    private Decision decide(Reported cause, Event event, String card) {
        MemberState state = stateOf(card, cause);
        Decision decision = Decider.decide(version, state, event, cause.recordedAt(), new TakingShared(event, false));
        decision.shared().forEach(use -> taken.merge(use.limit(), use.used() - use.granted(), Long::sum));
        members.put(card, Decider.evolve(version.recall(), state, decision));
        return decision;
    }

    private Decision thank(Reported cause, RuleDecision rule, Gift.Thanks thanks) {
        String id = "thanks/" + cause.event().key() + "/" + rule.rule().key();
        Subject subject = new Subject.Thanks(rule.rule().key(), thanks.points());
        HubEvent event = HubEvent.of(id, cause.event().happenedAt(), subject);
        return decide(cause, event, thanks.referrer().value());
    }

    private MemberState stateOf(String card, Reported event) {
        Instant at = event.event().happenedAt();
        return members.computeIfAbsent(card, each -> MemberState.enrolled(new MemberId("member-" + each), at, true));
    }

    /** Shared limits that run out, ranks from nowhere but the same each time, and a quote if wanted. */
    private final class TakingShared implements Outside {
        private final Event event;
        private final boolean quotes;

        TakingShared(Event event, boolean quotes) {
            this.event = event;
            this.quotes = quotes;
        }

        @Override
        public long grant(SharedLimit limit, long asked) {
            long had = taken.getOrDefault(limit, 0L);
            long granted = Math.min(asked, limit.limit().most() - had);
            taken.put(limit, had + granted);
            return granted;
        }

        @Override
        public long rank(Figure.Rank rank) {
            boolean isEnd = event instanceof HubEvent own && own.subject() instanceof Subject.EndOf;
            return isEnd
                    ? 1
                            + Math.floorMod(
                                    Objects.hash(rank.toString(), event.key().id()), 5)
                    : Answers.UNKNOWN;
        }

        @Override
        public boolean givesDiscounts() {
            return quotes;
        }
    }
}
