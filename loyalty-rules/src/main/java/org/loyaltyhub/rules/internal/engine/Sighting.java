package org.loyaltyhub.rules.internal.engine;

import org.loyaltyhub.event.Visit;
import org.loyaltyhub.value.Bits;

/**
 * The one fact that a Drools session holds: the event that it looks at now. Beside what it says it gathers the families
 * that fire.
 *
 * <p>Not thread-safe: it belongs to its session. It changes only between two judgements, and Drools is then told so.
 */
final class Sighting {
    private final Subjects subjects;
    private final Indices fired = new Indices();
    private int subject = Subjects.NOBODYS;
    private int partner = -1;
    private Bits touched = Bits.NONE;

    /**
     * A sighting of nothing yet.
     *
     * @param subjects of the network that looks at it
     */
    Sighting(Subjects subjects) {
        this.subjects = subjects;
    }

    /** From now on it is of {@code visit}, and nothing has fired. */
    void turnTo(Visit visit) {
        subject = subjects.of(visit);
        partner = visit.partner();
        touched = visit.touched();
        fired.clear();
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

    /** The families that fired, in no order that matters. */
    int[] fired() {
        return fired.inOrderAdded();
    }
}
