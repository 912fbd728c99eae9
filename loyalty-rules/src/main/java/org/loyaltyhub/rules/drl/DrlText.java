package org.loyaltyhub.rules.drl;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Texts that are safe inside DRL: nothing in them ends a string, a comment or a line. */
final class DrlText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS", Locale.ROOT);

    private static final String MARKS = " -_.,:;+*/()&%#@!?=<>'";

    private DrlText() {}

    /** Whether the text can stand in a DRL string as it is. */
    static boolean isPlain(String text) {
        return text.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0);
    }

    /** The text with an underscore for what cannot stand in a string or a comment. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0 ? c : '_')
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /** In double quotes; the text is plain. */
    static String quoted(String text) {
        if (!isPlain(text)) {
            throw new IllegalArgumentException("not a plain text: " + plain(text));
        }
        return '"' + text + '"';
    }

    static String time(LocalDateTime time) {
        return TIME.format(time);
    }
}
