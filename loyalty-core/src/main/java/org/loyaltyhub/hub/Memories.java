package org.loyaltyhub.hub;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.MemberId;

/**
 * Stored states with memories that suit the versions in force, and the one that is announced.
 *
 * <p>Thread-safe.
 */
final class Memories {
    private final Store store;

    Memories(Store store) {
        this.store = store;
    }

    /** What the store has. */
    Optional<MemberState> state(InForce inForce, MemberId member) {
        Optional<MemberState> stored = store.state(member);
        return inForce.isAnnounced()
                ? stored.map(state -> remembering(inForce, state))
                : stored.map(state -> state.remembering(
                        state.memory().keeping(inForce.versions().recall().details())));
    }

    /** The state as it would be if it had always been remembered for the versions now in force. O(the member's events). */
    private MemberState remembering(InForce inForce, MemberState state) {
        List<Decision> all = store.decisions(state.id());
        if (all.isEmpty() || all.get(0).sequence() != 0) {
            return state; // nobody announces a version for which that is too little
        }
        MemberState again = MemberState.first(state.id(), all.get(0).event());
        for (Decision decision : all) {
            again = decision.sequence() < state.version()
                    ? Decider.evolve(inForce.versions().recall(), again, decision)
                    : again;
        }
        return state.remembering(again.memory());
    }

    /** Makes the stored memory of the member suit the announced version. Who is quicker did it too. */
    void makeAnew(InForce inForce, MemberId member) {
        boolean done = false;
        while (!done) {
            done = store.state(member)
                    .map(state -> store.replace(remembering(inForce, state)))
                    .orElse(true);
        }
    }
}
