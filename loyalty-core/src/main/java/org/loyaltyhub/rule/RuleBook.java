package org.loyaltyhub.rule;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.value.PartnerId;

/**
 * The rules of one file.
 *
 * @param name as its author calls it
 * @param owner whose rules they are, and who pays unless a rule says otherwise
 * @param rules in the order of the file
 * @param digest a hash of the file's content, so that a decision can name what it was judged by
 * @param source the file; empty if the book was made without one
 */
public record RuleBook(String name, PartnerId owner, List<Rule> rules, String digest, Optional<BookSource> source) {
    public RuleBook {
        rules = List.copyOf(rules);
    }

    /** A book that was made without a file. */
    public RuleBook(String name, PartnerId owner, List<Rule> rules, String digest) {
        this(name, owner, rules, digest, Optional.empty());
    }
}
