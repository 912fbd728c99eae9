package org.loyaltyhub.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.hub.Audit;
import org.loyaltyhub.problem.Suggestion;
import org.loyaltyhub.rules.StoredRules;
import org.loyaltyhub.store.Activated;
import org.loyaltyhub.store.sql.Databases;
import org.loyaltyhub.store.sql.SqlStore;

/** Books that are there already, with the rules that are stored in them. */
record OpenBooks(SqlStore store) implements AutoCloseable {
    private static final String JDBC = "jdbc:";

    /** Where a database is: a file is one of SQLite's. */
    static String address(String given) {
        return given.startsWith(JDBC) ? given : JDBC + "sqlite:" + given;
    }

    /** What may be said of an address: not the user and the password behind it. */
    static String shown(String given) {
        return given.replaceAll("\\?.*", "");
    }

    /**
     * Opens what is there; nothing is made.
     *
     * @param name of the programme; may be left out if there is one
     */
    static OpenBooks at(String given, Optional<String> name) {
        boolean isNowhere = !given.startsWith(JDBC) && !Files.isRegularFile(Path.of(given));
        if (isNowhere) {
            throw Stop.wrongUse(given + ": there is no such file", "`loyalty run --store` makes one");
        }
        DataSource source = Databases.at(address(given));
        String programme = programme(given, Databases.programmes(source), name);
        return new OpenBooks(SqlStore.open(source, programme, new StoredRules()));
    }

    private static String programme(String given, List<String> there, Optional<String> name) {
        if (there.isEmpty()) {
            throw Stop.wrongUse(shown(given) + ": there are no books in it", "`loyalty run --store` begins some");
        }
        if (name.isEmpty()) {
            if (there.size() > 1) {
                throw Stop.wrongUse(
                        shown(given) + " holds the books of " + String.join(", ", there), "say which by --name NAME");
            }
            return there.get(0);
        }
        if (!there.contains(name.get())) {
            String near = Suggestion.didYouMean(name.get(), there);
            throw Stop.wrongUse(
                    shown(given) + " holds no books of `" + name.get() + "`",
                    near.isEmpty() ? "it has those of " + String.join(", ", there) : near);
        }
        return name.get();
    }

    /** What judges what happens last. */
    Version version() {
        List<Activated> versions = store.versions(Instant.MAX);
        if (versions.isEmpty()) {
            throw Stop.wrongUse(
                    "no rules were ever in force in these books", "`loyalty run --store` puts some in force");
        }
        return versions.get(versions.size() - 1).version();
    }

    Audit audit() {
        return Audit.of(store);
    }

    @Override
    public void close() {
        store.close();
    }
}
