package org.loyaltyhub.store.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.loyaltyhub.internal.json.JsonWriter;

/** How values of one type look in JSON. */
interface Form {
    void write(Object value, JsonWriter out, Scope scope);

    /** The parser stands on the value's first token, and on its last when this returns. */
    Object read(JsonParser in, Scope scope) throws IOException;

    static UnreadableException unreadable(JsonParser in, String wanted) throws IOException {
        return new UnreadableException("a stored value has " + in.currentToken() + " where " + wanted
                + " should be, at character " + in.currentTokenLocation().getCharOffset());
    }

    static void expect(JsonParser in, JsonToken token, String wanted) throws IOException {
        if (in.currentToken() != token) {
            throw unreadable(in, wanted);
        }
    }

    /** The text that the parser stands on. */
    static String text(JsonParser in) throws IOException {
        expect(in, JsonToken.VALUE_STRING, "a text");
        return in.getText();
    }
}
