package org.loyaltyhub.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Answers for machines. */
final class Json {
    private static final JsonFactory JSON = new JsonFactory();

    private Json() {}

    /** Writes one value. */
    interface Value {
        void write(JsonGenerator json) throws IOException;
    }

    /** The value's text, over several lines, without a line end at the end. */
    static String text(Value value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            value.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be written", e);
        }
        return text.toString();
    }

    /** An object of texts and numbers, in the map's order. */
    static void write(JsonGenerator json, Map<String, Object> fields) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            json.writeFieldName(field.getKey());
            if (field.getValue() instanceof Integer number) {
                json.writeNumber(number);
            } else {
                json.writeString(String.valueOf(field.getValue()));
            }
        }
        json.writeEndObject();
    }
}
