package org.loyaltyhub.member;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The single events of a memory in some twenty bytes each, by happened-at and then in the order recorded. Whoever asks what is
 * in it reads it into {@link PastEvents} first.
 *
 * <p>Immutable and thread-safe.
 */
final class Trace {
    static final Trace NONE = new Trace(new byte[0], 0, Instant.MIN, Details.NONE);

    private final byte[] bytes;
    private final int size;
    private final Instant last;
    /** No event here has more. */
    private final Details most;

    private Trace(byte[] bytes, int size, Instant last, Details most) {
        this.bytes = bytes;
        this.size = size;
        this.last = last;
        this.most = most;
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

    byte[] bytes() {
        return bytes;
    }

    /** With one more, behind all that happened until then. */
    Trace plus(Remembered event, Details details) {
        Instant happenedAt = event.visit().happenedAt();
        byte[] more = written(event, details);
        Details either = most.and(details);
        if (!happenedAt.isBefore(last)) {
            return new Trace(spliced(bytes.length, bytes.length, more), size + 1, happenedAt, either);
        }
        PastEvents all = PastEvents.of(this);
        int place = all.startOf(all.firstAfter(happenedAt));
        return new Trace(spliced(place, place, more), size + 1, last, either);
    }

    /** Without this event, or with the other in its place, which happened at the same time. */
    Trace with(PastEvents all, int index, Optional<Remembered> instead, Details details) {
        byte[] in = instead.map(each -> written(each, details)).orElse(new byte[0]);
        byte[] next = spliced(all.startOf(index), all.startOf(index + 1), in);
        int left = size - (instead.isPresent() ? 0 : 1);
        return left == 0 ? NONE : new Trace(next, left, last, most.and(details));
    }

    /** Without the first of them. */
    Trace from(PastEvents all, int index) {
        if (index == 0) {
            return this;
        }
        byte[] next = Arrays.copyOfRange(bytes, all.startOf(index), bytes.length);
        return index == size ? NONE : new Trace(next, size - index, last, most);
    }

    /** Keeping no more of each. */
    Trace keeping(Details details) {
        if (most.isCoveredBy(details)) {
            return this;
        }
        PastEvents all = PastEvents.of(this);
        byte[] next = new byte[0];
        for (int i = 0; i < size; i++) {
            byte[] one =
                    new TraceWriter().write(all.event(i), all.key(i), all.sequence(i), all.pointsEarned(i), details);
            int length = next.length;
            next = Arrays.copyOf(next, length + one.length);
            System.arraycopy(one, 0, next, length, one.length);
        }
        return new Trace(next, size, last, details);
    }

    private static byte[] written(Remembered event, Details details) {
        return new TraceWriter()
                .write(
                        event.visit(),
                        event.visit().key(),
                        event.sequence(),
                        event.pointsEarned().units(),
                        details);
    }

    private byte[] spliced(int from, int to, byte[] in) {
        byte[] next = new byte[bytes.length - (to - from) + in.length];
        System.arraycopy(bytes, 0, next, 0, from);
        System.arraycopy(in, 0, next, from, in.length);
        System.arraycopy(bytes, to, next, from + in.length, bytes.length - to);
        return next;
    }

    /** When the first happened is before that moment: then some may be too old. */
    boolean beginsBefore(Instant moment) {
        if (size == 0) {
            return false;
        }
        TraceReader in = new TraceReader(bytes);
        in.number();
        int flags = in.count();
        long second = in.signed() + TraceWriter.EPOCH;
        int nano = (flags & TraceWriter.NANOS) == 0 ? 0 : in.count();
        return second < moment.getEpochSecond() || (second == moment.getEpochSecond() && nano < moment.getNano());
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Trace other && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
