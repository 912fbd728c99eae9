package org.loyaltyhub.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The entries behind a figure, by their numbers in the journal.
 *
 * <p>Immutable and thread-safe.
 *
 * @param ranges ascending, without overlap
 */
public record EntryNumbers(List<Range> ranges) {
    public static final EntryNumbers NONE = new EntryNumbers(List.of());

    public EntryNumbers {
        ranges = List.copyOf(ranges);
    }

    /** Numbers that follow each other, both ends included. */
    public record Range(long first, long last) {
        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "-" + last;
        }
    }

    /** How many entries. */
    public long count() {
        return ranges.stream()
                .mapToLong(range -> range.last() - range.first() + 1)
                .sum();
    }

    /**
     * Numbers as they are told: {@code 1-3, 7}.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static EntryNumbers parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String each : text.isEmpty() ? new String[0] : text.split(", ", -1)) {
            int dash = each.indexOf('-');
            String first = dash < 0 ? each : each.substring(0, dash);
            ranges.add(new Range(Long.parseLong(first), Long.parseLong(each.substring(dash + 1))));
        }
        return new EntryNumbers(ranges);
    }

    /** {@code 1-3, 7}. */
    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(", "));
    }

    /** Takes numbers as they come, ascending. Not thread-safe. */
    static final class Collecting {
        private final List<Range> ranges = new ArrayList<>();
        private long first;
        private long last = -1;

        /** Whether the number is a new one. */
        boolean add(long number) {
            if (number == last) {
                return false;
            }
            if (last < 0) {
                first = number;
            } else if (number != last + 1) {
                ranges.add(new Range(first, last));
                first = number;
            }
            last = number;
            return true;
        }

        EntryNumbers all() {
            List<Range> all = new ArrayList<>(ranges);
            if (last >= 0) {
                all.add(new Range(first, last));
            }
            return new EntryNumbers(all);
        }
    }
}
