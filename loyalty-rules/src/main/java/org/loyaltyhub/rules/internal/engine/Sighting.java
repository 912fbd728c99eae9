package org.loyaltyhub.rules.internal.engine;

import org.loyaltyhub.event.Visit;
import org.loyaltyhub.value.Bits;

/**
 * The one fact that Drools sees of an event. What it says never changes; beside that it gathers the families that fire.
 *
 * <p>Not thread-safe: one match makes it and lets it go.
 */
final class Sighting {
    private final int subject;
    private final int partner;
    private final Bits touched;
    private final Indices fired = new Indices();

    Sighting(Subjects subjects, Visit visit) {
        this.subject = subjects.of(visit);
        this.partner = visit.partner();
        this.touched = visit.touched();
    }

    /** What it is about, by the network's own numbers. */
    int subject() {
        return subject;
    }

    int partner() {
        return partner;
    }

    /** Subject and partner as one number. */
    long place() {
        return place(subject, partner);
    }

    static long place(int subject, int partner) {
        return (long) subject << Integer.SIZE | partner;
    }

    Bits touched() {
        return touched;
    }

    /** For consequences. It never throws: what a consequence throws would reach the next event. */
    void fire(int family) {
        fired.add(family);
    }

    Indices fired() {
        return fired;
    }
}
