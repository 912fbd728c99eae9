package org.loyaltyhub.rules.internal.syntax;

import org.jspecify.annotations.Nullable;
import org.loyaltyhub.rules.internal.source.Extent;

/**
 * A word, number, text or sign of a file.
 *
 * @param kind what it is
 * @param keyword its meaning, for a word that has one
 * @param text as written; without the quotes for a text
 */
record Token(Kind kind, @Nullable Keyword keyword, String text, Extent extent) {
    /** What a token is. */
    enum Kind {
        WORD,
        NUMBER,
        DATE,
        TIME,
        TEXT,
        LEFT,
        RIGHT,
        COMMA,
        PERCENT,
        RANGE,
        EQUAL,
        NOT_EQUAL,
        LESS,
        AT_MOST,
        MORE,
        AT_LEAST,
        END
    }

    boolean is(Keyword word) {
        return keyword == word;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** A word without a meaning of its own. */
    boolean isName() {
        return kind == Kind.WORD && keyword == null;
    }
}
