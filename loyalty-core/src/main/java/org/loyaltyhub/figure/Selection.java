package org.loyaltyhub.figure;

import java.util.ArrayList;
import java.util.List;
import org.loyaltyhub.event.Happening;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.Unit;

/**
 * Which lines of a receipt are meant: {@code of fuel except tobacco}, narrowed by {@code with} filters on lines.
 *
 * <p>Immutable and thread-safe. Everything here is O(lines).
 *
 * @param categories the earning categories meant, everything below the named ones included
 * @param filters all of which a line must pass
 */
public record Selection(Bits categories, List<LineFilter> filters) {
    public Selection {
        filters = List.copyOf(filters);
    }

    public static Selection of(Bits categories) {
        return new Selection(categories, List.of());
    }

    /** The lines that are meant here and there. */
    public Selection and(Selection other) {
        List<LineFilter> both = new ArrayList<>(filters);
        both.addAll(other.filters);
        return new Selection(categories.and(other.categories), both);
    }

    /** Whether any line is meant. */
    public boolean touches(Happening event) {
        for (int line = event.lineCount() - 1; line >= 0; line--) {
            if (takes(event, line)) {
                return true;
            }
        }
        return false;
    }

    public boolean takes(Happening event, int line) {
        return categories.has(event.category(line)) && (filters.isEmpty() || passes(event, line));
    }

    private boolean passes(Happening event, int line) {
        for (LineFilter filter : filters) {
            if (!filter.passes(event, line)) {
                return false;
            }
        }
        return true;
    }

    /** How many lines are meant. */
    public int lines(Happening event) {
        int count = 0;
        for (int line = event.lineCount() - 1; line >= 0; line--) {
            count += takes(event, line) ? 1 : 0;
        }
        return count;
    }

    /** The sum of the lines meant, in the minor unit. */
    public long amount(Happening event) {
        long sum = 0;
        for (int line = event.lineCount() - 1; line >= 0; line--) {
            sum = takes(event, line) ? Math.addExact(sum, event.amount(line)) : sum;
        }
        return sum;
    }

    /** The quantity of those of the lines meant that are measured in {@code unit}, in millionths of it. */
    public long quantity(Happening event, Unit unit) {
        long sum = 0;
        for (int line = event.lineCount() - 1; line >= 0; line--) {
            sum = takes(event, line) ? Math.addExact(sum, event.quantity(line, unit)) : sum;
        }
        return sum;
    }
}
