package org.loyaltyhub.cli.mapping;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.cli.intake.TextLines;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.value.Texts;

/** Reads how the export is written: the part {@code file} of a mapping. */
final class DialectReader {
    private static final Set<String> KNOWN = Set.of("charset", "delimiter", "quote", "decimal", "thousands", "columns");
    private static final int MOST_COLUMNS = 10_000;

    private final Problems problems;
    private Charset charset = StandardCharsets.UTF_8;
    private char delimiter = ',';
    private char quote = '"';
    private NumberForm numbers = NumberForm.PLAIN;
    private List<String> header = List.of();

    DialectReader(Problems problems) {
        this.problems = problems;
    }

    void read(Fields mapping) {
        JsonValue value = mapping.get("file");
        if (value != null) {
            Fields.of(value, mapping.at("file"), "`file`", KNOWN, problems).ifPresent(this::readFields);
        }
    }

    private void readFields(Fields fields) {
        fields.text("charset").ifPresent(name -> charset = charset(name, fields.at("charset")));
        delimiter = sign(fields, "delimiter").orElse(delimiter);
        quote = sign(fields, "quote").orElse(quote);
        if (delimiter == quote) {
            problems.add(
                    "contradiction", fields.at("quote"), "`quote` is the delimiter too", "give two different signs");
        }
        numbers = numbers(fields);
        List<JsonValue> columns = fields.list("columns");
        if (columns.size() > MOST_COLUMNS) {
            problems.add(
                    "too-many",
                    fields.at("columns"),
                    "there are " + columns.size() + " columns",
                    "at most " + MOST_COLUMNS + " are read");
        } else {
            header = List.copyOf(fields.texts("columns", columns).values());
        }
    }

    private Charset charset(String name, Pointer place) {
        Optional<Charset> found = Optional.empty();
        try {
            found = Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            problems.add(
                    "unknown-charset",
                    place,
                    "`" + Texts.shown(name) + "` is no charset known here",
                    "such as UTF-8, windows-1251 or ISO-8859-2");
        }
        if (found.isPresent() && !TextLines.isLikeAscii(found.get())) {
            problems.add(
                    "unknown-charset",
                    place,
                    "files in " + found.get().name() + " cannot be cut into lines",
                    "save the file as UTF-8");
        }
        return found.orElse(StandardCharsets.UTF_8);
    }

    private NumberForm numbers(Fields fields) {
        char decimal = fields.text("decimal")
                .filter(text -> oneOf(text, ".,", fields.at("decimal"), "decimal"))
                .map(text -> text.charAt(0))
                .orElse('.');
        Optional<Character> thousands = fields.text("thousands")
                .filter(text -> oneOf(text, ".,' \u00A0\u202F", fields.at("thousands"), "thousands"))
                .map(text -> text.charAt(0));
        if (thousands.isPresent() && thousands.get() == decimal) {
            problems.add(
                    "contradiction",
                    fields.at("thousands"),
                    "`thousands` is the decimal sign too",
                    "give two different signs");
        }
        return new NumberForm(decimal, thousands);
    }

    private boolean oneOf(String text, String signs, Pointer place, String name) {
        boolean known = text.length() == 1 && signs.contains(text);
        if (!known) {
            problems.add(
                    "unknown-value",
                    place,
                    "`" + name + "` is `" + Texts.shown(text) + "`",
                    name.equals("decimal")
                            ? "write \".\" or \",\""
                            : "write \".\", \",\", \"'\", or a space as the file has it");
        }
        return known;
    }

    private Optional<Character> sign(Fields fields, String name) {
        Optional<String> text = fields.text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String sign = text.get();
        boolean fits = sign.length() == 1
                && "\r\n".indexOf(sign.charAt(0)) < 0
                && !Character.isLetterOrDigit(sign.charAt(0))
                && !Character.isSurrogate(sign.charAt(0));
        if (!fits) {
            problems.add(
                    "unknown-value",
                    fields.at(name),
                    "`" + name + "` is `" + Texts.shown(sign) + "`",
                    "write one sign, such as " + (name.equals("quote") ? "\"'\"" : "\",\", \";\" or \"\\t\""));
        }
        return fits ? Optional.of(sign.charAt(0)) : Optional.empty();
    }

    Charset charset() {
        return charset;
    }

    char delimiter() {
        return delimiter;
    }

    char quote() {
        return quote;
    }

    NumberForm numbers() {
        return numbers;
    }

    List<String> header() {
        return header;
    }
}
