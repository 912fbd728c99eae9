package org.loyaltyhub.cli.mapping;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonList;
import org.loyaltyhub.internal.json.JsonObject;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.problem.Suggestion;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Texts;
import org.loyaltyhub.value.Unit;

/** Reads what events are made of: the parts {@code receipt} and {@code line} of a mapping. Names are the programme's. */
final class TemplateReader {
    private static final Set<String> OF_RECEIPT =
            Set.of("partner", "id", "at", "member", "site", "channel", "cashier", "attributes");
    private static final Set<String> OF_LINE =
            Set.of("category", "sku", "quantity", "unit", "amount", "currency", "attributes");
    private static final int MOST_WORDS = 100_000;

    private final Programme programme;
    private final Problems problems;

    TemplateReader(Programme programme, Problems problems) {
        this.programme = programme;
        this.problems = problems;
    }

    Optional<Mapping.OfReceipt> receipt(Fields mapping) {
        return part(mapping, "receipt", "such as {\"partner\":\"nord-fuel\",\"id\":\"{receipt}\",…}", OF_RECEIPT)
                .flatMap(this::receiptOf);
    }

    Optional<Mapping.OfLine> line(Fields mapping) {
        return part(mapping, "line", "such as {\"category\":\"{group}\",\"amount\":\"{sum}\"}", OF_LINE)
                .flatMap(this::lineOf);
    }

    private Optional<Fields> part(Fields owner, String name, String advice, Set<String> known) {
        JsonValue value = owner.required(name, advice);
        return value == null ? Optional.empty() : Fields.of(value, owner.at(name), "`" + name + "`", known, problems);
    }

    private Optional<Mapping.OfReceipt> receiptOf(Fields fields) {
        Optional<Template> partner = required(fields, "partner", "such as \"nord-fuel\" or \"station-{station}\"");
        known(partner, fields.at("partner"), partners(), "partner");
        Optional<Template> id = required(fields, "id", "what tells receipts apart, such as \"{date}-{till}-{number}\"");
        id.flatMap(Template::touchingColumns)
                .ifPresent(columns -> problems.add(
                        "ambiguous-id",
                        fields.at("id"),
                        "nothing stands between " + Texts.shown(columns) + ", so 1 and 23 would be one with 12 and 3",
                        "put a sign between them, such as -"));
        if (id.flatMap(Template::constant).isPresent()) {
            problems.add("ambiguous-id", fields.at("id"), "`id` is the same for every row", "name a column in it");
        }
        Optional<TimeForm> at = time(fields);
        SortedMap<String, Template> member = named(
                fields,
                "member",
                fields.required("member", "such as {\"card\":\"{card}\"}"),
                identifierKinds(),
                "identifier");
        if (fields.get("member") instanceof JsonObject object && object.names().isEmpty()) {
            problems.add("empty-list", fields.at("member"), "`member` is empty", "such as {\"card\":\"{card}\"}");
        }
        Optional<Template> site = optional(fields, "site");
        Optional<Template> channel = optional(fields, "channel");
        Optional<Template> cashier = optional(fields, "cashier");
        SortedMap<String, Template> attributes = attributes(fields);
        if (partner.isEmpty() || id.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Mapping.OfReceipt(partner.get(), id.get(), at.get(), member, site, channel, cashier, attributes));
    }

    private Optional<Mapping.OfLine> lineOf(Fields fields) {
        Optional<CategoryTable> category = category(fields);
        Optional<Template> unit = optional(fields, "unit");
        known(unit, fields.at("unit"), units(), "unit");
        Optional<Mapping.Amount> amount = amount(fields);
        Optional<Template> currency = optional(fields, "currency");
        known(currency, fields.at("currency"), currencies(), "currency");
        Optional<Template> sku = optional(fields, "sku");
        Optional<Template> quantity = optional(fields, "quantity");
        SortedMap<String, Template> attributes = attributes(fields);
        return category.isEmpty() || amount.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Mapping.OfLine(category.get(), sku, quantity, unit, amount.get(), currency, attributes));
    }

    private Optional<TimeForm> time(Fields fields) {
        String advice = "such as {\"of\":\"{date} {time}\",\"format\":\"dd.MM.yyyy HH:mm\"}";
        JsonValue value = fields.required("at", advice);
        if (!(value instanceof JsonObject)) {
            return value == null
                    ? Optional.empty()
                    : template(value, fields.at("at"), "at")
                            .map(of -> new TimeForm(of, TimeForm.ISO_TEXT, TimeForm.ISO, Optional.empty()));
        }
        return Fields.of(value, fields.at("at"), "`at`", Set.of("of", "format", "zone"), problems)
                .flatMap(at -> time(at, advice));
    }

    private Optional<TimeForm> time(Fields at, String advice) {
        Optional<Template> of = required(at, "of", advice);
        Optional<String> pattern = at.text("format");
        Optional<DateTimeFormatter> formatter = pattern.isEmpty()
                ? Optional.of(TimeForm.ISO)
                : pattern.flatMap(text -> formatter(text, at.at("format")));
        Optional<ZoneId> zone = at.text("zone").flatMap(name -> zone(name, at.at("zone")));
        return of.isEmpty() || formatter.isEmpty()
                ? Optional.empty()
                : Optional.of(new TimeForm(of.get(), pattern.orElse(TimeForm.ISO_TEXT), formatter.get(), zone));
    }

    private Optional<DateTimeFormatter> formatter(String pattern, Pointer place) {
        String advice = "write it with yyyy MM dd HH mm ss, such as dd.MM.yyyy HH:mm";
        DateTimeFormatter formatter;
        try {
            formatter = TimeForm.formatter(pattern);
        } catch (IllegalArgumentException e) {
            problems.add("bad-format", place, "`" + Texts.shown(pattern) + "` is no format of dates", advice);
            return Optional.empty();
        }
        if (!TimeForm.tellsAll(formatter, pattern)) {
            problems.add(
                    "bad-format",
                    place,
                    "`" + Texts.shown(pattern) + "` does not tell the day, or not all of the time",
                    advice + ": MM is the month and mm the minute, HH runs to 23 and hh needs a");
            return Optional.empty();
        }
        return Optional.of(formatter);
    }

    private Optional<ZoneId> zone(String name, Pointer place) {
        return isKnown(name, place, ZoneId.getAvailableZoneIds(), "time zone")
                ? Optional.of(ZoneId.of(name))
                : Optional.empty();
    }

    private Optional<CategoryTable> category(Fields fields) {
        JsonValue value =
                fields.required("category", "such as {\"of\":\"{product}\",\"table\":{\"fuel\":[\"Diesel\"]}}");
        if (!(value instanceof JsonObject)) {
            Optional<Template> of =
                    value == null ? Optional.empty() : template(value, fields.at("category"), "category");
            known(of, fields.at("category"), categories(), "category");
            return of.map(text -> new CategoryTable(text, Map.of(), Optional.empty()));
        }
        return Fields.of(value, fields.at("category"), "`category`", Set.of("of", "table", "otherwise"), problems)
                .flatMap(this::categoryTable);
    }

    private Optional<CategoryTable> categoryTable(Fields fields) {
        Optional<Template> of = required(fields, "of", "the column with the partner's word, such as \"{product}\"");
        JsonValue table = fields.required("table", "such as {\"fuel\":[\"Diesel\",\"Petrol 95\"]}");
        Map<String, String> words = new HashMap<>();
        if (table != null) {
            Fields.ofAny(table, fields.at("table"), "`table`", problems).ifPresent(rows -> table(rows, words));
        }
        Optional<String> otherwise = fields.text("otherwise")
                .filter(name -> isKnown(name, fields.at("otherwise"), categories(), "category"));
        return of.map(text -> new CategoryTable(text, words, otherwise));
    }

    private void table(Fields table, Map<String, String> words) {
        for (String category : table.names()) {
            isKnown(category, table.at(category), categories(), "category");
            table.texts(category, table.list(category)).forEach((at, word) -> {
                String before = words.putIfAbsent(word.strip(), category);
                if (before != null) {
                    problems.add(
                            "duplicate-name",
                            at,
                            "`" + Texts.shown(word) + "` is in the table already, as `" + Texts.shown(before) + "`",
                            "keep one of them");
                }
            });
        }
        if (words.size() > MOST_WORDS) {
            problems.add("too-many", table.place(), "there are " + words.size() + " words", "at most " + MOST_WORDS);
        }
    }

    private Optional<Mapping.Amount> amount(Fields fields) {
        JsonValue value = fields.required("amount", "such as \"{sum}\" or {\"product\":[\"{quantity}\",\"{price}\"]}");
        if (!(value instanceof JsonObject)) {
            return value == null
                    ? Optional.empty()
                    : template(value, fields.at("amount"), "amount")
                            .map(text -> new Mapping.Amount(text, Optional.empty()));
        }
        return Fields.of(value, fields.at("amount"), "`amount`", Set.of("product"), problems)
                .flatMap(this::product);
    }

    private Optional<Mapping.Amount> product(Fields fields) {
        JsonValue value = fields.required("product", "such as [\"{quantity}\",\"{price}\"]");
        List<JsonValue> items = value instanceof JsonList list ? list.items() : List.of();
        if (value != null && items.size() != 2) {
            problems.add(
                    "wrong-type",
                    fields.at("product"),
                    "`product` is not two columns",
                    "write [\"{quantity}\",\"{price}\"]");
            return Optional.empty();
        }
        Optional<Template> first = items.isEmpty() ? Optional.empty() : item(fields, items, 0);
        Optional<Template> second = items.isEmpty() ? Optional.empty() : item(fields, items, 1);
        return first.isEmpty() || second.isEmpty()
                ? Optional.empty()
                : Optional.of(new Mapping.Amount(first.get(), second));
    }

    private Optional<Template> item(Fields fields, List<JsonValue> items, int index) {
        return template(items.get(index), fields.at("product").item(index), "product");
    }

    private SortedMap<String, Template> attributes(Fields fields) {
        return named(
                fields,
                "attributes",
                fields.get("attributes"),
                programme.terms().attributes().keySet(),
                "attribute");
    }

    private SortedMap<String, Template> named(
            Fields owner, String name, @Nullable JsonValue value, Collection<String> known, String what) {
        SortedMap<String, Template> templates = new TreeMap<>();
        if (value != null) {
            Fields.ofAny(value, owner.at(name), "`" + name + "`", problems)
                    .ifPresent(fields -> fields.names().forEach(each -> {
                        isKnown(each, fields.at(each), known, what);
                        optional(fields, each).ifPresent(template -> templates.put(each, template));
                    }));
        }
        return templates;
    }

    private Optional<Template> required(Fields fields, String name, String advice) {
        return fields.requiredText(name, advice).flatMap(text -> template(text, fields.at(name)));
    }

    private Optional<Template> optional(Fields fields, String name) {
        return fields.text(name).flatMap(text -> template(text, fields.at(name)));
    }

    private Optional<Template> template(JsonValue value, Pointer place, String name) {
        return Fields.text(value, place, name, problems).flatMap(text -> template(text, place));
    }

    private Optional<Template> template(String text, Pointer place) {
        Reading<Template> template = Template.of(text);
        for (Problem problem : template.problems()) {
            problems.add(problem.code(), place, problem.message(), problem.advice());
        }
        return template.value();
    }

    private void known(Optional<Template> template, Pointer place, Collection<String> known, String what) {
        template.flatMap(Template::constant)
                .ifPresent(name -> isKnown(name, place, known, what, "name one of the programme's, or a {column}"));
    }

    private boolean isKnown(String name, Pointer place, Collection<String> known, String what) {
        return isKnown(name, place, known, what, "name one that is known");
    }

    private boolean isKnown(String name, Pointer place, Collection<String> known, String what, String advice) {
        if (known.contains(name)) {
            return true;
        }
        problems.add(
                "unknown-" + what.replace(' ', '-'),
                place,
                "there is no " + what + " `" + Texts.shown(name) + "`",
                () -> Suggestion.closest(name, known)
                        .map(near -> "did you mean `" + near + "`?")
                        .orElse(advice));
        return false;
    }

    private List<String> partners() {
        return programme.terms().partners().stream()
                .map(partner -> partner.id().value())
                .toList();
    }

    private List<String> categories() {
        return programme.terms().categories().stream().map(Category::name).toList();
    }

    private Set<String> identifierKinds() {
        return programme.terms().identifierKinds();
    }

    private Set<String> units() {
        return Stream.concat(Stream.of(Unit.LITRE, Unit.PIECE), programme.terms().units().stream())
                .map(Unit::name)
                .collect(Collectors.toSet());
    }

    private static Set<String> currencies() {
        return Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .collect(Collectors.toSet());
    }
}
