package org.loyaltyhub.value;

import java.util.Optional;

/**
 * Texts from outside: ids, names, remarks. They are shown to people, hashed and compared, so nothing may hide in them.
 */
public final class Texts {
    /** The longest text that an event may carry. */
    public static final int MAX_LENGTH = 256;

    private Texts() {}

    /**
     * What is wrong with the text: {@code holds the control character U+0007}; empty if it is fine. Refused are control
     * characters, line and paragraph separators, marks that turn the direction of writing, and halves of a character.
     */
    public static Optional<String> fault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ' || letter > '~') {
                int character = text.codePointAt(i);
                if (isRefused(character)) {
                    return Optional.of(String.format("holds the character U+%04X, which cannot be seen", character));
                }
                i += Character.charCount(character) - 1;
            }
        }
        return Optional.empty();
    }

    private static boolean isRefused(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            case Character.FORMAT -> !isJoiner(character);
            default -> false;
        };
    }

    /** Persian, Hindi and emoji need these two. */
    private static boolean isJoiner(int character) {
        return character == 0x200C || character == 0x200D;
    }

    /** The text for a message: at most 40 characters of it, and none that {@link #fault} would refuse. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        int end = text.offsetByCodePoints(0, Math.min(40, text.codePointCount(0, text.length())));
        text.substring(0, end).codePoints().forEach(character -> {
            if (isRefused(character)) {
                shown.append(String.format("\\u%04X", character));
            } else {
                shown.appendCodePoint(character);
            }
        });
        return end < text.length() ? shown + "…" : shown.toString();
    }
}
