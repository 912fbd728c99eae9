package org.loyaltyhub.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.util.Optional;
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
    private final String text;
    private final JsonParser parser;
    private final FieldOrder order;

    /** Places in the order: of the field that is awaited next, and of the one with which items of the list begin. */
    private int awaited;

    private int item;

    private JsonTokens(String text, JsonParser parser, FieldOrder order) {
        this.text = text;
        this.parser = parser;
        this.order = order;
    }

    /**
     * What the reader makes of the text; empty if the text is not as the reader expects it, or may be too long.
     *
     * @param order in which the fields come, most of the time
     */
    public static <T> Optional<T> read(
            String text, JsonBounds bounds, FieldOrder order, Function<JsonTokens, T> reader) {
        if (text.length() > bounds.bytes() / 3) {
            return Optional.empty();
        }
        try (JsonParser parser = JsonText.FACTORY.createParser(text)) {
            T read = reader.apply(new JsonTokens(text, parser, order));
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
            SerializableString name = order.awaited(awaited);
            if (parser.nextFieldName(name)) {
                awaited++;
                return name.getValue();
            }
            return parser.hasToken(JsonToken.FIELD_NAME) ? other(parser.currentName()) : null;
        } catch (IOException e) {
            throw new Unexpected();
        }
    }

    /** A name that was not awaited here. */
    private String other(String name) {
        awaited = order.after(name, awaited);
        return name;
    }

    /** A list begins here. */
    public void list() {
        expect(next() == JsonToken.START_ARRAY);
        item = awaited;
    }

    /** Whether one more object begins in the list; false if the list ends. */
    public boolean nextObject() {
        JsonToken token = next();
        expect(token == JsonToken.START_OBJECT || token == JsonToken.END_ARRAY);
        if (token == JsonToken.END_ARRAY) {
            return false;
        }
        awaited = item;
        return true;
    }

    /** A text. */
    public String text() {
        try {
            return given(parser.nextTextValue());
        } catch (IOException e) {
            throw new Unexpected();
        }
    }

    /** This text. */
    public void text(String expected) {
        int from = textStart();
        int end = from + expected.length();
        expect(text.startsWith(expected, from) && end < text.length() && text.charAt(end) == '"');
    }

    /** What a text stands for that is one of these words. */
    public <T> T word(Words<T> words) {
        return given(words.meaning(text, textStart()));
    }

    /** A number, or a text that spells one, in units of {@code 10^-digits}, as plain as {@link Decimals#plain} wants it. */
    public long plain(int digits) {
        JsonToken token = next();
        int start = start();
        long number = token == JsonToken.VALUE_STRING
                ? Decimals.plain(text, start + 1, text.indexOf('"', start + 1), digits)
                : Decimals.plain(text, start, numberEnd(token, start), digits);
        expect(number != Decimals.NOT_PLAIN);
        return number;
    }

    private int numberEnd(JsonToken token, int start) {
        expect(token.isNumeric());
        try {
            return start + parser.getTextLength();
        } catch (IOException e) {
            throw new Unexpected();
        }
    }

    /** Where the letters of a text begin, which come next. What is read from there has no letter that is escaped. */
    private int textStart() {
        expect(next() == JsonToken.VALUE_STRING);
        return start() + 1;
    }

    private int start() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private JsonToken next() {
        try {
            return given(parser.nextToken());
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
