package org.loyaltyhub.cli.mapping;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonObject;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Texts;

/** Reads what events are made of: the parts {@code receipt} and {@code line} of a mapping. Names are the programme's. */
final class TemplateReader {
    private static final Set<String> OF_PURCHASE =
            Set.of("partner", "id", "at", "member", "site", "channel", "cashier", "attributes");
    private static final Set<String> OF_REFUND = Set.of("partner", "id", "at", "member", "purchase");
    private static final Set<String> OF_BOUGHT =
            Set.of("category", "sku", "quantity", "unit", "amount", "currency", "attributes");
    private static final Set<String> OF_RETURNED = Set.of("sku", "quantity", "amount", "currency");
    private static final int MOST_WORDS = 100_000;

    private final TemplateFields templates;
    private final CalculationReader calculations;
    private final Problems problems;

    TemplateReader(Programme programme, Problems problems) {
        this.templates = new TemplateFields(programme, problems);
        this.calculations = new CalculationReader(templates, problems);
        this.problems = problems;
    }

    Optional<Mapping.OfReceipt> receipt(Fields event, boolean isRefund) {
        String advice = "such as {\"partner\":\"nord-fuel\",\"id\":\"{receipt}\",…}";
        return part(event, "receipt", advice, isRefund ? OF_REFUND : OF_PURCHASE)
                .flatMap(this::receiptOf);
    }

    Optional<Mapping.OfLine> line(Fields event, boolean isRefund) {
        return isRefund
                ? part(event, "line", "such as {\"sku\":\"{article}\",\"quantity\":\"{back}\"}", OF_RETURNED)
                        .flatMap(this::returned)
                : part(event, "line", "such as {\"category\":\"{group}\",\"amount\":\"{sum}\"}", OF_BOUGHT)
                        .flatMap(this::bought);
    }

    private Optional<Fields> part(Fields owner, String name, String advice, Set<String> known) {
        JsonValue value = owner.required(name, advice);
        return value == null ? Optional.empty() : Fields.of(value, owner.at(name), "`" + name + "`", known, problems);
    }

    private Optional<Mapping.OfReceipt> receiptOf(Fields fields) {
        Optional<Template> partner = templates.partner(fields);
        Optional<Template> id =
                templates.required(fields, "id", "what tells receipts apart, such as \"{date}-{till}-{number}\"");
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
        SortedMap<String, Template> member = templates.named(
                fields,
                "member",
                fields.required("member", "such as {\"card\":\"{card}\"}"),
                templates.identifierKinds(),
                "identifier");
        if (fields.get("member") instanceof JsonObject object && object.names().isEmpty()) {
            problems.add("empty-list", fields.at("member"), "`member` is empty", "such as {\"card\":\"{card}\"}");
        }
        Optional<Template> purchase = templates.optional(fields, "purchase");
        Optional<Template> site = templates.optional(fields, "site");
        Optional<Template> channel = templates.optional(fields, "channel");
        Optional<Template> cashier = templates.optional(fields, "cashier");
        SortedMap<String, Template> attributes = templates.attributes(fields);
        if (partner.isEmpty() || id.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Mapping.OfReceipt(
                partner.get(), id.get(), at.get(), member, purchase, site, channel, cashier, attributes));
    }

    private Optional<Mapping.OfLine> bought(Fields fields) {
        Optional<CategoryTable> category = category(fields);
        Optional<Template> unit = templates.unit(fields);
        Optional<Calculation> amount = calculations.required(
                fields, "amount", "such as \"{sum}\" or {\"product\":[\"{quantity}\",\"{price}\"]}");
        Optional<Template> currency = templates.currency(fields);
        Optional<Template> sku = templates.optional(fields, "sku");
        Optional<Calculation> quantity = calculations.optional(fields, "quantity");
        SortedMap<String, Template> attributes = templates.attributes(fields);
        return category.isEmpty() || amount.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Mapping.OfBought(category.get(), sku, quantity, unit, amount.get(), currency, attributes));
    }

    private Optional<Mapping.OfLine> returned(Fields fields) {
        if (fields.get("sku") == null && fields.get("amount") == null) {
            problems.add(
                    "missing-field",
                    fields.place(),
                    "`line` does not say what comes back",
                    "give `sku`, `amount` or both");
        }
        return Optional.of(new Mapping.OfReturned(
                templates.optional(fields, "sku"),
                calculations.optional(fields, "quantity"),
                calculations.optional(fields, "amount"),
                templates.currency(fields)));
    }

    private Optional<TimeForm> time(Fields fields) {
        String advice = "such as {\"of\":\"{date} {time}\",\"format\":\"dd.MM.yyyy HH:mm\"}";
        JsonValue value = fields.required("at", advice);
        if (!(value instanceof JsonObject)) {
            return value == null
                    ? Optional.empty()
                    : templates
                            .template(value, fields.at("at"), "at")
                            .map(of -> new TimeForm(of, TimeForm.ISO_TEXT, TimeForm.ISO, Optional.empty()));
        }
        return Fields.of(value, fields.at("at"), "`at`", Set.of("of", "format", "zone"), problems)
                .flatMap(at -> time(at, advice));
    }

    private Optional<TimeForm> time(Fields at, String advice) {
        Optional<Template> of = templates.required(at, "of", advice);
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
        return templates.isKnown(name, place, ZoneId.getAvailableZoneIds(), "time zone")
                ? Optional.of(ZoneId.of(name))
                : Optional.empty();
    }

    private Optional<CategoryTable> category(Fields fields) {
        JsonValue value =
                fields.required("category", "such as {\"of\":\"{product}\",\"table\":{\"fuel\":[\"Diesel\"]}}");
        if (!(value instanceof JsonObject)) {
            Optional<Template> of =
                    value == null ? Optional.empty() : templates.template(value, fields.at("category"), "category");
            templates.known(of, fields.at("category"), templates.categories(), "category");
            return of.map(text -> new CategoryTable(text, Map.of(), Optional.empty()));
        }
        return Fields.of(value, fields.at("category"), "`category`", Set.of("of", "table", "otherwise"), problems)
                .flatMap(this::categoryTable);
    }

    private Optional<CategoryTable> categoryTable(Fields fields) {
        Optional<Template> of =
                templates.required(fields, "of", "the column with the partner's word, such as \"{product}\"");
        JsonValue table = fields.required("table", "such as {\"fuel\":[\"Diesel\",\"Petrol 95\"]}");
        Map<String, String> words = new HashMap<>();
        if (table != null) {
            Fields.ofAny(table, fields.at("table"), "`table`", problems).ifPresent(rows -> table(rows, words));
        }
        Optional<String> otherwise = fields.text("otherwise")
                .filter(name -> templates.isKnown(name, fields.at("otherwise"), templates.categories(), "category"));
        return of.map(text -> new CategoryTable(text, words, otherwise));
    }

    private void table(Fields table, Map<String, String> words) {
        for (String category : table.names()) {
            templates.isKnown(category, table.at(category), templates.categories(), "category");
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
}
