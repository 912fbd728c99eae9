package org.loyaltyhub.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.value.Points;

/**
 * The hub's own events that a decision causes for its member: crossings of balance and tier. What they cause triggers
 * nothing further. Pure, as {@link Decider} is.
 */
public final class FollowUps {
    private FollowUps() {}

    /** In the order of the subjects' words; empty after one of the hub's own events. O(crossings awaited). */
    public static List<HubEvent> of(Version version, MemberState before, Decision decision, MemberState after) {
        if (version.awaited().isEmpty() || decision.event() instanceof HubEvent) {
            return List.of();
        }
        List<HubEvent> crossings = new ArrayList<>();
        version.awaited().stream()
                .filter(subject -> isCrossed(version, subject, before, decision, after))
                .sorted(Comparator.comparing(Subject::toString))
                .forEach(subject -> crossings.add(HubEvent.because(
                        decision.event(),
                        "crossing/" + subject.word() + "/" + decision.event().key() + "/" + after.id(),
                        subject)));
        return crossings;
    }

    private static boolean isCrossed(
            Version version, Subject subject, MemberState before, Decision decision, MemberState after) {
        if (subject instanceof Subject.BalanceReaches reaches) {
            Instant now = decision.recordedAt();
            Points had = before.balance(now);
            return had.compareTo(reaches.points()) < 0 && after.balance(now).compareTo(reaches.points()) >= 0;
        }
        if (!(decision.event() instanceof ProfileChange change) || change.tier().isEmpty()) {
            return false;
        }
        int was = rank(version, before.profile().tier().at(change.happenedAt()));
        int is = rank(version, change.tier());
        if (subject instanceof Subject.TierBecomes becomes) {
            return is > was && is == version.programme().tierRank(becomes.tier());
        }
        return subject instanceof Subject.TierFalls falls
                && is < was
                && is == version.programme().tierRank(falls.tier());
    }

    private static int rank(Version version, Optional<String> tier) {
        return tier.map(version.programme()::tierRank).orElse(0);
    }
}
