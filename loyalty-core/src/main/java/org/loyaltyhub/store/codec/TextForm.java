package org.loyaltyhub.store.codec;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.function.Function;
import org.loyaltyhub.internal.json.JsonWriter;

/** A value as a text. {@code parse} throws an {@link IllegalArgumentException} or a {@link DateTimeException} for others. */
record TextForm<T>(Class<T> type, Print<T> print, Function<String, T> parse) implements Form {
    /** Writes the parts of a text. */
    interface Print<T> {
        void print(T value, JsonWriter out);
    }

    static <T> TextForm<T> of(Class<T> type, Function<T, String> print, Function<String, T> parse) {
        return new TextForm<>(type, (value, out) -> out.part(print.apply(value)), parse);
    }

    @Override
    public void write(Object value, JsonWriter out, Scope scope) {
        out.openText();
        print.print(type.cast(value), out);
        out.closeText();
    }

    @Override
    public Object read(JsonParser in, Scope scope) throws IOException {
        return parsed(Form.text(in));
    }

    T parsed(String text) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableException("a stored text is no " + type.getSimpleName() + ": " + text, e);
        }
    }

    /** The two parts of a text around the first such mark. */
    static <T> Function<String, T> split(char mark, Pair<T> make) {
        return text -> {
            int at = text.indexOf(mark);
            if (at < 0) {
                throw new IllegalArgumentException("no `" + mark + "` in it");
            }
            return make.of(text.substring(0, at), text.substring(at + 1));
        };
    }

    /** Makes a value of two texts. */
    interface Pair<T> {
        T of(String first, String second);
    }
}
