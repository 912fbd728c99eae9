package org.loyaltyhub.hub;

/**
 * Events that go to the store one behind the other: once it did not take one of them, for whichever reason, none behind it
 * is let through. Those that go to the store in the same commit it takes or leaves together with it, each by itself.
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
