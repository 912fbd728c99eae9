package org.loyaltyhub.internal.json;

import org.jspecify.annotations.Nullable;

/** A text, a number as it was spelled, true, false or null. */
public final class JsonScalar extends JsonValue {
    /** What a scalar is. */
    enum Kind {
        TEXT("a text"),
        NUMBER("a number"),
        FLAG("true or false"),
        NULL("null");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private final Kind kind;
    private final String text;

    JsonScalar(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    boolean is(Kind asked) {
        return kind == asked;
    }

    /** The text, or the number as spelled, not yet bounded; {@code true}, {@code false} or {@code null}. */
    String text() {
        return text;
    }

    @Override
    String kind() {
        return kind.words;
    }

    @Override
    @Nullable
    JsonValue child(Object step) {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonScalar scalar && kind == scalar.kind && text.equals(scalar.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
