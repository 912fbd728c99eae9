package org.loyaltyhub.cli.mapping;

import java.util.List;
import java.util.Set;

/** Which rows count: those that pass every test to keep them, and none to drop them. */
record RowFilter(List<Test> keep, List<Test> drop) {
    RowFilter {
        keep = List.copyOf(keep);
        drop = List.copyOf(drop);
    }

    /** What a column's value is asked. */
    enum Ask {
        IS,
        IN,
        STARTS_WITH,
        EMPTY
    }

    /**
     * One question about one column.
     *
     * @param values one for {@link Ask#IS} and {@link Ask#STARTS_WITH}; for {@link Ask#EMPTY} {@code true} or {@code
     *     false}
     */
    record Test(String column, Ask ask, Set<String> values) {
        boolean holds(String value) {
            return switch (ask) {
                case IS, IN -> values.contains(value);
                case STARTS_WITH -> values.stream().anyMatch(value::startsWith);
                case EMPTY -> values.contains(String.valueOf(value.isEmpty()));
            };
        }
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
