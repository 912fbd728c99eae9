package org.loyaltyhub.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.store.codec.UnreadableException;
import picocli.CommandLine.Option;

/** Which books a command is about. */
final class StoreOptions {
    @Option(
            names = "--store",
            paramLabel = "FILE|jdbc:…",
            description = "The books: a file (SQLite), or a PostgreSQL database by its JDBC address.")
    private @Nullable String store;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Which programme, if the database holds the books of several.")
    private Optional<String> name = Optional.empty();

    /** What a command does with books. */
    interface Work {
        int with(OpenBooks books);
    }

    boolean isGiven() {
        return store != null;
    }

    /** Opens the books for the work. That they cannot be opened or read is said in plain words. */
    int use(Work work) {
        if (store == null) {
            throw Stop.wrongUse("no books are named", "give --store FILE, or --store jdbc:…");
        }
        StoreAddress at = new StoreAddress(store);
        try (OpenBooks books = OpenBooks.at(at, name)) {
            return work.with(books);
        } catch (StoreException e) {
            throw StoreTrouble.of(e).stop(at);
        } catch (UnreadableException e) {
            throw Stop.wrongUse(at.prefix() + e.getMessage(), "`loyalty verify` says what else is wrong with it");
        }
    }
}
