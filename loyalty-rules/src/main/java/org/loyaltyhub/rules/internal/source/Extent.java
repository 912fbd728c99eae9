package org.loyaltyhub.rules.internal.source;

/** A stretch of a file's text, from {@code start} in to {@code end} out, as offsets. */
public record Extent(int start, int end) {
    /** From the start of this to the end of {@code last}. */
    public Extent to(Extent last) {
        return new Extent(start, Math.max(end, last.end));
    }
}
