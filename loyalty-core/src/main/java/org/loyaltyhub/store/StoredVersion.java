package org.loyaltyhub.store;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.rule.BookSource;

/**
 * The sources of a version, as a store keeps them.
 *
 * @param id that decisions name
 * @param semantics the number of our semantics that it was made under
 * @param programme the programme file's text; empty if the programme was made without one
 * @param books the rule files, in their order
 * @param trusted a digest of the operator's own rules beside the books; their text is code and never stored
 */
public record StoredVersion(
        String id, int semantics, Optional<String> programme, List<BookSource> books, Optional<String> trusted) {
    public StoredVersion {
        books = List.copyOf(books);
    }
}
