package org.loyaltyhub.hub;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
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

    /** The last that entered, until it is settled. */
    private final AtomicReference<Funnel.@Nullable Ticket> last = new AtomicReference<>();

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
        settled(decisions);
    }

    /** What was decided last is on its way to the store. */
    void entered(Funnel.Ticket ticket) {
        last.set(ticket);
    }

    /** It is written, or never will be. */
    void settled(Funnel.Ticket ticket) {
        settled(ticket.bundle().decisions());
        last.compareAndSet(ticket, null);
    }

    private void settled(List<Decision> decisions) {
        decisions.forEach(decision -> unwritten.remove(decision.sequence()));
    }

    /** What the newest state was written by, or not, once that is settled; empty if the store knows already. */
    Optional<Funnel.Ticket> last() {
        return Optional.ofNullable(last.get());
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
