package org.loyaltyhub.cli.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonList;
import org.loyaltyhub.internal.json.JsonObject;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;

/** Reads how numbers are made: of one column, or of several. */
final class CalculationReader {
    private static final Set<String> WAYS = Set.of("product", "minus", "firstOf");
    private static final int MOST_CHOICES = 10;

    private final TemplateFields templates;
    private final Problems problems;

    CalculationReader(TemplateFields templates, Problems problems) {
        this.templates = templates;
        this.problems = problems;
    }

    Optional<Calculation> required(Fields owner, String name, String advice) {
        JsonValue value = owner.required(name, advice);
        return value == null ? Optional.empty() : calculation(value, owner.at(name), name);
    }

    Optional<Calculation> optional(Fields owner, String name) {
        JsonValue value = owner.get(name);
        return value == null ? Optional.empty() : calculation(value, owner.at(name), name);
    }

    private Optional<Calculation> calculation(JsonValue value, Pointer place, String name) {
        if (!(value instanceof JsonObject)) {
            return templates.template(value, place, name).map(Calculation.Plain::new);
        }
        Optional<Fields> way = Fields.of(value, place, "`" + name + "`", WAYS, problems);
        if (way.isEmpty() || way.get().names().size() != 1) {
            problems.add(
                    "contradiction",
                    place,
                    "`" + name + "` is made in "
                            + way.map(fields -> fields.names().size()).orElse(0) + " ways",
                    "give one of `product`, `minus` and `firstOf`, or a text");
            return Optional.empty();
        }
        return switch (way.get().names().get(0)) {
            case "product" -> product(way.get());
            case "minus" -> required(way.get(), "minus", "").map(Calculation.Minus::new);
            case "firstOf" -> firstOf(way.get());
            default -> Optional.empty(); // told as unknown
        };
    }

    private Optional<Calculation> product(Fields fields) {
        List<JsonValue> items = fields.get("product") instanceof JsonList list ? list.items() : List.of();
        if (items.size() != 2) {
            problems.add(
                    "wrong-type",
                    fields.at("product"),
                    "`product` is not two columns",
                    "write [\"{quantity}\",\"{price}\"]");
            return Optional.empty();
        }
        List<Calculation> factors = calculations(fields, "product", items);
        return factors.size() == 2
                ? Optional.of(new Calculation.Product(factors.get(0), factors.get(1)))
                : Optional.empty();
    }

    private Optional<Calculation> firstOf(Fields fields) {
        List<JsonValue> items = fields.get("firstOf") instanceof JsonList list ? list.items() : List.of();
        if (items.size() < 2 || items.size() > MOST_CHOICES) {
            problems.add(
                    "wrong-type",
                    fields.at("firstOf"),
                    "`firstOf` is not a list of 2 to " + MOST_CHOICES + " columns",
                    "write [\"{billed}\",\"{paid}\"]");
            return Optional.empty();
        }
        List<Calculation> choices = calculations(fields, "firstOf", items);
        return choices.size() == items.size() ? Optional.of(new Calculation.FirstOf(choices)) : Optional.empty();
    }

    private List<Calculation> calculations(Fields fields, String name, List<JsonValue> items) {
        List<Calculation> read = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            calculation(items.get(i), fields.at(name).item(i), name).ifPresent(read::add);
        }
        return read;
    }
}
