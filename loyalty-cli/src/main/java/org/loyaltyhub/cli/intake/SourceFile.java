package org.loyaltyhub.cli.intake;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * A file of events as given, packed by gzip or not: what the first two bytes say counts, not the name.
 *
 * @param number in which place it was given, from 0
 * @param name what to call it in messages
 */
public record SourceFile(int number, String name, Path path) {
    private static final int BUFFER = 1 << 16;

    /**
     * Opens it. A pipe will do: a file stream knows how much is there without asking where in it it is.
     *
     * @param mostBytes of its content, unpacked; reading on after them throws {@link TooLarge}
     * @param read is told of every piece read, in bytes of the file as it lies on the disk
     */
    public InputStream open(long mostBytes, LongConsumer read) throws IOException {
        InputStream file = new BufferedInputStream(new Watched(new FileInputStream(path.toFile()), read), BUFFER);
        try {
            return new Bounded(isPacked(file) ? new GZIPInputStream(file, BUFFER) : file, mostBytes);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static boolean isPacked(InputStream file) throws IOException {
        file.mark(2);
        boolean packed = file.read() == 0x1f && file.read() == 0x8b;
        file.reset();
        return packed;
    }

    /** The content goes on after the bound. */
    public static final class TooLarge extends IOException {
        TooLarge(long mostBytes) {
            super("it holds more than " + (mostBytes >> 20) + " MB");
        }
    }

    /** Tells how much was read. */
    private static final class Watched extends FilterInputStream {
        private final LongConsumer read;

        Watched(InputStream in, LongConsumer read) {
            super(in);
            this.read = read;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            read.accept(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            read.accept(Math.max(0, count));
            return count;
        }
    }

    /** Stops at a bound, so that a small packed file cannot fill the disk or the day. */
    private static final class Bounded extends FilterInputStream {
        private final long most;
        private long count;

        Bounded(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            counted(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            counted(Math.max(0, read));
            return read;
        }

        private void counted(int read) throws IOException {
            count += read;
            if (count > most) {
                throw new TooLarge(most);
            }
        }
    }
}
