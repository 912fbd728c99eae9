package org.loyaltyhub.store.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection with its prepared statements. Not thread-safe. */
final class Session {
    private final Connection connection;
    private final Dialect dialect;
    private final Bounds bounds;
    private final boolean isHosts;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private Session(Connection connection, Dialect dialect, Bounds bounds, boolean isHosts) {
        this.connection = connection;
        this.dialect = dialect;
        this.bounds = bounds;
        this.isHosts = isHosts;
    }

    /** On a connection of our own. */
    static Session on(Connection connection, Dialect dialect) {
        return new Session(connection, dialect, Bounds.ofOurs(connection, dialect), false);
    }

    /** Within the host's transaction on its connection. */
    static Session within(Connection connection, Dialect dialect) {
        return new Session(connection, dialect, new Bounds.OfHost(connection), true);
    }

    Connection connection() {
        return connection;
    }

    Dialect dialect() {
        return dialect;
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
        bind(statement, 1, Arrays.asList(arguments));
        try (ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        }
    }

    /** As {@link RoundTrip#queryAmong}, at once. */
    <T> List<T> queryAmong(String sql, Row<T> row, List<Object[]> keys, Object... arguments) throws SQLException {
        List<T> all = new ArrayList<>();
        RoundTrip trip = new RoundTrip(this);
        trip.queryAmong(sql, keys, Arrays.asList(arguments), row, all::add);
        trip.run();
        return all;
    }

    <T> Optional<T> first(String sql, Row<T> row, Object... arguments) throws SQLException {
        return query(sql, row, arguments).stream().findFirst();
    }

    /** The columns of the table that statements find by that name; none if there is no such table. */
    List<String> columns(String table) throws SQLException {
        return query(dialect.columns(), row -> row.getString("name"), table);
    }

    /** How many rows it changed. */
    int update(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = statement(sql);
        bind(statement, 1, Arrays.asList(arguments));
        return statement.executeUpdate();
    }

    /** Binds the arguments from the given place on; the next place. */
    static int bind(PreparedStatement statement, int from, List<Object> arguments) throws SQLException {
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
            } else if (argument instanceof Array array) {
                statement.setArray(place, array);
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

    void beginToRead() throws SQLException {
        bounds.beginToRead();
    }

    void beginToWrite() throws SQLException {
        bounds.beginToWrite();
    }

    void commit() throws SQLException {
        bounds.commit();
    }

    void rollback() throws SQLException {
        bounds.rollback();
    }

    /** Lets go of the connection; the host's stays open. */
    void close() {
        try {
            for (PreparedStatement statement : isHosts ? statements.values() : List.<PreparedStatement>of()) {
                statement.close();
            }
            statements.clear();
            if (!isHosts) {
                connection.close();
            }
        } catch (SQLException e) {
            // it is of no use any more, whatever it says
        }
    }
}
