package org.loyaltyhub.member;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.value.EventKey;

/**
 * The events of a {@link Trace} by their place in it, found page by page from the newest, as far back as somebody asks.
 *
 * <p>Not thread-safe. Finding them takes O(events since the moment asked for).
 */
final class PastEvents {
    /** There is room for so many at first. */
    private static final int FEW = 32;

    private final Trace trace;
    /** How many there are. */
    private int size;
    /** How many stand on the pages that are read or will be. */
    private int last;
    /** How many are found: the newest of them. */
    private int known;
    /** The page that is read next. */
    private int next;
    /** Where they begin, the newest first: each the number of the page, and behind it the place there. */
    private long[] places;

    private final TracedEvent event = new TracedEvent();

    private PastEvents(Trace trace, int firstPage) {
        this.trace = trace;
        next = firstPage;
        places = new long[Math.min(FEW, trace.size())];
    }

    /** All of them. */
    static PastEvents of(Trace trace) {
        PastEvents all = new PastEvents(trace, 0);
        all.size = trace.size();
        all.last = trace.size();
        return all;
    }

    /** Those before that moment; all others are left unread. */
    static PastEvents before(Instant moment, Trace trace) {
        int page = trace.pageCount();
        boolean mayHaveMore = page > 0;
        while (mayHaveMore) {
            page--;
            mayHaveMore = page > 0 && trace.endsBy(moment, page);
        }
        PastEvents some = new PastEvents(trace, page);
        while (some.next < trace.pageCount()) {
            some.readPage();
        }
        some.last = some.known;
        some.size = some.known;
        some.size = some.firstFrom(moment);
        return some;
    }

    /** Reads on until the event is found, and says where it begins. */
    private long place(int index) {
        while (known < last - index) {
            readPage();
        }
        return places[last - 1 - index];
    }

    private void readPage() {
        byte[] page = trace.page(next);
        int at = 0;
        while (at < page.length) {
            if (known == places.length) {
                places = Arrays.copyOf(places, Math.max(2 * known, FEW));
            }
            places[known++] = (long) next << Integer.SIZE | at;
            at += TraceHeading.length(page, at);
        }
        next++;
    }

    int size() {
        return size;
    }

    /** The index of the first that happened at {@code moment} or later. O(events since). */
    int firstFrom(Instant moment) {
        int index = size;
        while (index > 0 && event(index - 1).isFrom(moment)) {
            index--;
        }
        return index;
    }

    /** The index of the first that happened later. O(events since). */
    int firstAfter(Instant moment) {
        int index = size;
        while (index > 0 && event(index - 1).isAfter(moment)) {
            index--;
        }
        return index;
    }

    /** Where in the trace the event begins, the newest first; of the one before the first, where that ends. */
    int startOf(int index) {
        if (index < 0) {
            return trace.startOf(trace.pageCount());
        }
        return trace.startOf(pageOf(index)) + startOnPage(index);
    }

    /** The number of the page on which the event stands. */
    int pageOf(int index) {
        return (int) (place(index) >>> Integer.SIZE);
    }

    /** Where on the page it begins. */
    int startOnPage(int index) {
        return (int) place(index);
    }

    long sequence(int index) {
        return event(index).sequence();
    }

    /** Of all of them, in their order. */
    long[] sequences() {
        long[] sequences = new long[size];
        for (int i = 0; i < size; i++) {
            sequences[i] = sequence(i);
        }
        return sequences;
    }

    /** In the smallest unit of points. */
    long pointsEarned(int index) {
        return event(index).pointsEarned();
    }

    /** The index of the event of that sequence; −1 if it is not among them. */
    int indexOf(long sequence) {
        for (int i = 0; i < size; i++) {
            if (sequence(i) == sequence) {
                return i;
            }
        }
        return -1;
    }

    /** The event's id; null if it is not kept. */
    @Nullable
    EventKey key(int index) {
        return event(index).key();
    }

    /** The event, until the next is asked for. */
    TracedEvent event(int index) {
        long place = place(index);
        event.goTo(trace.page((int) (place >>> Integer.SIZE)), (int) place);
        return event;
    }
}
