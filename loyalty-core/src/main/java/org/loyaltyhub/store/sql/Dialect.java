package org.loyaltyhub.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.loyaltyhub.store.StoreException;

/** Where the two databases differ. */
enum Dialect {
    /** One file, one writer at a time. */
    SQLITE {
        @Override
        void prepare(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma busy_timeout = " + BUSY.toMillis());
                keepLog(statement);
                statement.execute("pragma synchronous = full");
                statement.execute("pragma foreign_keys = on");
                statement.execute("pragma cache_size = -32768");
                // what a statement of many rows would undo it keeps for its own time only
                statement.execute("pragma temp_store = memory");
                // copied into the database each 32 MB, not each 4: a page is then written there once for many commits
                statement.execute("pragma wal_autocheckpoint = 8192");
            }
        }

        /** For a new file this is a change, which does not wait by itself while another connection is at it. */
        private void keepLog(Statement statement) throws SQLException {
            boolean done = false;
            for (long left = BUSY.toMillis(); !done; left -= SHORTLY.toMillis()) {
                try {
                    statement.execute("pragma journal_mode = wal");
                    done = true;
                } catch (SQLException e) {
                    if (left <= 0 || !isWorthAnotherTry(e)) {
                        throw e;
                    }
                    LockSupport.parkNanos(SHORTLY.toNanos());
                }
            }
        }

        @Override
        void check(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select sqlite_version()")) {
                rows.next();
                if (isOlder(rows.getString(1), 3, 51, 3)) {
                    throw new StoreException("the SQLite driver brings SQLite " + rows.getString(1)
                            + ", which may lose commits in WAL mode: 3.51.3 or newer is needed, take a newer driver");
                }
            }
        }

        /** Who begins to write has the only lock there is. */
        @Override
        String lock() {
            return "select 1";
        }

        @Override
        String columns() {
            return "select name from pragma_table_info(?)";
        }

        @Override
        List<String> layout() {
            return List.of();
        }

        @Override
        boolean takesArrays() {
            return false;
        }

        @Override
        boolean takesManyStatements() {
            return false;
        }

        @Override
        boolean hasOneWriter() {
            return true;
        }

        /** At once: a transaction that began to read and then writes may find that another was quicker. */
        @Override
        Optional<String> beginToWrite() {
            return Optional.of("begin immediate");
        }

        /** Copies the log into the database, before it has grown so long that a commit has to. */
        @Override
        void tidy(Session session) throws SQLException {
            long left = session.first(
                            "pragma wal_checkpoint(noop)", row -> row.getLong("log") - row.getLong("checkpointed"))
                    .orElse(0L);
            if (left > LONG_LOG) {
                session.execute("pragma wal_checkpoint(passive)");
            }
        }

        @Override
        boolean isWorthAnotherTry(SQLException e) {
            int code = e.getErrorCode() & 0xff;
            return code == BUSY_CODE || code == LOCKED_CODE;
        }
    },

    /** A server. */
    POSTGRESQL {
        @Override
        void prepare(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                // whatever the server's default: nothing is answered that a crash of it may lose
                statement.execute("set synchronous_commit = on");
                // rows are found by their keys: a plan made while a table was empty would read the whole of it, and is
                // kept
                statement.execute("set enable_seqscan = off");
            }
        }

        @Override
        void check(Connection connection) throws SQLException {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_POSTGRESQL) {
                throw new StoreException(
                        "the server is PostgreSQL " + version + ": " + OLDEST_POSTGRESQL + " or newer is needed");
            }
        }

        @Override
        String lock() {
            return "select pg_advisory_xact_lock(" + LOCK + ")";
        }

        /** Along the search path. Not from the information schema, which keeps quiet of what the user may not touch. */
        @Override
        String columns() {
            return "select attname as name from pg_attribute"
                    + " where attrelid = to_regclass(?) and attnum > 0 and not attisdropped";
        }

        /** A member's row is written again and again: its state is kept as it is, and only compressed if it fits no page. */
        @Override
        List<String> layout() {
            return List.of("alter table loyalty_member set (toast_tuple_target = 8160)");
        }

        @Override
        Optional<String> beginToWrite() {
            return Optional.empty();
        }

        @Override
        boolean takesArrays() {
            return true;
        }

        @Override
        boolean takesManyStatements() {
            return true;
        }

        @Override
        boolean hasOneWriter() {
            return false;
        }

        @Override
        void tidy(Session session) {
            // the server does so itself
        }

        @Override
        boolean isWorthAnotherTry(SQLException e) {
            return "40001".equals(e.getSQLState()) || "40P01".equals(e.getSQLState());
        }
    };

    /** How long others are waited for. */
    private static final Duration BUSY = Duration.ofSeconds(30);

    private static final Duration SHORTLY = Duration.ofMillis(10);
    private static final int BUSY_CODE = 5;
    private static final int LOCKED_CODE = 6;
    private static final int OLDEST_POSTGRESQL = 13;
    /** In pages. */
    private static final long LONG_LOG = 3_072;
    /** Any number that is ours: {@code loyalty} in ASCII. */
    private static final long LOCK = 0x6c6f79616c7479L;

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "SQLite" -> SQLITE;
            case "PostgreSQL" -> POSTGRESQL;
            default ->
                throw new StoreException("the database is " + product + ": give a DataSource of SQLite or PostgreSQL");
        };
    }

    /** Sets a fresh connection up. */
    abstract void prepare(Connection connection) throws SQLException;

    /** @throws StoreException if the database is too old */
    abstract void check(Connection connection) throws SQLException;

    /** One holder at a time, over all processes, until the transaction ends. */
    abstract String lock();

    /** Asks for the columns, as {@code name}, of the table that statements find by the name given; for none if there is none. */
    abstract String columns();

    /** How tables that were just made are best laid out: of no matter for what is in them. */
    abstract List<String> layout();

    /** Begins a transaction that writes; empty if it is begun as JDBC does. */
    abstract Optional<String> beginToWrite();

    /** Whether a statement takes many rows as an array for each column: one way to a server in place of many. */
    abstract boolean takesArrays();

    /** Whether several statements may be prepared as one, with a semicolon between them. */
    abstract boolean takesManyStatements();

    /**
     * Whether who writes is alone in any case, so that a long transaction is in nobody's way. A page that a transaction
     * changes often is written once.
     */
    abstract boolean hasOneWriter();

    /** What is better done while nobody waits for a commit. */
    abstract void tidy(Session session) throws SQLException;

    /** Whether the transaction was rolled back for what other transactions did. */
    abstract boolean isWorthAnotherTry(SQLException e);

    private static boolean isOlder(String version, int... least) {
        String[] parts = version.split("\\.", -1);
        for (int i = 0; i < least.length; i++) {
            int part = i < parts.length ? Integer.parseInt(parts[i]) : 0;
            if (part != least[i]) {
                return part < least[i];
            }
        }
        return false;
    }
}
