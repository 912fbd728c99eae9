package org.loyaltyhub.store.sql;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.store.StoreException;

/** A source of connections for who has none: each is opened when it is asked for. */
public final class Databases {
    private Databases() {}

    /** {@code jdbc:sqlite:club.db}, {@code jdbc:postgresql://host/club?user=…}; its driver is on the class path. */
    public static DataSource at(String url) {
        return new Drivers(url);
    }

    /**
     * The names of the programmes whose books are in the database, sorted; none if it holds no books. Changes nothing. In
     * PostgreSQL only books on the search path are seen, as a store would open them.
     *
     * @throws StoreException if it cannot be read
     */
    public static List<String> programmes(DataSource source) {
        List<String> names = new ArrayList<>();
        try (Connection connection = source.getConnection()) {
            Session session = Session.on(connection, Dialect.of(connection));
            if (!session.columns("loyalty_programme").isEmpty()) {
                names.addAll(session.query("select name from loyalty_programme", row -> row.getString("name")));
            }
        } catch (SQLException e) {
            throw Sessions.failed("be opened", e);
        }
        Collections.sort(names);
        return names;
    }

    private record Drivers(String url) implements DataSource {
        @Override
        public Connection getConnection() throws SQLException {
            checkDriver();
            return DriverManager.getConnection(url, properties());
        }

        /** Nobody asks for generated keys, which SQLite's driver looks up after every insert. */
        private Properties properties() {
            Properties properties = new Properties();
            if (url.startsWith("jdbc:sqlite:")) {
                properties.setProperty("jdbc.get_generated_keys", "false");
            }
            return properties;
        }

        /** What the driver manager says of an address that nobody knows has the password in it. */
        private void checkDriver() throws SQLException {
            try {
                DriverManager.getDriver(url);
            } catch (SQLException e) {
                throw new SQLException("no driver on the class path knows " + this, e.getSQLState(), e);
            }
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            checkDriver();
            return DriverManager.getConnection(url, user, password);
        }

        @Override
        public @Nullable PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(PrintWriter out) {}

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException("it does not log");
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("it wraps nothing");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }

        /** Without the user and password that the address may hold. */
        @Override
        public String toString() {
            return url.replaceAll("\\?.*", "");
        }
    }
}
