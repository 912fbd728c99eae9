package org.loyaltyhub.cli.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.value.Texts;

/**
 * A text in which {@code {column}} stands for what the row has in that column: {@code chain-{chain_id}}. Without a column
 * it is a constant. A brace that means itself is written twice.
 *
 * @param text as written
 * @param parts in their order
 */
record Template(String text, List<Part> parts) {
    Template {
        parts = List.copyOf(parts);
    }

    /**
     * A piece of a template.
     *
     * @param isColumn whether {@code value} names a column; it is the text itself otherwise
     */
    record Part(boolean isColumn, String value) {}

    /** Reads a template; a problem's place is empty. */
    static Reading<Template> of(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder constant = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char letter = text.charAt(at);
            boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == letter;
            if ((letter == '{' || letter == '}') && doubled) {
                constant.append(letter);
                at += 2;
            } else if (letter == '{') {
                int end = text.indexOf('}', at);
                if (end < 0 || end == at + 1) {
                    return failed(text, end < 0 ? "a { is not closed" : "there is no column's name in {}");
                }
                addConstant(constant, parts);
                parts.add(new Part(true, text.substring(at + 1, end)));
                at = end + 1;
            } else if (letter == '}') {
                return failed(text, "a } closes nothing");
            } else {
                constant.append(letter);
                at++;
            }
        }
        addConstant(constant, parts);
        return Reading.of(new Template(text, parts));
    }

    private static void addConstant(StringBuilder constant, List<Part> parts) {
        if (!constant.isEmpty()) {
            parts.add(new Part(false, constant.toString()));
            constant.setLength(0);
        }
    }

    private static Reading<Template> failed(String text, String message) {
        return Reading.failed(List.of(new Problem(
                "bad-template",
                "",
                message + " in `" + Texts.shown(text) + "`",
                "write {column} for a column's value, and {{ or }} for a brace")));
    }

    /** The columns it names, each once. */
    Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        parts.stream().filter(Part::isColumn).forEach(part -> columns.add(part.value()));
        return columns;
    }

    /** The text, if it is the same for every row. */
    Optional<String> constant() {
        if (parts.stream().anyMatch(Part::isColumn)) {
            return Optional.empty();
        }
        return Optional.of(parts.isEmpty() ? "" : parts.get(0).value());
    }

    /** Two columns that stand side by side with nothing between, so that 1 and 23 look like 12 and 3. */
    Optional<String> touchingColumns() {
        for (int i = 1; i < parts.size(); i++) {
            if (parts.get(i - 1).isColumn() && parts.get(i).isColumn()) {
                return Optional.of(
                        "{" + parts.get(i - 1).value() + "}{" + parts.get(i).value() + "}");
            }
        }
        return Optional.empty();
    }
}
