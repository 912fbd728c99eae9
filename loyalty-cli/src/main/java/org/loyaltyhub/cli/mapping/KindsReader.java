package org.loyaltyhub.cli.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.problem.Suggestion;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Texts;

/** Reads which kinds of events rows become: the one that the mapping itself describes, or those listed in it. */
final class KindsReader {
    private static final Set<String> KNOWN = Set.of("type", "rows", "receipt", "line");
    private static final List<String> TYPES = List.of("purchase", "refund");
    private static final String ADVICE = "such as [{\"type\":\"refund\",\"rows\":{…},\"receipt\":{…},\"line\":{…}}]";
    private static final int MOST = 20;

    private final FilterReader filters;
    private final TemplateReader templates;
    private final Problems problems;

    KindsReader(NumberForm numbers, Programme programme, Problems problems) {
        this.filters = new FilterReader(numbers, problems);
        this.templates = new TemplateReader(programme, problems);
        this.problems = problems;
    }

    List<Mapping.OfEvent> read(Fields mapping) {
        if (mapping.get("events") == null) {
            return event(mapping, RowFilter.ALL).stream().toList();
        }
        Stream.of("type", "receipt", "line")
                .filter(name -> mapping.get(name) != null)
                .forEach(name -> problems.add(
                        "contradiction",
                        mapping.at(name),
                        "`" + name + "` stands beside `events`",
                        "write it in each of the events"));
        List<JsonValue> items = mapping.requiredList("events", ADVICE);
        if (items.size() > MOST) {
            problems.add("too-many", mapping.at("events"), "there are " + items.size() + " kinds", "at most " + MOST);
        }
        List<Mapping.OfEvent> events = new ArrayList<>();
        for (int i = 0; i < Math.min(items.size(), MOST); i++) {
            Fields.of(items.get(i), mapping.at("events").item(i), "a kind of events", KNOWN, problems)
                    .flatMap(fields -> event(fields, filters.read(fields)))
                    .ifPresent(events::add);
        }
        return events;
    }

    private Optional<Mapping.OfEvent> event(Fields fields, RowFilter rows) {
        String type = fields.text("type").orElse("purchase");
        if (!TYPES.contains(type)) {
            problems.add(
                    "unknown-type",
                    fields.at("type"),
                    "rows cannot become a `" + Texts.shown(type) + "`",
                    () -> Suggestion.closest(type, TYPES)
                            .map(near -> "did you mean `" + near + "`?")
                            .orElse("purchases and refunds can be read from CSV, everything else from JSON"));
            return Optional.empty();
        }
        boolean isRefund = type.equals("refund");
        Optional<Mapping.OfReceipt> receipt = templates.receipt(fields, isRefund);
        Optional<Mapping.OfLine> line = templates.line(fields, isRefund);
        return receipt.isEmpty() || line.isEmpty()
                ? Optional.empty()
                : Optional.of(new Mapping.OfEvent(rows, receipt.get(), line.get()));
    }
}
