package org.loyaltyhub.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.loyaltyhub.store.sql.Databases;

/**
 * Where books are: a file, which is one of SQLite's, or a database by its JDBC address. What can be seen to be wrong with it
 * stops the command before anything is opened.
 *
 * @param given as it was typed
 */
record StoreAddress(String given) {
    private static final String JDBC = "jdbc:";
    private static final String SQLITE = "jdbc:sqlite:";

    StoreAddress {
        if (given.isBlank()) {
            throw Stop.wrongUse("--store is empty", "give --store FILE, or --store jdbc:…");
        }
    }

    /** What may be said of it: not the user and the password behind it. */
    String shown() {
        return given.startsWith(JDBC) ? given.replaceAll("\\?.*", "") : given;
    }

    /** Before what is said of it. */
    String prefix() {
        return "--store " + shown() + ": ";
    }

    /** To write to; a file that is not there will be made. */
    DataSource toWrite() {
        checkDriver();
        file().ifPresent(file -> {
            refuseFolder(file);
            Path folder = folder(file);
            if (!Files.isDirectory(folder)) {
                throw wrong("there is no folder " + folder, "make it first, or name a file elsewhere");
            }
            if (!isWritable(file)) {
                throw wrong(StoreTrouble.READ_ONLY, "let the user who runs this write to the file and to its folder");
            }
        });
        return Databases.at(url());
    }

    /**
     * To look at what is there. A file that may not be written to, or whose folder may not, is opened so that SQLite does
     * not try; if nobody else has it open, nobody is expected to write to it meanwhile.
     */
    DataSource toRead() {
        checkDriver();
        Optional<Path> file = file();
        if (file.isEmpty()) {
            return Databases.at(given);
        }
        refuseFolder(file.get());
        if (!Files.exists(file.get())) {
            throw wrong("there is no such file", "`loyalty run --store` makes one");
        }
        if (!Files.isReadable(file.get())) {
            throw wrong("the file cannot be read", "let the user who runs this read it");
        }
        return Databases.at(isWritable(file.get()) ? url() : readOnly(file.get()));
    }

    private String readOnly(Path file) {
        boolean isAlone = !Files.isWritable(folder(file)) && !hasLog(file);
        boolean hasIndex = Files.exists(beside(file, "-shm"));
        if (!isAlone && !hasIndex && !Files.isWritable(folder(file))) {
            throw wrong(
                    "it is read-only, and a part of the books stands in " + beside(file, "-wal"),
                    "copy both to a folder that you may write to, and name the copy");
        }
        return SQLITE + file.toUri().toString().replaceFirst("^file:/+", "file:/") + "?open_mode=1"
                + (isAlone ? "&immutable=1" : "");
    }

    /** Whether a part of what was written stands in SQLite's log, and not yet in the file. */
    private static boolean hasLog(Path file) {
        try {
            return Files.size(beside(file, "-wal")) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** SQLite needs files of its own beside the database. */
    private static boolean isWritable(Path file) {
        return (!Files.exists(file) || Files.isWritable(file)) && Files.isWritable(folder(file));
    }

    private static Path folder(Path file) {
        Path folder = file.getParent();
        return folder == null ? Path.of(".") : folder;
    }

    /** The file of SQLite's that is named; empty if a server is, or if the address has options, which SQLite may read otherwise. */
    private Optional<Path> file() {
        if (!given.startsWith(JDBC)) {
            return Optional.of(Path.of(given));
        }
        String behind = given.startsWith(SQLITE) ? given.substring(SQLITE.length()) : "";
        boolean isPlain = !behind.isEmpty() && !behind.startsWith(":") && !behind.startsWith("file:");
        return isPlain && !behind.contains("?") ? Optional.of(Path.of(behind)) : Optional.empty();
    }

    private String url() {
        return given.startsWith(JDBC) ? given : SQLITE + given;
    }

    private void checkDriver() {
        try {
            DriverManager.getDriver(url());
        } catch (SQLException e) {
            throw wrong(
                    "no database is known by such an address",
                    "write the name of a file, or jdbc:postgresql://HOST:PORT/DATABASE?user=…");
        }
    }

    private void refuseFolder(Path file) {
        if (Files.isDirectory(file)) {
            throw wrong("this is a folder", "name a file in it, such as " + file.resolve("club.db"));
        }
    }

    private Stop wrong(String message, String advice) {
        return Stop.wrongUse(prefix() + message, advice);
    }
}
