package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Rows of one table that are inserted many at a time. Not thread-safe. */
final class Rows {
    /** In one statement. */
    private static final int MOST = 128;

    private static final Map<Text, String> TEXTS = new ConcurrentHashMap<>();

    private final String named;
    private final String tail;
    private final List<Object[]> rows = new ArrayList<>();

    private Rows(String named, String tail) {
        this.named = named;
        this.tail = tail.isEmpty() ? "" : " " + tail;
    }

    /** @param tail what stands behind the values */
    static Rows into(String table, String columns, String tail) {
        return new Rows(table + " (" + columns + ")", tail);
    }

    static Rows into(String table, String columns) {
        return into(table, columns, "");
    }

    void add(Object... values) {
        rows.add(values);
    }

    /** @param count is told how many rows there are now, perhaps part by part */
    void insert(RoundTrip trip, IntConsumer count) throws SQLException {
        each(trip, (sql, arguments, size) -> trip.update(sql, arguments, count));
    }

    void insert(RoundTrip trip) throws SQLException {
        insert(trip, count -> {});
    }

    /** @param each is told what the tail returns of the rows that were inserted */
    <T> void insertReturning(RoundTrip trip, Session.Row<T> row, Consumer<? super T> each) throws SQLException {
        each(trip, (sql, arguments, size) -> trip.query(sql, arguments, size, row, each));
    }

    private interface Insertion {
        void add(String sql, List<Object> arguments, int size);
    }

    private void each(RoundTrip trip, Insertion insertion) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        if (trip.session().dialect().takesArrays()) {
            Columns columns = Columns.of(rows);
            insertion.add(
                    "insert into " + named + " " + columns.selected() + tail,
                    columns.arrays(trip.session().connection()),
                    rows.size());
            return;
        }
        int width = rows.get(0).length;
        for (int from = 0, size; from < rows.size(); from += size) {
            size = size(rows.size() - from);
            List<Object> arguments = new ArrayList<>(size * width);
            for (Object[] row : rows.subList(from, from + size)) {
                arguments.addAll(Arrays.asList(row));
            }
            insertion.add(TEXTS.computeIfAbsent(new Text(named, tail, size), text -> text.sql(width)), arguments, size);
        }
    }

    /** How many of these go into one statement: a power of two, so that few statements are prepared. */
    static int size(int left) {
        return Integer.highestOneBit(Math.min(left, MOST));
    }

    /** So many places for values, for so many rows. */
    static String places(int columns, int rows) {
        String one = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
        return String.join(", ", Collections.nCopies(rows, one));
    }

    /** What is inserted by one statement. */
    private record Text(String named, String tail, int rows) {
        String sql(int columns) {
            return "insert into " + named + " values " + places(columns, rows) + tail;
        }
    }
}
