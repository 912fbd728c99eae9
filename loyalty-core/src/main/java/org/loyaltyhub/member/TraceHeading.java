package org.loyaltyhub.member;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import org.loyaltyhub.event.Happening;

/**
 * What most figures ask of an event, in front of the rest of it and at fixed places: it is read where it stands. Of nearly
 * all events it is narrow; if a value has no room there, the whole heading is wide.
 *
 * <pre>
 *          flags  length  second  offset  partner  kind  lines   category  amount
 * narrow       2       2       4       1        1     1      1          1       4
 * wide         2       4       8       4        4     4      4          4       8
 * </pre>
 *
 * <p>The length is of the whole event. Seconds count from {@link #EPOCH}; the offset of the local clock is in quarters of an
 * hour, if wide in seconds.
 */
final class TraceHeading {
    /** From when seconds are counted, so that those of our days are small. */
    static final long EPOCH = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();

    /** The bit among the flags that says which of the two it is. */
    static final int WIDE = 1 << 15;

    private static final long SECONDS_OF_A_DAY = 86_400;
    private static final int SECONDS_OF_A_QUARTER = 900;

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

    // where it stands, narrow
    private static final int LENGTH = 2;
    private static final int SECOND = 4;
    private static final int OFFSET = 8;
    private static final int PARTNER = 9;
    private static final int KIND = 10;
    private static final int LINES = 11;
    private static final int CATEGORY = 12;
    private static final int AMOUNT = 13;
    private static final int LINE = 5;

    // and wide
    private static final int WIDE_SECOND = 6;
    private static final int WIDE_OFFSET = 14;
    private static final int WIDE_PARTNER = 18;
    private static final int WIDE_KIND = 22;
    private static final int WIDE_LINES = 26;
    private static final int WIDE_CATEGORY = 30;
    private static final int WIDE_AMOUNT = 34;
    private static final int WIDE_LINE = 12;

    private TraceHeading() {}

    /** How many bytes the heading of the event takes. */
    static int size(Happening event, boolean isWide) {
        return isWide ? WIDE_CATEGORY + event.lineCount() * WIDE_LINE : CATEGORY + event.lineCount() * LINE;
    }

    /** Whether a value has no room in a narrow one; though it has, the whole event may yet be too long. */
    static boolean isWide(Happening event, long offset) {
        boolean isWide = isNoInt(event.happenedAt().getEpochSecond() - EPOCH)
                || offset % SECONDS_OF_A_QUARTER != 0
                || isNoByte(event.partner())
                || isNoByte(event.kind())
                || isNoByte(event.lineCount());
        for (int line = 0; line < event.lineCount(); line++) {
            isWide |= isNoByte(event.category(line)) || isNoInt(event.amount(line));
        }
        return isWide;
    }

    private static boolean isNoInt(long value) {
        return (int) value != value;
    }

    private static boolean isNoByte(int value) {
        return (byte) value != value;
    }

    /** Whether the length of an event has no room in a narrow heading. */
    static boolean isTooLong(int length) {
        return length != (length & 0xFFFF);
    }

    /** Writes it at the beginning of the bytes, as wide as the flags say. */
    static void write(byte[] bytes, int flags, int length, Happening event, long offset) {
        SHORTS.set(bytes, 0, (short) flags);
        if ((flags & WIDE) == 0) {
            writeNarrow(bytes, length, event, offset);
        } else {
            writeWide(bytes, length, event, offset);
        }
    }

    private static void writeNarrow(byte[] bytes, int length, Happening event, long offset) {
        SHORTS.set(bytes, LENGTH, (short) length);
        INTS.set(bytes, SECOND, (int) (event.happenedAt().getEpochSecond() - EPOCH));
        bytes[OFFSET] = (byte) (offset / SECONDS_OF_A_QUARTER);
        bytes[PARTNER] = (byte) event.partner();
        bytes[KIND] = (byte) event.kind();
        bytes[LINES] = (byte) event.lineCount();
        for (int line = 0; line < event.lineCount(); line++) {
            bytes[CATEGORY + line * LINE] = (byte) event.category(line);
            INTS.set(bytes, AMOUNT + line * LINE, (int) event.amount(line));
        }
    }

    private static void writeWide(byte[] bytes, int length, Happening event, long offset) {
        INTS.set(bytes, LENGTH, length);
        LONGS.set(bytes, WIDE_SECOND, event.happenedAt().getEpochSecond() - EPOCH);
        INTS.set(bytes, WIDE_OFFSET, (int) offset);
        INTS.set(bytes, WIDE_PARTNER, event.partner());
        INTS.set(bytes, WIDE_KIND, event.kind());
        INTS.set(bytes, WIDE_LINES, event.lineCount());
        for (int line = 0; line < event.lineCount(); line++) {
            INTS.set(bytes, WIDE_CATEGORY + line * WIDE_LINE, event.category(line));
            LONGS.set(bytes, WIDE_AMOUNT + line * WIDE_LINE, event.amount(line));
        }
    }

    static int flags(byte[] page, int at) {
        return (short) SHORTS.get(page, at);
    }

    private static boolean isWide(byte[] page, int at) {
        return flags(page, at) < 0; // it is the highest bit
    }

    private static int get(byte[] page, int at) {
        return (int) INTS.get(page, at);
    }

    /** Of the whole event. */
    static int length(byte[] page, int at) {
        return isWide(page, at) ? get(page, at + LENGTH) : (short) SHORTS.get(page, at + LENGTH) & 0xFFFF;
    }

    /** Where the rest of the event begins. */
    static int rest(byte[] page, int at) {
        return isWide(page, at)
                ? at + WIDE_CATEGORY + get(page, at + WIDE_LINES) * WIDE_LINE
                : at + CATEGORY + page[at + LINES] * LINE;
    }

    /** Since 1970-01-01. */
    static long second(byte[] page, int at) {
        return EPOCH + (isWide(page, at) ? (long) LONGS.get(page, at + WIDE_SECOND) : get(page, at + SECOND));
    }

    /** Of the local clock, in seconds. */
    static int offset(byte[] page, int at) {
        return isWide(page, at) ? get(page, at + WIDE_OFFSET) : page[at + OFFSET] * SECONDS_OF_A_QUARTER;
    }

    /** By the local clock, since 1970-01-01 there. */
    static long localSecond(byte[] page, int at) {
        return second(page, at) + offset(page, at);
    }

    /** The local day, since 1970-01-01. */
    static long epochDay(byte[] page, int at) {
        return Math.floorDiv(localSecond(page, at), SECONDS_OF_A_DAY);
    }

    static int partner(byte[] page, int at) {
        return isWide(page, at) ? get(page, at + WIDE_PARTNER) : page[at + PARTNER];
    }

    static int kind(byte[] page, int at) {
        return isWide(page, at) ? get(page, at + WIDE_KIND) : page[at + KIND];
    }

    static int lineCount(byte[] page, int at) {
        return isWide(page, at) ? get(page, at + WIDE_LINES) : page[at + LINES];
    }

    static int category(byte[] page, int at, int line) {
        return isWide(page, at) ? get(page, at + WIDE_CATEGORY + line * WIDE_LINE) : page[at + CATEGORY + line * LINE];
    }

    static long amount(byte[] page, int at, int line) {
        return isWide(page, at)
                ? (long) LONGS.get(page, at + WIDE_AMOUNT + line * WIDE_LINE)
                : get(page, at + AMOUNT + line * LINE);
    }
}
