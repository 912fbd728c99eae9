package org.loyaltyhub.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a JSON text. Two are equal if they say the same with their fields in the same order, wherever they stand.
 *
 * <p>Where it stands is known only if the text was read with {@link JsonText#located}.
 */
public abstract sealed class JsonValue permits JsonObject, JsonList, JsonScalar {
    private @Nullable JsonLocation start;

    JsonValue() {}

    void standsAt(JsonLocation where) {
        start = where;
    }

    /** Counted from 1; 0 if not known. */
    int line() {
        return start == null ? 0 : start.getLineNr();
    }

    /** Counted from 1; 0 if not known. */
    int column() {
        return start == null ? 0 : start.getColumnNr();
    }

    /** What to call it in a message: {@code a text}. */
    abstract String kind();

    /** The value one step down; null if there is none. */
    abstract @Nullable JsonValue child(Object step);
}
