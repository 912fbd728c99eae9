package org.loyaltyhub.cli;

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
    /**
     * Opens what is there; nothing is made.
     *
     * @param name of the programme; may be left out if there is one
     */
    static OpenBooks at(StoreAddress at, Optional<String> name) {
        DataSource source = at.toRead();
        String programme = programme(at.shown(), Databases.programmes(source), name);
        return new OpenBooks(SqlStore.open(source, programme, new StoredRules()));
    }

    private static String programme(String shown, List<String> there, Optional<String> name) {
        if (there.isEmpty()) {
            throw Stop.wrongUse(shown + ": there are no books in it", "`loyalty run --store` begins some");
        }
        if (name.isEmpty()) {
            if (there.size() > 1) {
                throw Stop.wrongUse(
                        shown + " holds the books of " + String.join(", ", there), "say which by --name NAME");
            }
            return there.get(0);
        }
        if (!there.contains(name.get())) {
            String near = Suggestion.didYouMean(name.get(), there);
            throw Stop.wrongUse(
                    shown + " holds no books of `" + name.get() + "`",
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
