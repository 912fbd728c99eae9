package org.loyaltyhub.figure;

import java.util.List;

/** Numbers from {@code from} to {@code to}, both in. */
public record Range(long from, long to) {
    public boolean has(long number) {
        return from <= number && number <= to;
    }

    static boolean anyHas(List<Range> ranges, long number) {
        for (Range range : ranges) {
            if (range.has(number)) {
                return true;
            }
        }
        return false;
    }
}
