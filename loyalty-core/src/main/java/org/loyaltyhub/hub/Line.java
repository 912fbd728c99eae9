package org.loyaltyhub.hub;

import java.util.List;
import java.util.Optional;
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
    /** The last that entered, until it is settled. */
    private volatile Funnel.@Nullable Ticket last;

    private final long activations;
    /** Under the member's lock. */
    private MemberState newest;

    /** Since {@link Lines} looked at it last; under their lock. */
    private boolean met = true;

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

    /** Decided, and on its way to the store. */
    void goOn(MemberState next) {
        newest = next;
    }

    /** What was decided last is on its way to the store. */
    synchronized void entered(Funnel.Ticket ticket) {
        ticket.follow(last);
        last = ticket;
    }

    /** It is written, or never will be. */
    synchronized void settled(Funnel.Ticket ticket) {
        ticket.follow(null);
        if (last == ticket) {
            last = null;
        }
    }

    /** What the newest state was written by, or not, once that is settled; empty if the store knows already. */
    Optional<Funnel.Ticket> last() {
        return Optional.ofNullable(last);
    }

    /** Decisions on it that the store may not know yet. */
    List<Decision> unwritten() {
        return last().map(Funnel.Ticket::decisions).orElse(List.of());
    }

    void meet() {
        met = true;
    }

    /** Whether it was met since this was asked last. */
    boolean wasMet() {
        boolean wasMet = met;
        met = false;
        return wasMet;
    }

    void breakOff() {
        broken = true;
    }

    boolean isBroken() {
        return broken;
    }

    /** Whether nothing of it is still to be written, so that the store knows as much. */
    boolean isAtRest() {
        return last == null;
    }
}
