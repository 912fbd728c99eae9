package org.loyaltyhub.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows of one table that are inserted many at a time. Not thread-safe. */
final class Rows {
    /** How many in one statement, so that few statements are prepared. */
    private static final int[] SIZES = {64, 8, 1};

    private final String head;
    private final String tail;
    private final String one;
    private final List<Object[]> rows = new ArrayList<>();

    private Rows(String head, String one, String tail) {
        this.head = head;
        this.one = one;
        this.tail = tail;
    }

    /** @param tail what stands behind the values */
    static Rows into(String table, String columns, String tail) {
        int count = columns.split(",").length;
        return new Rows(
                "insert into " + table + " (" + columns + ") values ",
                "(" + String.join(", ", Collections.nCopies(count, "?")) + ")",
                tail.isEmpty() ? "" : " " + tail);
    }

    static Rows into(String table, String columns) {
        return into(table, columns, "");
    }

    void add(Object... values) {
        rows.add(values);
    }

    void insert(Session session) throws SQLException {
        for (int from = 0; from < rows.size(); ) {
            int size = size(rows.size() - from);
            bound(session, from, size).executeUpdate();
            from += size;
        }
    }

    /** What the tail returns of the rows that were inserted. */
    <T> List<T> insertReturning(Session session, Session.Row<T> row) throws SQLException {
        List<T> all = new ArrayList<>();
        for (int from = 0; from < rows.size(); ) {
            int size = size(rows.size() - from);
            try (ResultSet inserted = bound(session, from, size).executeQuery()) {
                while (inserted.next()) {
                    all.add(row.read(inserted));
                }
            }
            from += size;
        }
        return all;
    }

    private PreparedStatement bound(Session session, int from, int size) throws SQLException {
        String values = String.join(", ", Collections.nCopies(size, one));
        PreparedStatement statement = session.statement(head + values + tail);
        int place = 1;
        for (Object[] row : rows.subList(from, from + size)) {
            place = Session.bind(statement, place, row);
        }
        return statement;
    }

    private static int size(int left) {
        for (int size : SIZES) {
            if (size <= left) {
                return size;
            }
        }
        return 1;
    }
}
