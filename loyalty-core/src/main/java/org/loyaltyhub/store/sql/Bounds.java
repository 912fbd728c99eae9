package org.loyaltyhub.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** How what a session does in one piece begins and ends. */
interface Bounds {
    void beginToRead() throws SQLException;

    void beginToWrite() throws SQLException;

    void commit() throws SQLException;

    void rollback() throws SQLException;

    /** Transactions of our own. */
    static Bounds ofOurs(Connection connection, Dialect dialect) {
        return dialect.beginToWrite()
                .<Bounds>map(begin -> new ByStatements(connection, begin))
                .orElseGet(() -> new ByDriver(connection));
    }

    /** By statements of their own, for JDBC has no word for how SQLite has to begin a transaction that writes. */
    record ByStatements(Connection connection, String beginToWriteBy) implements Bounds {
        @Override
        public void beginToRead() throws SQLException {
            execute("begin");
        }

        @Override
        public void beginToWrite() throws SQLException {
            execute(beginToWriteBy);
        }

        @Override
        public void commit() throws SQLException {
            execute("commit");
        }

        @Override
        public void rollback() throws SQLException {
            execute("rollback");
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    /** The driver begins with the first statement, and sends both together. */
    record ByDriver(Connection connection) implements Bounds {
        @Override
        public void beginToRead() throws SQLException {
            connection.setAutoCommit(false);
        }

        @Override
        public void beginToWrite() throws SQLException {
            connection.setAutoCommit(false);
        }

        @Override
        public void commit() throws SQLException {
            connection.commit();
            connection.setAutoCommit(true);
        }

        @Override
        public void rollback() throws SQLException {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Parts of a transaction that is the host's: only the host ends it. Not thread-safe. */
    final class OfHost implements Bounds {
        private final Connection connection;
        private @Nullable Savepoint before;

        OfHost(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void beginToRead() {
            // the host has begun
        }

        @Override
        public void beginToWrite() throws SQLException {
            before = connection.setSavepoint();
        }

        @Override
        public void commit() throws SQLException {
            if (before != null) {
                connection.releaseSavepoint(before);
                before = null;
            }
        }

        @Override
        public void rollback() throws SQLException {
            if (before != null) {
                connection.rollback(before);
                commit();
            }
        }
    }
}
