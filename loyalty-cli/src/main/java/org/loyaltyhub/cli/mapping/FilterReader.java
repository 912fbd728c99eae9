package org.loyaltyhub.cli.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;

/** Reads which rows count: the part {@code rows} of a mapping. */
final class FilterReader {
    private static final Set<String> QUESTIONS = Set.of("is", "in", "startsWith", "empty", "negative");
    private static final Set<String> KNOWN = Set.of("column", "is", "in", "startsWith", "empty", "negative");
    private static final String ADVICE = "such as {\"column\":\"country\",\"is\":\"CZE\"}";
    private static final int MOST = 100;

    private final NumberForm numbers;
    private final Problems problems;

    FilterReader(NumberForm numbers, Problems problems) {
        this.numbers = numbers;
        this.problems = problems;
    }

    RowFilter read(Fields mapping) {
        JsonValue value = mapping.get("rows");
        Optional<Fields> rows = value == null
                ? Optional.empty()
                : Fields.of(value, mapping.at("rows"), "`rows`", Set.of("keep", "drop"), problems);
        return rows.map(fields -> new RowFilter(tests(fields, "keep"), tests(fields, "drop")))
                .orElse(RowFilter.ALL);
    }

    private List<RowFilter.Test> tests(Fields rows, String name) {
        List<JsonValue> items = rows.list(name);
        List<RowFilter.Test> tests = new ArrayList<>();
        if (items.size() > MOST) {
            problems.add("too-many", rows.at(name), "there are " + items.size() + " tests", "at most " + MOST);
            return tests;
        }
        for (int i = 0; i < items.size(); i++) {
            Pointer at = rows.at(name).item(i);
            Fields.of(items.get(i), at, "a test of rows", KNOWN, problems)
                    .flatMap(this::test)
                    .ifPresent(tests::add);
        }
        return tests;
    }

    private Optional<RowFilter.Test> test(Fields fields) {
        Optional<String> column = fields.requiredText("column", ADVICE);
        Set<String> asked = new HashSet<>(fields.names());
        asked.retainAll(QUESTIONS);
        if (asked.size() != 1) {
            problems.add(
                    "contradiction",
                    fields.place(),
                    "a test of rows asks " + (asked.isEmpty() ? "nothing" : asked.size() + " things"),
                    "give it one of `is`, `in`, `startsWith`, `empty` and `negative`");
            return Optional.empty();
        }
        String question = asked.iterator().next();
        RowFilter.Ask ask = switch (question) {
            case "is" -> RowFilter.Ask.IS;
            case "in" -> RowFilter.Ask.IN;
            case "startsWith" -> RowFilter.Ask.STARTS_WITH;
            case "negative" -> RowFilter.Ask.NEGATIVE;
            default -> RowFilter.Ask.EMPTY;
        };
        return column.map(name -> new RowFilter.Test(name, ask, values(fields, ask, question), numbers));
    }

    private static Set<String> values(Fields fields, RowFilter.Ask ask, String question) {
        return switch (ask) {
            case IS, STARTS_WITH -> Set.<String>of(fields.text(question).orElse(""));
            case IN ->
                Set.copyOf(fields.texts(question, fields.requiredList(question, "such as [\"CZE\",\"SVK\"]"))
                        .values());
            case EMPTY, NEGATIVE -> Set.of(String.valueOf(fields.flag(question, true)));
        };
    }
}
