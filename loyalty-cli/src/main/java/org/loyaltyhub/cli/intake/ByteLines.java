package org.loyaltyhub.cli.intake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file as bytes, none longer than a bound. A line ends with a line feed, a carriage return, or both; the
 * end is no part of it.
 *
 * <p>Not thread-safe. Needs twice the longest line in memory.
 */
public final class ByteLines implements Closeable {
    /** The longest line, in bytes. */
    public static final int LONGEST = 256 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private byte[] line = new byte[1 << 10];
    private long number;

    public ByteLines(InputStream in) {
        this.in = in;
    }

    /** A line. */
    static final class Line {
        private final long number;
        private final byte @Nullable [] bytes;

        private Line(long number, byte @Nullable [] bytes) {
            this.number = number;
            this.bytes = bytes;
        }

        /** From 1. */
        long number() {
            return number;
        }

        /** Null if it is longer than {@link #LONGEST}. */
        byte @Nullable [] bytes() {
            return bytes;
        }
    }

    /** The next line; null at the end. */
    @Nullable
    Line next() throws IOException {
        int length = 0;
        if (!hasMore()) {
            return null;
        }
        number++;
        while (hasMore()) {
            int stop = lineEnd();
            length = append(length, stop);
            at = stop;
            if (at < end) {
                skipLineEnd();
                break;
            }
        }
        return new Line(number, length > LONGEST ? null : Arrays.copyOf(line, length));
    }

    private int lineEnd() {
        int i = at;
        while (i < end && buffer[i] != '\n' && buffer[i] != '\r') {
            i++;
        }
        return i;
    }

    /** Returns the line's new length, one more than the bound for everything beyond it. */
    private int append(int length, int stop) {
        int more = stop - at;
        if (length > LONGEST || length + more > LONGEST) {
            return LONGEST + 1;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(length + more, 2 * line.length));
        }
        System.arraycopy(buffer, at, line, length, more);
        return length + more;
    }

    private void skipLineEnd() throws IOException {
        boolean carriageReturn = buffer[at++] == '\r';
        if (carriageReturn && hasMore() && buffer[at] == '\n') {
            at++;
        }
    }

    private boolean hasMore() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer));
        }
        return at < end;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
