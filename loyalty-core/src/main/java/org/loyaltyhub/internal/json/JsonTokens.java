package org.loyaltyhub.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.value.Decimals;

/**
 * Goes once through a JSON text that is as its reader expects it, without a tree. Of any other it says nothing but that: then
 * {@link JsonText} reads it, which has words for what is wrong.
 *
 * <p>Not thread-safe. What is read next must be asked for in the order of the text.
 */
public final class JsonTokens {
    private final JsonParser parser;

    private JsonTokens(JsonParser parser) {
        this.parser = parser;
    }

    /** What the reader makes of the text; empty if the text is not as the reader expects it, or may be too long. */
    public static <T> Optional<T> read(String text, JsonBounds bounds, Function<JsonTokens, T> reader) {
        if (text.length() > bounds.bytes() / 3) {
            return Optional.empty();
        }
        try (JsonParser parser = JsonText.FACTORY.createParser(text)) {
            T read = reader.apply(new JsonTokens(parser));
            return parser.nextToken() == null ? Optional.of(read) : Optional.empty();
        } catch (Unexpected | IOException e) {
            return Optional.empty();
        }
    }

    /** An object begins here. */
    public void object() {
        expect(next() == JsonToken.START_OBJECT);
    }

    /** The name of the next field, whose value must then be read; null if the object ends. */
    public @Nullable String name() {
        try {
            return parser.nextFieldName();
        } catch (IOException e) {
            throw new Unexpected();
        }
    }

    /** A list begins here. */
    public void list() {
        expect(next() == JsonToken.START_ARRAY);
    }

    /** Whether one more object begins in the list; false if the list ends. */
    public boolean nextObject() {
        JsonToken token = next();
        expect(token == JsonToken.START_OBJECT || token == JsonToken.END_ARRAY);
        return token == JsonToken.START_OBJECT;
    }

    /** A text. */
    public String text() {
        expect(next() == JsonToken.VALUE_STRING);
        return spelled();
    }

    /** A number, or a text that spells one, in units of {@code 10^-digits}, as plain as {@link Decimals#plain} wants it. */
    public long plain(int digits) {
        JsonToken token = next();
        expect(token == JsonToken.VALUE_STRING || token.isNumeric());
        OptionalLong number = Decimals.plain(spelled(), digits);
        expect(number.isPresent());
        return number.getAsLong();
    }

    private JsonToken next() {
        try {
            return given(parser.nextToken());
        } catch (IOException e) {
            throw new Unexpected();
        }
    }

    private String spelled() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw new Unexpected();
        }
    }

    /** The reader needs this; if it is not so, reading ends. */
    public static void expect(boolean is) {
        if (!is) {
            throw new Unexpected();
        }
    }

    /** The reader needs this; if there is nothing, reading ends. */
    public static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new Unexpected();
        }
        return value;
    }

    /** Thrown, it ends reading. */
    public static RuntimeException unexpected() {
        return new Unexpected();
    }

    /** Ends reading from wherever it is. */
    private static final class Unexpected extends RuntimeException {
        private Unexpected() {
            super("not as expected", null, false, false);
        }
    }
}
