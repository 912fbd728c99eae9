package org.loyaltyhub.hub;

import java.util.concurrent.atomic.AtomicInteger;
import org.loyaltyhub.member.MemberState;

/**
 * A member's states in a row, from one that the store gave: each is decided on the one before, written or not. Once one is
 * not written the line is broken, and whatever was decided on it is decided again on another.
 *
 * <p>The state changes under the member's lock only.
 */
final class Line {
    private final AtomicInteger unwritten = new AtomicInteger();
    private volatile MemberState newest;
    private volatile boolean broken;

    Line(MemberState written) {
        this.newest = written;
    }

    MemberState newest() {
        return newest;
    }

    /** Decided, and about to be written. */
    void goOn(MemberState next) {
        newest = next;
        unwritten.incrementAndGet();
    }

    void written() {
        unwritten.decrementAndGet();
    }

    void breakOff() {
        broken = true;
    }

    boolean isBroken() {
        return broken;
    }

    /** Whether nothing of it is still to be written, so that the store knows as much. */
    boolean isAtRest() {
        return unwritten.get() == 0;
    }
}
