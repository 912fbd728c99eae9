package org.loyaltyhub.internal.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.loyaltyhub.value.ContentHash;

/**
 * Writes JSON without any white space, the same letters for the same content every time: only what must be escaped is.
 *
 * <p>Not thread-safe. The caller opens and closes in pairs.
 */
public final class JsonWriter {
    /** A number of 64 bits has no more letters. */
    private static final int LONGEST_NUMBER = 20;

    /** The first letter that needs more than a byte. */
    private static final char FIRST_OTHER = 0x80;

    /** In UTF-8. */
    private byte[] letters;

    private int length;
    private boolean first = true;

    public JsonWriter() {
        this(512);
    }

    /** @param letters how many there will be, more or less */
    public JsonWriter(int letters) {
        this.letters = new byte[letters];
    }

    public JsonWriter open(char bracket) {
        separate();
        add(bracket);
        first = true;
        return this;
    }

    public JsonWriter close(char bracket) {
        add(bracket);
        first = false;
        return this;
    }

    /** The name of the field whose value is written next. */
    public JsonWriter name(String name) {
        return text(name).colon();
    }

    /** What is written next belongs to the name that was just written as a text. */
    public JsonWriter colon() {
        add(':');
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
        add(ready);
        first = true;
        return this;
    }

    public JsonWriter text(String text) {
        return openText().part(text).closeText();
    }

    /** A text in parts. */
    public JsonWriter openText() {
        separate();
        add('"');
        return this;
    }

    public JsonWriter closeText() {
        add('"');
        return this;
    }

    public JsonWriter part(String text) {
        int more = text.length();
        room(more);
        int at = length;
        for (int i = 0; i < more; i++) {
            char letter = text.charAt(i);
            if (letter >= FIRST_OTHER || isEscaped(letter)) {
                length = at;
                addUnlikely(text, i);
                return this;
            }
            letters[at++] = (byte) letter;
        }
        length = at;
        return this;
    }

    /** A text, from there on, with letters that are to be escaped or need more than a byte. */
    private void addUnlikely(String text, int from) {
        StringBuilder escaped = new StringBuilder();
        for (int i = from; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ') {
                escaped.append(String.format("\\u%04x", (int) letter));
            } else {
                if (isEscaped(letter)) {
                    escaped.append('\\');
                }
                escaped.append(letter);
            }
        }
        add(escaped.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isEscaped(char letter) {
        return letter < ' ' || letter == '"' || letter == '\\';
    }

    /** A letter of ASCII that is written as it is. */
    public JsonWriter part(char letter) {
        add(letter);
        return this;
    }

    public JsonWriter part(long number) {
        if (number == Long.MIN_VALUE) {
            add(Long.toString(number));
            return this;
        }
        room(LONGEST_NUMBER);
        long left = number;
        if (left < 0) {
            letters[length++] = '-';
            left = -left;
        }
        int digits = digitsOf(left);
        length += digits;
        for (int i = length - 1; digits > 0; digits--, i--) {
            letters[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return this;
    }

    /** A number of {@code 10^-digits}, with all these digits after the point. */
    public JsonWriter part(long scaled, int digits) {
        if (digits == 0) {
            return part(scaled);
        }
        if (scaled == Long.MIN_VALUE) {
            return part(BigDecimal.valueOf(scaled, digits).toPlainString());
        }
        if (scaled < 0) {
            add('-');
        }
        long left = Math.abs(scaled);
        int all = Math.max(digitsOf(left), digits + 1);
        room(all + 1);
        length += all + 1;
        for (int i = 0, at = length - 1; i < all; i++, at--) {
            if (i == digits) {
                letters[at--] = '.';
            }
            letters[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return this;
    }

    private static int digitsOf(long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Of JSON's own letters, which are ASCII. */
    @SuppressWarnings("deprecation") // which takes the lower half of each letter: all there is of it
    private void add(String text) {
        int more = text.length();
        room(more);
        text.getBytes(0, more, letters, length);
        length += more;
    }

    private void add(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, letters, length, bytes.length);
        length += bytes.length;
    }

    private void add(char letter) {
        room(1);
        letters[length++] = (byte) letter;
    }

    private void room(int more) {
        if (letters.length - length < more) {
            letters = Arrays.copyOf(letters, Math.max(2 * letters.length, length + more));
        }
    }

    /** A number, true or false, written as it is. */
    public JsonWriter literal(String literal) {
        separate();
        add(literal.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public JsonWriter number(long number) {
        separate();
        return part(number);
    }

    /** {@link #part(long, int)} as a number of its own. */
    public JsonWriter number(long scaled, int digits) {
        separate();
        return part(scaled, digits);
    }

    public JsonWriter field(String name, String text) {
        return name(name).text(text);
    }

    public JsonWriter literalField(String name, String literal) {
        return name(name).literal(literal);
    }

    private void separate() {
        if (!first) {
            add(',');
        }
        first = false;
    }

    /** Of what was written, in UTF-8. */
    public ContentHash hash() {
        return ContentHash.of(letters, length);
    }

    @Override
    public String toString() {
        return new String(letters, 0, length, StandardCharsets.UTF_8);
    }
}
