package org.loyaltyhub.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection with its prepared statements. Not thread-safe. Transactions begin and end by statements of their own, for
 * JDBC has no word for the way in which SQLite has to begin one that writes.
 */
final class Session {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** What a row says. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** In place of a number that is not there. */
    enum No {
        NUMBER,
        TEXT
    }

    PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    <T> List<T> query(String sql, Row<T> row, Object... arguments) throws SQLException {
        PreparedStatement statement = statement(sql);
        bind(statement, 1, arguments);
        try (ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        }
    }

    <T> Optional<T> first(String sql, Row<T> row, Object... arguments) throws SQLException {
        return query(sql, row, arguments).stream().findFirst();
    }

    /** How many rows it changed. */
    int update(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = statement(sql);
        bind(statement, 1, arguments);
        return statement.executeUpdate();
    }

    /** How many rows each changed. */
    int[] updateEach(String sql, List<Object[]> each) throws SQLException {
        if (each.isEmpty()) {
            return new int[0];
        }
        PreparedStatement statement = statement(sql);
        try {
            for (Object[] arguments : each) {
                bind(statement, 1, arguments);
                statement.addBatch();
            }
            return statement.executeBatch();
        } finally {
            statement.clearBatch();
        }
    }

    /** Binds the arguments from the given place on; the next place. */
    static int bind(PreparedStatement statement, int from, Object... arguments) throws SQLException {
        int place = from;
        for (Object argument : arguments) {
            if (argument instanceof Long number) {
                statement.setLong(place, number);
            } else if (argument instanceof Integer number) {
                statement.setInt(place, number);
            } else if (argument instanceof String text) {
                statement.setString(place, text);
            } else if (argument instanceof No no) {
                statement.setNull(place, no == No.NUMBER ? Types.BIGINT : Types.VARCHAR);
            } else {
                throw new IllegalArgumentException("neither text nor number: " + argument);
            }
            place++;
        }
        return place;
    }

    static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    /** One SQL statement that answers nothing of interest. */
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void commit() throws SQLException {
        execute("commit");
    }

    void rollback() throws SQLException {
        execute("rollback");
    }

    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // it is of no use any more, whatever it says
        }
    }
}
