package org.loyaltyhub.rules.internal.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.event.Visit;

/**
 * The subjects that some gate asks for, as numbers that a network can hash.
 *
 * <p>Immutable and thread-safe.
 */
final class Subjects {
    /** No gate asks for it. */
    static final int NOBODYS = -1;

    private static final int PURCHASES = 0;

    private final Map<Subject, Integer> numbers = new HashMap<>();

    Subjects(List<Gate> gates) {
        numbers.put(new Subject.Purchases(), PURCHASES);
        gates.forEach(gate -> numbers.putIfAbsent(gate.subject(), numbers.size()));
    }

    int of(Subject subject) {
        return subject instanceof Subject.Purchases ? PURCHASES : numbers.getOrDefault(subject, NOBODYS);
    }

    /** What the event is about; nobody's if all of it was paid with points. */
    int of(Visit visit) {
        return visit.earns() ? of(visit.subject()) : NOBODYS;
    }
}
