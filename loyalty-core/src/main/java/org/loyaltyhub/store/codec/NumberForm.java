package org.loyaltyhub.store.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.LongFunction;
import org.loyaltyhub.internal.json.JsonWriter;

/** A whole number. {@code narrow} throws an {@link ArithmeticException} for what does not fit. */
record NumberForm(LongFunction<Object> narrow) implements Form {
    @Override
    public void write(Object value, JsonWriter out, Scope scope) {
        out.number(((Number) value).longValue());
    }

    @Override
    public Object read(JsonParser in, Scope scope) throws IOException {
        Form.expect(in, JsonToken.VALUE_NUMBER_INT, "a whole number");
        try {
            return narrow.apply(in.getLongValue());
        } catch (ArithmeticException e) {
            throw new UnreadableException("a stored number is too large: " + in.getText(), e);
        }
    }
}
