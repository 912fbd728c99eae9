package org.loyaltyhub.problem;

/**
 * One thing that is wrong with input of the user's. The message carries the values, the advice says what to do.
 *
 * @param code stable, kebab-case, for machines: {@code unknown-category}
 * @param place where: a JSON pointer such as {@code /lines/0/amount}, or {@code file:line}; empty for the whole
 * @param message what is wrong, in one sentence without a full stop
 * @param advice what to do about it; empty if the message says it all
 */
public record Problem(String code, String place, String message, String advice) {

    /** The same problem found in a larger whole: its place begins with {@code prefix}. */
    public Problem within(String prefix) {
        return new Problem(code, prefix + place, message, advice);
    }

    /** {@code place: message: advice}, on one line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!place.isEmpty()) {
            text.append(place).append(": ");
        }
        text.append(message);
        if (!advice.isEmpty()) {
            text.append(" (").append(advice).append(")");
        }
        return text.toString();
    }
}
