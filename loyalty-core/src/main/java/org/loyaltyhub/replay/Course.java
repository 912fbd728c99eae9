package org.loyaltyhub.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Outside;
import org.loyaltyhub.decision.Past;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.member.Recall;

/**
 * One member's events, decided one after the other, each on the state that the one before it left. What replay and
 * backtests have in common: they differ in the version that judges and in who answers for what lies beyond the member.
 *
 * <p>Pure. Not thread-safe; members do not touch each other and may be folded side by side.
 */
public final class Course {
    private final Recall recall;
    private final Function<String, Optional<Version>> versions;
    private final List<Decision> decisions = new ArrayList<>();
    private MemberState state;

    /**
     * Begins.
     *
     * @param state before the first event
     * @param recall what all versions that judge look back on
     * @param versions by id, for refunds of what earlier versions judged
     */
    public Course(MemberState state, Recall recall, Function<String, Optional<Version>> versions) {
        this.state = state;
        this.recall = recall;
        this.versions = versions;
    }

    /** What would come of the event now. Nothing changes. */
    public Decision decide(Version version, Event event, Instant recordedAt, Outside beyond) {
        return Decider.decide(version, state, event, recordedAt, new WithPast(beyond));
    }

    /**
     * Goes on as this decision says.
     *
     * @throws IllegalArgumentException if it was made for another state, or was a refusal
     */
    public void follow(Decision decision) {
        state = Decider.evolve(recall, state, decision);
        decisions.add(decision);
    }

    /** The member as it stands. */
    public MemberState state() {
        return state;
    }

    /** What was followed, in order. */
    public List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    /** Somebody else's answers beside the member's own past. */
    private final class WithPast implements Outside {
        private final Outside beyond;

        WithPast(Outside beyond) {
            this.beyond = beyond;
        }

        @Override
        public long grant(SharedLimit limit, long asked) {
            return beyond.grant(limit, asked);
        }

        @Override
        public long rank(Figure.Rank rank) {
            return beyond.rank(rank);
        }

        @Override
        public boolean givesDiscounts() {
            return beyond.givesDiscounts();
        }

        @Override
        public Past past() {
            return Past.of(decisions);
        }

        @Override
        public Optional<Version> version(String id) {
            return versions.apply(id);
        }
    }
}
