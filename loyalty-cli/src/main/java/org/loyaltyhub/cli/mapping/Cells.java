package org.loyaltyhub.cli.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The columns of one file, and the row at hand. A value is without the spaces around it. Not thread-safe: one for each
 * file that is read.
 */
final class Cells {
    /** Texts kept, so that a name that comes again costs no memory; beyond them every text is its own. */
    private static final int MOST_KEPT = 100_000;

    private static final int LONGEST_KEPT = 64;

    private final Map<String, Integer> columns;
    private final Map<String, String> kept = new HashMap<>();
    private List<String> row = List.of();

    Cells(Map<String, Integer> columns) {
        this.columns = columns;
    }

    void moveTo(List<String> next) {
        row = next;
    }

    /** What stands in the column, which the file has. */
    String value(String column) {
        return row.get(Objects.requireNonNull(columns.get(column), column)).strip();
    }

    /** The template's text for this row; empty if all its columns are. */
    String text(Template template) {
        var parts = template.parts();
        if (parts.size() == 1) {
            return piece(parts.get(0));
        }
        StringBuilder text = new StringBuilder();
        boolean filled = false;
        boolean asks = false;
        for (Template.Part part : parts) {
            String piece = piece(part);
            asks |= part.isColumn();
            filled |= part.isColumn() && !piece.isEmpty();
            text.append(piece);
        }
        return asks && !filled ? "" : text.toString();
    }

    private String piece(Template.Part part) {
        return part.isColumn() ? value(part.value()) : part.value();
    }

    /** {@link #text}, one object for equal texts. */
    String sharedText(Template template) {
        return shared(text(template));
    }

    String shared(String text) {
        if (text.length() > LONGEST_KEPT || kept.size() >= MOST_KEPT) {
            return kept.getOrDefault(text, text);
        }
        String before = kept.putIfAbsent(text, text);
        return before == null ? text : before;
    }
}
