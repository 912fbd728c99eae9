package org.loyaltyhub.hub;

/**
 * Events that go to the store one behind the other: once it did not take one of them, none behind it is let through.
 *
 * <p>Thread-safe.
 */
final class Convoy {
    private volatile boolean broken;

    void breakOff() {
        broken = true;
    }

    boolean isBroken() {
        return broken;
    }
}
