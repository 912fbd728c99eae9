package org.loyaltyhub.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.loyaltyhub.store.sql.Databases;

/** A real database, set up so that a commit that was answered survives a crash of the machine. */
public enum Database {
    /** A file of its own. */
    SQLITE("loyalty-bench-sqlite") {
        @Override
        Running start() {
            Path folder = folder();
            return new Running(this, Databases.at("jdbc:sqlite:" + folder.resolve("bench.db")), () -> delete(folder));
        }

        @Override
        List<String> durably() {
            return List.of(
                    "pragma busy_timeout = 30000",
                    "pragma journal_mode = wal",
                    "pragma synchronous = full",
                    "pragma cache_size = -32768",
                    "pragma temp_store = memory",
                    "pragma wal_autocheckpoint = 8192");
        }

        @Override
        void prove(Connection connection) throws SQLException {
            expect(connection, "pragma journal_mode", "wal");
            expect(connection, "pragma synchronous", "2");
        }
    },

    /** A server of its own, with fsync. */
    POSTGRESQL("loyalty-bench-postgresql") {
        @Override
        Running start() {
            Path folder = folder();
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(folder.toFile())
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .start();
                String url = server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true";
                return new Running(this, Databases.at(url), () -> {
                    server.close();
                    delete(folder);
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        List<String> durably() {
            return List.of("set synchronous_commit = on");
        }

        @Override
        void prove(Connection connection) throws SQLException {
            expect(connection, "show fsync", "on");
            expect(connection, "show synchronous_commit", "on");
        }
    };

    private final String folder;

    Database(String folder) {
        this.folder = folder;
    }

    /** Starts it, empty. */
    abstract Running start();

    /** What a fresh connection is told, for the same promise that the hub gives. */
    abstract List<String> durably();

    /** Fails if commits of this connection are not durable. */
    abstract void prove(Connection connection) throws SQLException;

    Path folder() {
        try {
            return Files.createTempDirectory(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void expect(Connection connection, String question, String answer) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            if (!rows.getString(1).equals(answer)) {
                throw new IllegalStateException(
                        question + " answers " + rows.getString(1) + ", not " + answer + ": this compares nothing");
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** What stops a database and leaves nothing behind. */
    interface Stop {
        void run() throws IOException;
    }

    /** A database that runs. */
    record Running(Database database, DataSource source, Stop stop) implements AutoCloseable {
        /** A connection whose commits are as durable as the hub's. */
        Connection connection() throws SQLException {
            Connection connection = source.getConnection();
            try (Statement statement = connection.createStatement()) {
                for (String each : database.durably()) {
                    statement.execute(each);
                }
            }
            database.prove(connection);
            return connection;
        }

        @Override
        public void close() throws IOException {
            stop.run();
        }
    }
}
