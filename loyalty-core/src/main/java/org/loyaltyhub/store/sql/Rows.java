package org.loyaltyhub.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** How many rows there are now. */
    int insert(Session session) throws SQLException {
        int[] count = new int[1];
        each(session, statement -> count[0] += statement.executeUpdate());
        return count[0];
    }

    /** What the tail returns of the rows that were inserted. */
    <T> List<T> insertReturning(Session session, Session.Row<T> row) throws SQLException {
        List<T> all = new ArrayList<>();
        each(session, statement -> {
            try (ResultSet inserted = statement.executeQuery()) {
                while (inserted.next()) {
                    all.add(row.read(inserted));
                }
            }
        });
        return all;
    }

    private interface Execution {
        void of(PreparedStatement statement) throws SQLException;
    }

    private void each(Session session, Execution execution) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        if (session.dialect().takesArrays()) {
            Columns columns = Columns.of(rows);
            PreparedStatement statement =
                    session.statement("insert into " + named + " select * from " + columns.table() + tail);
            Session.bind(statement, 1, columns.arrays(session.connection()));
            execution.of(statement);
            return;
        }
        int width = rows.get(0).length;
        for (int from = 0, size; from < rows.size(); from += size) {
            size = size(rows.size() - from);
            PreparedStatement statement =
                    session.statement(TEXTS.computeIfAbsent(new Text(named, tail, size), text -> text.sql(width)));
            int place = 1;
            for (Object[] row : rows.subList(from, from + size)) {
                place = Session.bind(statement, place, row);
            }
            execution.of(statement);
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
