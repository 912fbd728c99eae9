package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.loyaltyhub.store.StoreException;

/**
 * Brings the tables of a database to what this library needs, by the scripts next to this class. Each runs once, and is then
 * written down in {@code loyalty_schema}; two processes that open a database at once wait for each other. Where nothing is
 * left to run, the database's user needs no right to make tables.
 *
 * <p>A host may run the scripts itself, by Flyway or as it likes, before the first hub is opened. If nothing is written down
 * and a table of theirs is there, all are the host's: it is checked that every table and column is there, and nothing is
 * made or written down. Types, keys and indexes are not checked.
 *
 * <p>Tables are looked for where statements find them: in PostgreSQL, along the search path.
 */
final class Migrator {
    private static final List<Script> SCRIPTS = List.of(new Script(1, "V1__books.sql"));

    private static final String DONE = "loyalty_schema";

    private Migrator() {}

    static void migrate(Sessions sessions) {
        sessions.write("bring its tables up to date", session -> {
            session.execute(sessions.dialect().lock());
            run(session);
            return true;
        });
    }

    private static void run(Session session) throws SQLException {
        boolean keepsRecord = !session.columns(DONE).isEmpty();
        Map<Integer, String> done = keepsRecord ? done(session) : Map.of();
        check(done);
        if (done.isEmpty() && hasTables(session)) {
            checkTables(session);
            return;
        }
        List<Script> left = SCRIPTS.stream()
                .filter(script -> !done.containsKey(script.version()))
                .toList();
        if (!left.isEmpty() && !keepsRecord) {
            session.execute("create table " + DONE
                    + " (version integer not null primary key, name text not null, checksum text not null)");
        }
        for (Script script : left) {
            run(session, script);
        }
        if (!left.isEmpty()) {
            for (String sql : session.dialect().layout()) {
                session.execute(sql);
            }
        }
    }

    private static void run(Session session, Script script) throws SQLException {
        for (String sql : script.statements()) {
            session.execute(sql);
        }
        session.update(
                "insert into " + DONE + " (version, name, checksum) values (?, ?, ?)",
                script.version(),
                script.name(),
                script.checksum());
    }

    /** The checksums of the scripts that ran, by their versions. */
    private static Map<Integer, String> done(Session session) throws SQLException {
        Map<Integer, String> done = new TreeMap<>();
        session.query(
                        "select version, checksum from " + DONE,
                        row -> Map.entry(row.getInt("version"), row.getString("checksum")))
                .forEach(each -> done.put(each.getKey(), each.getValue()));
        return done;
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

    private static boolean hasTables(Session session) throws SQLException {
        for (Script script : SCRIPTS) {
            for (String table : script.tables().keySet()) {
                if (!session.columns(table).isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void checkTables(Session session) throws SQLException {
        List<String> notThere = new ArrayList<>();
        for (Script script : SCRIPTS) {
            List<String> missing = missing(session, script);
            if (!missing.isEmpty()) {
                notThere.add(String.join(", ", missing) + " of " + script.name());
            }
        }
        if (!notThere.isEmpty()) {
            throw new StoreException("the database has tables of the books, but not " + String.join("; ", notThere)
                    + ": did the script run to its end, as it stands in this library's jar? Run what is missing");
        }
    }

    private static List<String> missing(Session session, Script script) throws SQLException {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, List<String>> table : script.tables().entrySet()) {
            Set<String> there = new HashSet<>(session.columns(table.getKey()));
            if (there.isEmpty()) {
                missing.add(table.getKey());
            } else {
                table.getValue().stream()
                        .filter(column -> !there.contains(column))
                        .forEach(column -> missing.add(table.getKey() + "." + column));
            }
        }
        return missing;
    }
}
