package org.loyaltyhub.member;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the events of a {@link Trace}, the newest first: most figures ask for these, and need not know where others
 * stand.
 *
 * <p>Not thread-safe.
 */
final class LookBack {
    private final Trace trace;
    private final TracedEvent event = new TracedEvent();
    /** The one that the event stands on. */
    private int page;

    LookBack(Trace trace) {
        this.trace = trace;
    }

    /** The newest of them; null if there is none. It is another one as soon as that is asked for. */
    @Nullable
    TracedEvent newest() {
        return firstOn(0);
    }

    /** The newest that happened at that moment or before. */
    @Nullable
    TracedEvent newestUntil(Instant moment) {
        TracedEvent newest = newest();
        while (newest != null && newest.isAfter(moment)) {
            newest = before();
        }
        return newest;
    }

    /** The one before; null if it was the first. */
    @Nullable
    TracedEvent before() {
        return event.goOn() ? event : firstOn(page + 1);
    }

    private @Nullable TracedEvent firstOn(int number) {
        if (number == trace.pageCount()) {
            return null;
        }
        page = number;
        event.goTo(trace.page(number), 0);
        return event;
    }
}
