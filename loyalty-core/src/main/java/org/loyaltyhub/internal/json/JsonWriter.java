package org.loyaltyhub.internal.json;

/**
 * Writes JSON without any white space, the same letters for the same content every time: only what must be escaped is.
 *
 * <p>Not thread-safe. The caller opens and closes in pairs.
 */
public final class JsonWriter {
    private final StringBuilder out;
    private boolean first = true;

    public JsonWriter() {
        this(512);
    }

    /** @param letters how many there will be, more or less */
    public JsonWriter(int letters) {
        out = new StringBuilder(letters);
    }

    public JsonWriter open(char bracket) {
        separate();
        out.append(bracket);
        first = true;
        return this;
    }

    public JsonWriter close(char bracket) {
        out.append(bracket);
        first = false;
        return this;
    }

    /** The name of the field whose value is written next. */
    public JsonWriter name(String name) {
        return text(name).colon();
    }

    /** What is written next belongs to the name that was just written as a text. */
    public JsonWriter colon() {
        out.append(':');
        first = true;
        return this;
    }

    /** A name of letters and digits only, made ready once for {@link #readyName}. */
    public static String ready(String name) {
        return '"' + name + "\":";
    }

    /** {@link #name} for a name that was made {@link #ready}. */
    public JsonWriter readyName(String ready) {
        separate();
        out.append(ready);
        first = true;
        return this;
    }

    public JsonWriter text(String text) {
        return openText().part(text).closeText();
    }

    /** A text in parts. */
    public JsonWriter openText() {
        separate();
        out.append('"');
        return this;
    }

    public JsonWriter closeText() {
        out.append('"');
        return this;
    }

    public JsonWriter part(String text) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ' || letter == '"' || letter == '\\') {
                escape(letter, out.append(text.substring(from, i)));
                from = i + 1;
            }
        }
        out.append(from == 0 ? text : text.substring(from)); // a range is appended letter by letter
        return this;
    }

    /** A letter that is written as it is. */
    public JsonWriter part(char letter) {
        out.append(letter);
        return this;
    }

    public JsonWriter part(long number) {
        out.append(number);
        return this;
    }

    private static void escape(char letter, StringBuilder out) {
        if (letter < ' ') {
            out.append(String.format("\\u%04x", (int) letter));
        } else {
            out.append('\\').append(letter);
        }
    }

    /** A number, true or false, written as it is. */
    public JsonWriter literal(String literal) {
        separate();
        out.append(literal);
        return this;
    }

    public JsonWriter number(long number) {
        separate();
        out.append(number);
        return this;
    }

    public JsonWriter field(String name, String text) {
        return name(name).text(text);
    }

    public JsonWriter literalField(String name, String literal) {
        return name(name).literal(literal);
    }

    private void separate() {
        if (!first) {
            out.append(',');
        }
        first = false;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
