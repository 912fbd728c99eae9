package org.loyaltyhub.rules.diagnostic;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that is wrong in a rule file: where, what, and what to do about it.
 *
 * <p>Immutable and thread-safe. Its texts hold no control or invisible characters, whatever the file holds.
 *
 * @param file as the author named it
 * @param line from 1; 0 if the file as a whole is meant
 * @param column from 1, in characters as an editor counts them; 0 if the file as a whole is meant
 * @param length how many characters of that line are meant; at least 1
 * @param message what is wrong, with the author's own words
 * @param excerpt the line, cropped around the place if it is long; empty if the file as a whole is meant
 * @param caret how many characters of the excerpt stand before the place
 * @param label said under the words meant; may be empty
 * @param help what to do; may be empty
 */
public record Diagnostic(
        Code code,
        Severity severity,
        String file,
        int line,
        int column,
        int length,
        String message,
        String excerpt,
        int caret,
        String label,
        String help) {
    /** By file, then by place. */
    public static final Comparator<Diagnostic> BY_PLACE = Comparator.comparing(Diagnostic::file)
            .thenComparingInt(Diagnostic::line)
            .thenComparingInt(Diagnostic::column)
            .thenComparing(Diagnostic::code);

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The diagnostic as people read it: the line itself, a caret under the words meant, the help. Ends without a newline. */
    public String render() {
        String number = line == 0 ? "" : Integer.toString(line);
        String margin = " ".repeat(Math.max(1, number.length()));
        StringBuilder text = new StringBuilder();
        text.append(severity.word()).append('[').append(code.id()).append("]: ").append(message);
        text.append('\n').append(margin).append("--> ").append(file);
        if (line > 0) {
            text.append(':').append(line).append(':').append(column);
            text.append('\n').append(margin).append(" |");
            text.append('\n').append(number).append(" | ").append(excerpt);
            text.append('\n').append(margin).append(" | ");
            text.append(" ".repeat(caret)).append("^".repeat(length));
            if (!label.isEmpty()) {
                text.append(' ').append(label);
            }
        }
        if (!help.isEmpty()) {
            text.append('\n').append(margin).append(" = help: ").append(help);
        }
        return text.toString();
    }

    /** The same for machines: names to texts and numbers, in a fixed order; ready to be written as JSON. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", code.id());
        map.put("severity", severity.word());
        map.put("file", file);
        map.put("line", line);
        map.put("column", column);
        map.put("length", length);
        map.put("message", message);
        map.put("label", label);
        map.put("help", help);
        return map;
    }

    @Override
    public String toString() {
        return render();
    }
}
