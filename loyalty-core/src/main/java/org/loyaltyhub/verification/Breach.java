package org.loyaltyhub.verification;

import java.util.OptionalLong;

/**
 * An invariant that does not hold, at the first place where it does not.
 *
 * @param entry the number of the first entry that breaks it; empty if no entry alone does
 * @param what with the values
 */
public record Breach(Invariant invariant, OptionalLong entry, String what) {
    /** {@code entry 7: postings are what moves give: …}. */
    @Override
    public String toString() {
        String where = entry.isPresent() ? "entry " + entry.getAsLong() + ": " : "";
        return where + invariant.words() + ": " + what;
    }
}
