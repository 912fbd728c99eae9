package org.loyaltyhub.cli.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which rows count: those that pass every test to keep them, and none to drop them. */
record RowFilter(List<Test> keep, List<Test> drop) {
    static final RowFilter ALL = new RowFilter(List.of(), List.of());

    RowFilter {
        keep = List.copyOf(keep);
        drop = List.copyOf(drop);
    }

    /** What a column's value is asked. */
    enum Ask {
        IS,
        IN,
        STARTS_WITH,
        EMPTY,
        NEGATIVE
    }

    /**
     * One question about one column.
     *
     * @param values one for {@link Ask#IS} and {@link Ask#STARTS_WITH}; for {@link Ask#EMPTY} and {@link
     *     Ask#NEGATIVE} {@code true} or {@code false}
     * @param numbers how the file writes them; what is no number is not below zero
     */
    record Test(String column, Ask ask, Set<String> values, NumberForm numbers) {
        boolean holds(String value) {
            return switch (ask) {
                case IS, IN -> values.contains(value);
                case STARTS_WITH -> values.stream().anyMatch(value::startsWith);
                case EMPTY -> values.contains(String.valueOf(value.isEmpty()));
                case NEGATIVE -> values.contains(String.valueOf(isNegative(value)));
            };
        }

        private boolean isNegative(String value) {
            return numbers.number(value).filter(number -> number.signum() < 0).isPresent();
        }
    }

    Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        keep.forEach(test -> columns.add(test.column()));
        drop.forEach(test -> columns.add(test.column()));
        return columns;
    }

    boolean passes(Cells cells) {
        for (Test test : keep) {
            if (!test.holds(cells.value(test.column()))) {
                return false;
            }
        }
        for (Test test : drop) {
            if (test.holds(cells.value(test.column()))) {
                return false;
            }
        }
        return true;
    }
}
