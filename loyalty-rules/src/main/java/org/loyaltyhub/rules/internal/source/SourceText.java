package org.loyaltyhub.rules.internal.source;

import java.util.Arrays;
import org.loyaltyhub.rule.Place;

/**
 * A file's text and where its lines begin. Immutable and thread-safe.
 */
public final class SourceText {
    /** A longer line is shown in part. */
    private static final int SHOWN = 120;

    private static final int SHOWN_BEFORE = 60;

    private final String name;
    private final String text;
    private final int[] lineStarts;

    public SourceText(String name, String text) {
        this.name = name;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int lines = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            starts = lines == starts.length ? Arrays.copyOf(starts, 2 * lines) : starts;
            starts[lines++] = at + 1;
        }
        return Arrays.copyOf(starts, lines);
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    public String text(Extent extent) {
        return text.substring(extent.start(), extent.end());
    }

    /** The line of an offset, from 0. O(log lines). */
    int lineOf(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found : -found - 2;
    }

    /**
     * Line and column of the start of {@code extent}, in the file by its name alone: partners read places in
     * explanations, and folders are none of their business. O(length of the line).
     */
    public Place placeOf(Extent extent) {
        int line = lineOf(extent.start());
        return new Place(fileName(), line + 1, text.codePointCount(lineStarts[line], extent.start()) + 1);
    }

    private String fileName() {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    /** The part of the first line of {@code extent} that is shown, with the place in it. */
    Shown show(Extent extent) {
        int line = lineOf(extent.start());
        int start = lineStarts[line];
        int end = line + 1 < lineStarts.length ? lineStarts[line + 1] - 1 : text.length();
        end = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
        int from = Math.min(extent.start(), end);
        int to = Math.max(from, Math.min(extent.end(), end));
        int left = end - start <= SHOWN ? start : Math.max(start, from - SHOWN_BEFORE);
        int right = end - start <= SHOWN ? end : Math.min(end, left + SHOWN);
        to = Math.min(to, right);
        String before = Plain.line(text.substring(left, from));
        String meant = Plain.line(text.substring(from, to));
        String after = Plain.line(text.substring(to, right));
        String head = left > start ? "…" : "";
        String tail = right < end ? "…" : "";
        return new Shown(head + before + meant + after + tail, length(head + before), Math.max(1, length(meant)));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** What is shown of a line; {@code caret} characters stand before the {@code length} ones meant. */
    record Shown(String excerpt, int caret, int length) {}
}
