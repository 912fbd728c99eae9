package org.loyaltyhub.cli.report;

import java.util.ArrayList;
import java.util.List;

/** Rows under a line of headings; the columns that hold numbers stand to the right. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int left;

    /** @param left how many columns, from the first, hold texts */
    Table(int left, String... headings) {
        this.left = left;
        rows.add(List.of(headings));
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** Every row on a line of its own, without a line end after the last. */
    String text() {
        List<String> lines = new ArrayList<>();
        int[] widths = widths();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String space = " "
                        .repeat(widths[i]
                                - row.get(i).codePointCount(0, row.get(i).length()));
                line.append(i == 0 ? "" : GAP).append(i < left ? row.get(i) + space : space + row.get(i));
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
