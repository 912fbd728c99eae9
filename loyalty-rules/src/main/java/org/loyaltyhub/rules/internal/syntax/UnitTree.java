package org.loyaltyhub.rules.internal.syntax;

import org.jspecify.annotations.Nullable;
import org.loyaltyhub.rules.internal.source.Extent;

/**
 * What stands after a number: a currency or a unit of the programme's, a word of the language, or {@code %}.
 *
 * @param keyword the word of the language, if it is one
 * @param text as written
 */
public record UnitTree(Kind kind, @Nullable Keyword keyword, String text, Extent extent) {
    /** What it is. */
    public enum Kind {
        NAME,
        KEYWORD,
        PERCENT
    }

    public boolean is(Keyword word) {
        return keyword == word;
    }
}
