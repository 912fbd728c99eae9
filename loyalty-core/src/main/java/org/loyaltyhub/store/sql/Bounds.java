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

    /** Transactions of our own. By statements of their own, for JDBC has no word for how SQLite has to begin one that writes. */
    record OfOurs(Connection connection, Dialect dialect) implements Bounds {
        @Override
        public void beginToRead() throws SQLException {
            execute("begin");
        }

        @Override
        public void beginToWrite() throws SQLException {
            execute(dialect.beginToWrite());
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
