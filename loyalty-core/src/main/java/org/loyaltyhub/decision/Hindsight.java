package org.loyaltyhub.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.member.Recall;

/**
 * Members as they were remembered when something happened that is judged later than any report may be: the end of a period
 * whose calendar moved on late, or an event that waited for a hub to be opened.
 *
 * <p>Pure: live and in a replay it comes to the same, as a memory that holds what is asked answers like any other that does.
 */
public final class Hindsight {
    private Hindsight() {}

    /**
     * The state as it would be had events always been taken that late: with the events, counters, milestones and past
     * values that were forgotten since. The same state if nothing was yet, or if not all decisions are kept. O(the member's
     * decisions).
     *
     * @param version that judges
     * @param decisions all of the member; later ones than the state's are passed over
     */
    public static MemberState of(
            Version version,
            MemberState state,
            Supplier<List<Decision>> decisions,
            Instant happenedAt,
            Instant judgedAt) {
        if (!happenedAt.isBefore(judgedAt.minus(version.recall().lateness()))) {
            return state;
        }
        List<Decision> all = decisions.get();
        if (all.isEmpty() || all.get(0).sequence() != 0) {
            return state;
        }
        Recall recall = version.recall().ofEventsAsLateAs(Duration.between(happenedAt, judgedAt));
        MemberState again = MemberState.first(state.id(), all.get(0).event());
        for (Decision decision : all) {
            again = decision.sequence() < state.version() ? Decider.evolve(recall, again, decision) : again;
        }
        return state.rememberingAs(again);
    }
}
