package org.loyaltyhub.cli;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.store.StoreException;

/**
 * What went wrong with a database, in plain words.
 *
 * @param advice what to do; empty if the message says it
 */
record StoreTrouble(String message, String advice) {
    static final String READ_ONLY = "the database cannot be written: it is read-only";

    private static final String NO_SERVER = "08";
    private static final String SERVER_ENDS = "57P";
    private static final String NOT_LET_IN = "28";
    private static final String NO_DATABASE = "3D000";
    private static final String NO_RIGHT = "42501";
    private static final String SERVER_DISK_FULL = "53100";
    private static final String SERVER_READ_ONLY = "25006";

    static StoreTrouble of(StoreException e) {
        StoreException told = e;
        Throwable cause = e;
        while (cause != null && !(cause instanceof SQLException)) {
            told = cause instanceof StoreException nearer ? nearer : told;
            cause = cause.getCause();
        }
        String line = firstLine(told);
        if (cause instanceof SQLException sql) {
            return ofSqlite(sql, line).or(() -> ofServer(sql, line)).orElseGet(() -> new StoreTrouble(line, ""));
        }
        return new StoreTrouble(line, "");
    }

    private static String firstLine(StoreException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** By the numbers of SQLite, which its driver hands on. */
    private static Optional<StoreTrouble> ofSqlite(SQLException e, String line) {
        boolean isSqlites = String.valueOf(e.getMessage()).startsWith("[SQLITE_");
        return Optional.ofNullable(
                switch (isSqlites ? e.getErrorCode() & 0xff : 0) {
                    case 5, 6 -> new StoreTrouble("others write to it and do not end", "wait until they are done");
                    case 8 -> readOnly();
                    case 10 -> new StoreTrouble(line, "is the disk full, or failing?");
                    case 11 -> new StoreTrouble("the database is damaged: " + line, "take the last copy that is whole");
                    case 13 -> new StoreTrouble("the disk is full", "make room on it");
                    case 14 ->
                        new StoreTrouble(
                                "the database cannot be opened",
                                "may the file and its folder be read, and written to?");
                    case 26 -> new StoreTrouble("this is no database of SQLite", "is it the right file?");
                    default -> null;
                });
    }

    private static StoreTrouble readOnly() {
        return new StoreTrouble(READ_ONLY, "let the user who runs this write to it");
    }

    /** By the states of the SQL standard, and PostgreSQL's own. */
    private static Optional<StoreTrouble> ofServer(SQLException e, String line) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return Optional.ofNullable(serverAdvice(state)).map(advice -> switch (state) {
            case SERVER_DISK_FULL -> new StoreTrouble("the disk of the server is full", advice);
            case SERVER_READ_ONLY -> readOnly();
            default -> new StoreTrouble(line, advice);
        });
    }

    private static @Nullable String serverAdvice(String state) {
        return switch (state) {
            case SERVER_DISK_FULL -> "make room on it";
            case SERVER_READ_ONLY, NO_RIGHT -> "let the user of the address write to it";
            case NO_DATABASE -> "make it first, or name one that is there";
            default ->
                state.startsWith(NO_SERVER) || state.startsWith(SERVER_ENDS)
                        ? "does the server run, and are host and port right?"
                        : state.startsWith(NOT_LET_IN) ? "are user and password right?" : null;
        };
    }

    /** Nothing could be begun. */
    Stop stop(StoreAddress at) {
        return Stop.wrongUse(at.prefix() + message, advice);
    }

    /** Events were being counted. */
    Stop stopRun(StoreAddress at) {
        return Stop.wrongUse(
                at.prefix() + message + "; what was counted before is kept",
                (advice.isEmpty() ? "" : advice + "; then ")
                        + "run the same files again: what is kept already counts once");
    }
}
