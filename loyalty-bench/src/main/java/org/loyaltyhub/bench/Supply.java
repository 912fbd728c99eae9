package org.loyaltyhub.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.loyaltyhub.event.Event;

/** Events of a coalition, each handed out once; there is always a next one. Thread-safe. */
final class Supply {
    private static final int MEMBERS = 2_000;

    private final Iterator<Event> all;
    private final Deque<Event> ready = new ArrayDeque<>();

    /** @param ready so many are made at once, so that nobody who measures waits for them */
    Supply(Club club, int ready) {
        all = club.events(MEMBERS);
        for (int i = 0; i < ready; i++) {
            this.ready.add(all.next());
        }
    }

    synchronized Event next() {
        return ready.isEmpty() ? all.next() : ready.remove();
    }

    List<Event> next(int count) {
        List<Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(next());
        }
        return events;
    }
}
