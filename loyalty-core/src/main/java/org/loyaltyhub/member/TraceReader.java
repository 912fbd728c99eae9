package org.loyaltyhub.member;

import java.nio.charset.StandardCharsets;
import org.loyaltyhub.value.Unit;

/** Reads what a {@link TraceWriter} wrote, from wherever it is put. Not thread-safe. */
final class TraceReader {
    private static final byte[] NO_BYTES = {};
    private static final long[] TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private byte[] bytes = NO_BYTES;
    private int at;

    void goTo(byte[] page, int place) {
        bytes = page;
        at = place;
    }

    int count() {
        return (int) number();
    }

    long number() {
        byte next = bytes[at++];
        if (next >= 0) {
            return next;
        }
        long number = next & 0x7F;
        int shift = 7;
        do {
            next = bytes[at++];
            number |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return number;
    }

    long signed() {
        long number = number();
        return (number >>> 1) ^ -(number & 1);
    }

    long quantity() {
        long rest = signed();
        return rest * TENS[count()];
    }

    Unit unit() {
        int unit = count();
        if (unit == TraceWriter.OTHER_UNIT) {
            return new Unit(text());
        }
        return unit == TraceWriter.PIECE ? Unit.PIECE : Unit.LITRE;
    }

    void skipUnit() {
        if (count() == TraceWriter.OTHER_UNIT) {
            skipText();
        }
    }

    String text() {
        int length = count();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    void skipText() {
        int length = count();
        at += length;
    }
}
