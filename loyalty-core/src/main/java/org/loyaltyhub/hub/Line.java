package org.loyaltyhub.hub;

import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.member.MemberState;

/**
 * A member's states in a row, from one that the store gave: each is decided on the one before, written or not. Once one is
 * not written the line is broken, and whatever was decided on it is decided again on another.
 *
 * <p>The state changes under the member's lock only.
 */
final class Line {
    /** By sequence. */
    private final NavigableMap<Long, Decision> unwritten = new ConcurrentSkipListMap<>();

    private final long activations;
    private volatile MemberState newest;
    private volatile boolean broken;

    /** @param activations how often a version was announced or put in force when the state was read */
    Line(MemberState written, long activations) {
        this.newest = written;
        this.activations = activations;
    }

    long activations() {
        return activations;
    }

    MemberState newest() {
        return newest;
    }

    /** Decided, and about to be written. */
    void goOn(MemberState next, List<Decision> decisions) {
        decisions.forEach(decision -> unwritten.put(decision.sequence(), decision));
        newest = next;
    }

    /** Not to be written after all; nothing was decided on it. */
    void goBack(MemberState before, List<Decision> decisions) {
        newest = before;
        written(decisions);
    }

    /** They are written, or never will be. */
    void written(List<Decision> decisions) {
        decisions.forEach(decision -> unwritten.remove(decision.sequence()));
    }

    /** Decisions on it that the store may not know yet, in their order. */
    List<Decision> unwritten() {
        return List.copyOf(unwritten.values());
    }

    void breakOff() {
        broken = true;
    }

    boolean isBroken() {
        return broken;
    }

    /** Whether nothing of it is still to be written, so that the store knows as much. */
    boolean isAtRest() {
        return unwritten.isEmpty();
    }
}
