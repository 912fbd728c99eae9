package org.loyaltyhub.internal.json;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a JSON text. Two are equal if they say the same with their fields in the same order, wherever they stand.
 *
 * <p>Where it stands is known only if the text was read with {@link JsonText#located}.
 */
public abstract sealed class JsonValue permits JsonObject, JsonList, JsonScalar {
    private int line;
    private int column;

    JsonValue() {}

    void standsAt(int line, int column) {
        this.line = line;
        this.column = column;
    }

    /** Counted from 1; 0 if not known. */
    int line() {
        return line;
    }

    /** Counted from 1; 0 if not known. */
    int column() {
        return column;
    }

    /** What to call it in a message: {@code a text}. */
    abstract String kind();

    /** The value one step down; null if there is none. */
    abstract @Nullable JsonValue child(Object step);
}
