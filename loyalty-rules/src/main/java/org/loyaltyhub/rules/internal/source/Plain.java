package org.loyaltyhub.rules.internal.source;

/** Makes text of the author's harmless to show: nothing in it controls, hides or reorders what a terminal prints. */
public final class Plain {
    private static final int LONGEST_WORD = 60;
    private static final char REPLACEMENT = '\uFFFD';

    private Plain() {}

    /** Whether the character is one that nobody can see, or that changes how others are shown. */
    public static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isBlankLetter(codePoint);
        };
    }

    /** Letters and marks that look like nothing: Hangul fillers, the empty Braille cell, variation selectors. */
    private static boolean isBlankLetter(int codePoint) {
        return codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x3164
                || codePoint == 0xFFA0
                || codePoint == 0x2800
                || codePoint == 0x034F
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F);
    }

    /** A line of a file: tabs and other spaces become one space each, hidden characters become visible. */
    static String line(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> plain.appendCodePoint(shown(c)));
        return plain.toString();
    }

    private static int shown(int codePoint) {
        if (codePoint == '\t' || Character.getType(codePoint) == Character.SPACE_SEPARATOR) {
            return ' ';
        }
        return isHidden(codePoint) ? REPLACEMENT : codePoint;
    }

    /** A word of the author's inside a message: the same, and cropped. */
    static String word(String text) {
        int end = Math.min(text.length(), 2 * LONGEST_WORD);
        String plain = line(text.substring(0, end).replace("\r", "").replace('\n', ' '));
        boolean cropped = end < text.length() || plain.codePointCount(0, plain.length()) > LONGEST_WORD;
        return cropped
                ? plain.substring(
                                0,
                                plain.offsetByCodePoints(
                                        0, Math.min(LONGEST_WORD, plain.codePointCount(0, plain.length()))))
                        + "…"
                : plain;
    }
}
