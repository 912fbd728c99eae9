package org.loyaltyhub.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;

/**
 * Reads one JSON text into a tree. Numbers stay as they are spelled, so that none costs anything before it is bounded.
 *
 * <p>A text that is no JSON gives one problem, whose place is {@code line:column}.
 */
public final class JsonText {
    /** No bounds allow deeper nesting. */
    public static final int MAX_DEPTH = 100;

    /** Field names are not interned: they come from outside. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 1)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final JsonParser parser;
    private final JsonBounds bounds;
    private final boolean located;

    /** The fields and items of what is not yet closed, the innermost last. */
    private String[] names = new String[16];

    private JsonValue[] values = new JsonValue[16];
    private int open;

    private JsonText(JsonParser parser, JsonBounds bounds, boolean located) {
        this.parser = parser;
        this.bounds = bounds;
        this.located = located;
    }

    /** The quick way, for texts that are mostly right: no value knows where it stands. */
    public static Reading<JsonValue> plain(String text, JsonBounds bounds) {
        return read(text, bounds, false);
    }

    /** Every value knows its line and column. */
    public static Reading<JsonValue> located(String text, JsonBounds bounds) {
        return read(text, bounds, true);
    }

    private static Reading<JsonValue> read(String text, JsonBounds bounds, boolean located) {
        if (isLonger(text, bounds.bytes())) {
            return failed(new Problem(
                    "too-large",
                    "",
                    "the " + bounds.what() + " is larger than " + bounds.bytes() / 1024 + " kB",
                    "split it"));
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonText(parser, bounds, located).bounded(text);
        } catch (JsonProcessingException e) {
            return failed(Malformed.problem(text, bounds.what(), offset(e.getLocation(), text)));
        } catch (TooDeep e) {
            return failed(e.problem);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be read", e);
        }
    }

    /** Whether the text has more bytes in UTF-8 than that. Counts only if the answer is not clear from its length. */
    private static boolean isLonger(String text, int bytes) {
        if (text.length() <= bytes / 3) {
            return false;
        }
        long size = 0;
        for (int i = 0; i < text.length() && size <= bytes; i++) {
            char letter = text.charAt(i);
            size += letter < 0x80 ? 1 : letter < 0x800 || Character.isSurrogate(letter) ? 2 : 3;
        }
        return size > bytes;
    }

    private Reading<JsonValue> bounded(String text) throws IOException {
        try {
            return whole(text);
        } catch (StreamConstraintsException e) {
            return failed(new Problem(
                    "too-large", place(parser.currentLocation()), "a number or a name is far too long", "shorten it"));
        }
    }

    private Reading<JsonValue> whole(String text) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return failed(Malformed.empty(bounds.what()));
        }
        JsonValue root = value(first, 0);
        if (parser.nextToken() != null) {
            return failed(Malformed.more(text, bounds.what(), offset(parser.currentTokenLocation(), text)));
        }
        return Reading.of(root);
    }

    private JsonValue value(JsonToken token, int depth) throws IOException {
        JsonLocation start = located ? parser.currentTokenLocation() : JsonLocation.NA;
        JsonValue value = switch (token) {
            case START_OBJECT -> object(deeper(depth));
            case START_ARRAY -> list(deeper(depth));
            case VALUE_STRING -> new JsonScalar(JsonScalar.Kind.TEXT, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonScalar(JsonScalar.Kind.NUMBER, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new JsonScalar(JsonScalar.Kind.FLAG, parser.getText());
            default -> new JsonScalar(JsonScalar.Kind.NULL, "null");
        };
        if (located) {
            value.standsAt(start);
        }
        return value;
    }

    private int deeper(int depth) {
        if (depth >= bounds.depth()) {
            throw new TooDeep(new Problem(
                    "too-deep",
                    place(parser.currentTokenLocation()),
                    "more than " + bounds.depth() + " lists and objects stand inside each other",
                    "make the tree flatter"));
        }
        return depth + 1;
    }

    private JsonObject object(int depth) throws IOException {
        int start = open;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            push(name, value(parser.nextToken(), depth));
        }
        JsonObject object =
                new JsonObject(Arrays.copyOfRange(names, start, open), Arrays.copyOfRange(values, start, open));
        open = start;
        return object;
    }

    private JsonList list(int depth) throws IOException {
        int start = open;
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            push("", value(token, depth));
            token = parser.nextToken();
        }
        JsonList list = new JsonList(Arrays.copyOfRange(values, start, open));
        open = start;
        return list;
    }

    private void push(String name, JsonValue value) {
        if (open == values.length) {
            names = Arrays.copyOf(names, 2 * open);
            values = Arrays.copyOf(values, 2 * open);
        }
        names[open] = name;
        values[open++] = value;
    }

    private static int offset(@Nullable JsonLocation where, String text) {
        return where == null ? text.length() : (int) Math.min(where.getCharOffset(), text.length());
    }

    private static String place(JsonLocation where) {
        return where.getLineNr() + ":" + where.getColumnNr();
    }

    private static Reading<JsonValue> failed(Problem problem) {
        return Reading.failed(List.of(problem));
    }

    /** Carries the problem out of the recursion. */
    private static final class TooDeep extends RuntimeException {
        private final transient Problem problem;

        TooDeep(Problem problem) {
            super(problem.message(), null, false, false);
            this.problem = problem;
        }
    }
}
