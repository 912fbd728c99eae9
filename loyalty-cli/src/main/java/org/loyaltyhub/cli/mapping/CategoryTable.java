package org.loyaltyhub.cli.mapping;

import java.util.Map;
import java.util.Optional;

/**
 * Which of the programme's categories a row belongs to.
 *
 * @param of what the partner calls it
 * @param table the category for each of the partner's words; empty if the partner's words are the programme's
 * @param otherwise for words that are not in the table; without it they are a problem
 */
record CategoryTable(Template of, Map<String, String> table, Optional<String> otherwise) {
    CategoryTable {
        table = Map.copyOf(table);
    }

    /** The category for the partner's word; empty if there is none. */
    Optional<String> category(String word) {
        if (table.isEmpty() && otherwise.isEmpty()) {
            return word.isEmpty() ? Optional.empty() : Optional.of(word);
        }
        return Optional.ofNullable(table.get(word)).or(() -> otherwise);
    }
}
