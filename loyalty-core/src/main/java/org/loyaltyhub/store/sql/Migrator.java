package org.loyaltyhub.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.value.ContentHash;

/**
 * Brings the tables of a database to what this library needs, by the scripts next to this class. Each script runs once; two
 * processes that open a database at once wait for each other.
 *
 * <p>The scripts are plain SQL with names as Flyway wants them. A host that runs them itself leaves an entry for each in
 * {@code loyalty_schema}, or lets this class find its tables and check nothing but that they are there.
 */
final class Migrator {
    private static final List<Script> SCRIPTS = List.of(new Script(1, "V1__books.sql"));

    private record Script(int version, String name) {
        String text() {
            try (InputStream in = Migrator.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("the jar has no " + name);
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Without comments. */
        List<String> statements() {
            List<String> statements = new ArrayList<>();
            for (String statement : text().replaceAll("(?m)^\\s*--.*$", "").split(";", -1)) {
                if (!statement.isBlank()) {
                    statements.add(statement.strip());
                }
            }
            return statements;
        }

        String checksum() {
            return ContentHash.of(text()).text();
        }
    }

    private Migrator() {}

    static void migrate(Sessions sessions) {
        sessions.write("make the tables", session -> {
            session.execute(sessions.dialect().lock());
            run(session);
            return true;
        });
    }

    private static void run(Session session) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute("create table if not exists loyalty_schema"
                    + " (version integer not null primary key, name text not null, checksum text not null)");
        }
        Map<Integer, String> done = new TreeMap<>();
        session.query(
                        "select version, checksum from loyalty_schema",
                        row -> Map.entry(row.getInt("version"), row.getString("checksum")))
                .forEach(each -> done.put(each.getKey(), each.getValue()));
        check(done);
        for (Script script : SCRIPTS) {
            if (!done.containsKey(script.version())) {
                for (String sql : script.statements()) {
                    try (Statement statement = session.connection().createStatement()) {
                        statement.execute(sql);
                    }
                }
                session.update(
                        "insert into loyalty_schema (version, name, checksum) values (?, ?, ?)",
                        script.version(),
                        script.name(),
                        script.checksum());
            }
        }
    }

    private static void check(Map<Integer, String> done) {
        int newest = SCRIPTS.get(SCRIPTS.size() - 1).version();
        for (Map.Entry<Integer, String> each : done.entrySet()) {
            if (each.getKey() > newest) {
                throw new StoreException(
                        "the database is of version " + each.getKey() + ", this library knows versions up to " + newest
                                + ": take the library that wrote it, or a newer one");
            }
        }
        for (Script script : SCRIPTS) {
            String checksum = done.get(script.version());
            if (checksum != null && !checksum.equals(script.checksum())) {
                throw new StoreException("the tables were made by another " + script.name() + " (" + checksum
                        + ") than this library's (" + script.checksum()
                        + "): was a script changed after it ran? Take the library that wrote the database");
            }
        }
    }
}
