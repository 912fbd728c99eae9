package org.loyaltyhub.internal.text;

import java.util.ArrayList;
import java.util.List;

/** Rows under a line of headings; columns of numbers stand to the right. Not thread-safe. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final String sides;

    /**
     * An empty table.
     *
     * @param sides on which side each column stands: a letter a column, {@code l} or {@code r}
     */
    public Table(String sides, String... headings) {
        this.sides = sides;
        rows.add(List.of(headings));
    }

    /**
     * A table whose first columns are texts and whose others are numbers.
     *
     * @param texts how many columns, from the first, hold texts
     */
    public static Table ofTexts(int texts, String... headings) {
        return new Table("l".repeat(texts) + "r".repeat(headings.length - texts), headings);
    }

    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** Every row on a line of its own, without a line end after the last. */
    public String text() {
        List<String> lines = new ArrayList<>();
        int[] widths = widths();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String space = " "
                        .repeat(widths[i]
                                - row.get(i).codePointCount(0, row.get(i).length()));
                line.append(i == 0 ? "" : GAP).append(sides.charAt(i) == 'l' ? row.get(i) + space : space + row.get(i));
            }
            lines.add(line.toString().stripTrailing());
        }
        return String.join("\n", lines);
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(
                        widths[i], row.get(i).codePointCount(0, row.get(i).length()));
            }
        }
        return widths;
    }
}
