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
    /** How many in one statement, so that few statements are prepared. */
    private static final int[] SIZES = {64, 8, 1};

    /** By what is inserted, the text for each of the sizes. */
    private static final Map<String, List<String>> TEXTS = new ConcurrentHashMap<>();

    private final List<String> texts;
    private final List<Object[]> rows = new ArrayList<>();

    private Rows(List<String> texts) {
        this.texts = texts;
    }

    /** @param tail what stands behind the values */
    static Rows into(String table, String columns, String tail) {
        String named = table + " (" + columns + ")";
        return new Rows(TEXTS.computeIfAbsent(named + tail, key -> texts(named, columns.split(",").length, tail)));
    }

    private static List<String> texts(String named, int columns, String tail) {
        String one = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
        List<String> texts = new ArrayList<>();
        for (int size : SIZES) {
            String values = String.join(", ", Collections.nCopies(size, one));
            texts.add("insert into " + named + " values " + values + (tail.isEmpty() ? "" : " " + tail));
        }
        return List.copyOf(texts);
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
            from += SIZES[size];
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
            from += SIZES[size];
        }
        return all;
    }

    /** @param size its place among the sizes */
    private PreparedStatement bound(Session session, int from, int size) throws SQLException {
        PreparedStatement statement = session.statement(texts.get(size));
        int place = 1;
        for (Object[] row : rows.subList(from, from + SIZES[size])) {
            place = Session.bind(statement, place, row);
        }
        return statement;
    }

    private static int size(int left) {
        int size = 0;
        while (SIZES[size] > left) {
            size++;
        }
        return size;
    }
}
