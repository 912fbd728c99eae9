package org.loyaltyhub.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The single events of a memory in some twenty bytes each, by happened-at and then in the order recorded, the newest first.
 * Whoever asks what is in it finds them by {@link PastEvents}.
 *
 * <p>They stand on pages, for most figures ask for the newest only, and one more event leaves all pages but the first as they
 * are. Where a page ends is of no matter.
 *
 * <p>What figures came to in a period of the calendar is kept beside them, and goes on with each event put behind all others.
 * It follows from the events, and is no part of the value: it is there or not, as the hash of a text is.
 *
 * <p>Immutable and thread-safe.
 */
final class Trace {
    private static final byte[] NOTHING = {};

    static final Trace NONE =
            new Trace(NOTHING, new byte[0][], 0, Long.MAX_VALUE, Long.MIN_VALUE, 0, Details.NONE, Tallies.NONE);

    /** A page of so many bytes is full. */
    private static final int FULL = 512;

    /** The page of the newest events; empty if there are none. */
    private final byte[] newest;
    /** The other pages, the newest first; none is empty. */
    private final byte[][] older;

    private final int size;
    /** The second in which the first happened. */
    private final long first;
    // when the last did
    private final long lastSecond;
    private final int lastNano;
    /** No event here has more. */
    private final Details most;
    /** Of these events. Whoever finds out more puts it here; others see it or do not, and come to the same. */
    private Tallies tallies;

    private Trace(
            byte[] newest,
            byte[][] older,
            int size,
            long first,
            long lastSecond,
            int lastNano,
            Details most,
            Tallies tallies) {
        this.newest = newest;
        this.older = older;
        this.size = size;
        this.first = first;
        this.lastSecond = lastSecond;
        this.lastNano = lastNano;
        this.most = most;
        this.tallies = tallies;
    }

    /** What they hold, whole. */
    static Trace of(List<Remembered> inOrder) {
        Trace trace = NONE;
        for (Remembered each : inOrder) {
            trace = trace.plus(each, Details.saidBy(each.visit()));
        }
        return trace;
    }

    int size() {
        return size;
    }

    /** What figures came to in periods of the calendar, over all events. */
    Tallies tallies() {
        return tallies;
    }

    /** These are of the same events. */
    void keep(Tallies more) {
        tallies = more;
    }

    int pageCount() {
        return newest.length == 0 ? 0 : 1 + older.length;
    }

    /** Some events, one behind the other. */
    byte[] page(int number) {
        return number == 0 ? newest : older[number - 1];
    }

    /** All pages, one behind the other. */
    byte[] bytes() {
        byte[] all = Arrays.copyOf(newest, startOf(pageCount()));
        int at = newest.length;
        for (byte[] page : older) {
            System.arraycopy(page, 0, all, at, page.length);
            at += page.length;
        }
        return all;
    }

    /** Where the page begins among the {@link #bytes()}. */
    int startOf(int number) {
        int start = 0;
        for (int i = 0; i < number; i++) {
            start += page(i).length;
        }
        return start;
    }

    /** With one more, behind all that happened until then. */
    Trace plus(Remembered event, Details details) {
        Instant at = event.visit().happenedAt();
        TraceWriter more = written(event, details);
        Details either = most.and(details);
        long earlier = Math.min(first, at.getEpochSecond());
        if (!isLast(at)) {
            PastEvents all = PastEvents.of(this);
            int place = all.startOf(all.firstAfter(at) - 1);
            byte[] next = spliced(place, place, more.before(NOTHING));
            return paged(next, size + 1, earlier, lastSecond, lastNano, either);
        }
        boolean hasRoom = newest.length + more.length() <= FULL;
        byte[] page = more.before(hasRoom ? newest : NOTHING);
        return new Trace(
                page,
                hasRoom || size == 0 ? older : olderAndNewest(),
                size + 1,
                earlier,
                at.getEpochSecond(),
                at.getNano(),
                either,
                tallies.plus(TracedEvent.firstOn(page)));
    }

    /** Whether nothing here happened later. */
    boolean isLast(Instant at) {
        long second = at.getEpochSecond();
        return second > lastSecond || (second == lastSecond && at.getNano() >= lastNano);
    }

    private byte[][] olderAndNewest() {
        byte[][] next = new byte[older.length + 1][];
        next[0] = newest;
        System.arraycopy(older, 0, next, 1, older.length);
        return next;
    }

    /** Without this event, or with the other in its place, which happened at the same time. */
    Trace with(PastEvents all, int index, Optional<Remembered> instead, Details details) {
        byte[] in = instead.map(each -> written(each, details).before(NOTHING)).orElse(NOTHING);
        byte[] next = spliced(all.startOf(index), all.startOf(index - 1), in);
        int left = size - (instead.isPresent() ? 0 : 1);
        return left == 0 ? NONE : paged(next, left, first, lastSecond, lastNano, most.and(details));
    }

    /** Without the first of them. */
    Trace from(PastEvents all, int index) {
        if (index == 0) {
            return this;
        }
        if (index == size) {
            return NONE;
        }
        int cut = all.startOnPage(index - 1);
        int page = all.pageOf(index - 1) - (cut == 0 ? 1 : 0);
        byte[] last = cut == 0 ? page(page) : Arrays.copyOf(page(page), cut);
        byte[][] left = Arrays.copyOf(older, page);
        if (page > 0) {
            left[page - 1] = last;
        }
        return new Trace(
                page > 0 ? newest : last,
                left,
                size - index,
                oldestSecond(last),
                lastSecond,
                lastNano,
                most,
                tallies.after(all.event(index - 1).latestEpochDay()));
    }

    private static long oldestSecond(byte[] page) {
        int at = 0;
        int end = TraceHeading.length(page, 0);
        while (end < page.length) {
            at = end;
            end += TraceHeading.length(page, at);
        }
        return TraceHeading.second(page, at);
    }

    /** Whether all on the page happened in the second of that moment or before. */
    boolean endsBy(Instant moment, int page) {
        return TraceHeading.second(page(page), 0) <= moment.getEpochSecond();
    }

    /** Keeping no more of each. */
    Trace keeping(Details details) {
        if (most.isCoveredBy(details)) {
            return this;
        }
        PastEvents all = PastEvents.of(this);
        byte[] next = NOTHING;
        for (int i = 0; i < size; i++) {
            next = new TraceWriter()
                    .write(all.event(i), all.key(i), all.sequence(i), all.pointsEarned(i), details)
                    .before(next);
        }
        return paged(next, size, first, lastSecond, lastNano, details);
    }

    private static TraceWriter written(Remembered event, Details details) {
        return new TraceWriter()
                .write(
                        event.visit(),
                        event.visit().key(),
                        event.sequence(),
                        event.pointsEarned().units(),
                        details);
    }

    private byte[] spliced(int from, int to, byte[] in) {
        byte[] all = bytes();
        byte[] next = new byte[all.length - (to - from) + in.length];
        System.arraycopy(all, 0, next, 0, from);
        System.arraycopy(in, 0, next, from, in.length);
        System.arraycopy(all, to, next, from + in.length, all.length - to);
        return next;
    }

    /** These events on pages. */
    private static Trace paged(byte[] all, int size, long first, long lastSecond, int lastNano, Details most) {
        List<byte[]> pages = new ArrayList<>();
        int begin = 0;
        int start = 0;
        while (start < all.length) {
            int end = start + TraceHeading.length(all, start);
            if (end - begin > FULL && start > begin) {
                pages.add(Arrays.copyOfRange(all, begin, start));
                begin = start;
            }
            start = end;
        }
        pages.add(Arrays.copyOfRange(all, begin, all.length));
        byte[][] older = pages.subList(1, pages.size()).toArray(byte[][]::new);
        return new Trace(pages.get(0), older, size, first, lastSecond, lastNano, most, Tallies.NONE);
    }

    /** When the first happened may be before that moment: then some may be too old. */
    boolean beginsBefore(Instant moment) {
        return first <= moment.getEpochSecond();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Trace other && Arrays.equals(bytes(), other.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }
}
