package org.loyaltyhub.rules.internal.engine;

import org.loyaltyhub.event.Visit;
import org.loyaltyhub.value.Bits;

/**
 * The one fact that Drools sees of a purchase. What it says never changes; beside that it gathers the families that
 * fire.
 *
 * <p>Not thread-safe: one match makes it and lets it go.
 */
final class Sighting {
    private final int partner;
    private final Bits touched;
    private final Indices fired = new Indices();

    Sighting(Visit visit) {
        this.partner = visit.partner();
        this.touched = visit.touched();
    }

    int partner() {
        return partner;
    }

    Bits touched() {
        return touched;
    }

    /** For consequences. It never throws: what a consequence throws would reach the next purchase. */
    void fire(int family) {
        fired.add(family);
    }

    Indices fired() {
        return fired;
    }
}
