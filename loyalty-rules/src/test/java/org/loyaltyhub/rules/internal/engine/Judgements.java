package org.loyaltyhub.rules.internal.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Outside;
import org.loyaltyhub.decision.RuleDecision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.SharedUse;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rules.generated.RandomEvents.Reported;
import org.loyaltyhub.value.MemberId;

/** What a version decides on events, one after the other, with all members' states and shared limits carried along. */
final class Judgements {
    private final Version version;
    private final Map<String, MemberState> members = new HashMap<>();
    private final Map<SharedLimit, Long> taken = new HashMap<>();

    Judgements(Version version) {
        this.version = version;
    }

    /** A decision as a value: without the visit, which equals no other. */
    record Judgement(
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

    static List<Judgement> fold(Version version, List<Reported> events) {
        Judgements judgements = new Judgements(version);
        List<Judgement> all = new ArrayList<>(events.size());
        for (Reported event : events) {
            all.add(Judgement.of(judgements.next(event)));
        }
        return all;
    }

    Decision next(Reported event) {
        MemberState state = members.computeIfAbsent(event.card(), card -> enrolled(card, event));
        Decision decision = Decider.decide(version, state, event.event(), event.recordedAt(), outside());
        members.put(event.card(), Decider.evolve(version.recall(), state, decision));
        return decision;
    }

    private static MemberState enrolled(String card, Reported event) {
        Instant at = event.event().happenedAt();
        return MemberState.enrolled(new MemberId("member-" + card), at, true);
    }

    private Outside outside() {
        return (limit, asked) -> {
            long had = taken.getOrDefault(limit, 0L);
            long granted = Math.min(asked, limit.limit().most() - had);
            taken.put(limit, had + granted);
            return granted;
        };
    }
}
