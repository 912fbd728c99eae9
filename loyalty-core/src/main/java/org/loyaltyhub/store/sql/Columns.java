package org.loyaltyhub.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as an array for each column, which PostgreSQL takes in one statement, however many there are. */
record Columns(List<Object[]> rows) {
    /** @param rows at least one; in a column of numbers or texts only, or {@link Session.No none} */
    static Columns of(List<Object[]> rows) {
        return new Columns(rows);
    }

    private int count() {
        return rows.get(0).length;
    }

    private boolean isText(int column) {
        Object any = rows.get(0)[column];
        return any instanceof String || any == Session.No.TEXT;
    }

    /**
     * What selects the rows, with a place for each column. The arrays are taken apart where they are selected: a function
     * that is selected from would first store what it returns.
     */
    String selected() {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            places.add("unnest(cast(? as " + (isText(i) ? "text[]" : "bigint[]") + "))");
        }
        return "select " + String.join(", ", places);
    }

    /** What to bind to the places. */
    List<Object> arrays(Connection connection) throws SQLException {
        List<Object> arrays = new ArrayList<>(count());
        for (int i = 0; i < count(); i++) {
            arrays.add(
                    isText(i)
                            ? connection.createArrayOf("text", texts(i))
                            : connection.createArrayOf("bigint", numbers(i)));
        }
        return arrays;
    }

    private @Nullable String[] texts(int column) {
        @Nullable String[] texts = new @Nullable String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            Object value = rows.get(i)[column];
            texts[i] = value == Session.No.TEXT ? null : (String) value;
        }
        return texts;
    }

    private @Nullable Long[] numbers(int column) {
        @Nullable Long[] numbers = new @Nullable Long[rows.size()];
        for (int i = 0; i < numbers.length; i++) {
            Object value = rows.get(i)[column];
            numbers[i] = value == Session.No.NUMBER ? null : Long.valueOf(((Number) value).longValue());
        }
        return numbers;
    }
}
