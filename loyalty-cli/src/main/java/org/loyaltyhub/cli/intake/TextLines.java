package org.loyaltyhub.cli.intake;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.problem.Problem;

/**
 * The lines of a file as text. One that is too long, or not written in the charset, is a problem of its own and the next
 * one is read. A byte order mark at the beginning of UTF-8 is left out. Not thread-safe.
 */
public final class TextLines implements Closeable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final ByteLines lines;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final String advice;

    /**
     * @param charset one in which line ends are those of ASCII, see {@link #isLikeAscii}
     * @param advice for lines that are not written in it
     */
    public TextLines(ByteLines lines, Charset charset, String advice) {
        this.lines = lines;
        this.advice = advice;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /**
     * A line.
     *
     * @param text empty if there is a problem
     */
    public record Line(long number, String text, Optional<Problem> problem) {}

    /** Whether letters, digits and line ends are written as in ASCII, so that a file can be cut into lines unread. */
    public static boolean isLikeAscii(Charset charset) {
        String probe = "\r\n,;\t\"{}09azAZ";
        return charset.canEncode() && new String(probe.getBytes(charset), StandardCharsets.US_ASCII).equals(probe);
    }

    /** The next line; null at the end. */
    public @Nullable Line next() throws IOException {
        ByteLines.Line line = lines.next();
        if (line == null) {
            return null;
        }
        byte[] bytes = line.bytes();
        if (bytes == null) {
            return bad(
                    line,
                    "line-too-long",
                    "the line is longer than " + ByteLines.LONGEST / 1024 + " kB",
                    "is this the right file?");
        }
        try {
            String text = decoder.decode(ByteBuffer.wrap(bytes)).toString();
            boolean marked = line.number() == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            return new Line(line.number(), marked ? text.substring(1) : text, Optional.empty());
        } catch (CharacterCodingException e) {
            return bad(line, "wrong-charset", "the line is not written in " + charset.name(), advice);
        }
    }

    private static Line bad(ByteLines.Line line, String code, String message, String advice) {
        return new Line(line.number(), "", Optional.of(new Problem(code, "", message, advice)));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
