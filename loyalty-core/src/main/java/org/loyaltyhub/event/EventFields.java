package org.loyaltyhub.event;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonList;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.programme.AttributeType;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Texts;
import org.loyaltyhub.value.Unit;

/** Turns the fields of one event's JSON into the event; each piece that can be read is checked at once. */
final class EventFields {
    private static final Set<String> ENROLMENT =
            Set.of("type", "partner", "id", "at", "member", "birthday", "referrer");
    private static final Set<String> ACTIVITY =
            Set.of("type", "partner", "id", "at", "member", "name", "site", "channel", "referrer", "attributes");
    private static final Set<String> PURCHASE = Set.of(
            "type",
            "partner",
            "id",
            "at",
            "member",
            "currency",
            "lines",
            "paidWithPoints",
            "reservation",
            "quote",
            "site",
            "channel",
            "cashier",
            "attributes");
    private static final Set<String> QUOTE = Set.of(
            "type",
            "partner",
            "id",
            "at",
            "member",
            "currency",
            "lines",
            "vouchers",
            "site",
            "channel",
            "cashier",
            "attributes");
    private static final Set<String> PROFILE_CHANGE =
            Set.of("type", "partner", "id", "at", "member", "tier", "segments", "status", "birthday", "attributes");
    private static final Set<String> LINE = Set.of("category", "sku", "quantity", "unit", "amount", "attributes");
    private static final List<String> STATUSES = Arrays.stream(MemberStatus.values())
            .map(status -> status.name().toLowerCase(Locale.ROOT))
            .toList();

    private final Programme programme;
    private final EventCheck check;
    private final Fields fields;
    private final EventParts parts;
    private final Problems problems;

    EventFields(Programme programme, EventCheck check, Fields fields, EventParts parts, Problems problems) {
        this.programme = programme;
        this.check = check;
        this.fields = fields;
        this.parts = parts;
        this.problems = problems;
    }

    Optional<Event> enrolment() {
        fields.refuseOthersThan(ENROLMENT, "an enrolment");
        Optional<EventParts.Head> head = parts.head();
        Optional<LocalDate> birthday = birthday(head);
        Optional<Identifier> referrer = referrer();
        return head.map(known -> new Enrolment(known.key(), known.happenedAt(), known.member(), birthday, referrer));
    }

    Optional<Event> activity() {
        fields.refuseOthersThan(ACTIVITY, "an activity");
        Optional<EventParts.Head> head = parts.head();
        Optional<String> name = fields.requiredText("name", "one of the activities that the programme declares");
        name.ifPresent(text -> check.activity(text, fields.place(), problems));
        Optional<String> site = parts.text(fields, "site");
        Optional<String> channel = parts.text(fields, "channel");
        Optional<Identifier> referrer = referrer();
        Map<String, String> attributes = attributes(fields);
        return head.filter(known -> name.isPresent())
                .map(known -> new Activity(
                        known.key(),
                        known.happenedAt(),
                        known.member(),
                        name.get(),
                        site,
                        channel,
                        referrer,
                        attributes));
    }

    Optional<Event> purchase() {
        fields.refuseOthersThan(PURCHASE, "a purchase");
        Optional<EventParts.Head> head = parts.head();
        List<Line> lines = sold(head);
        Money paid = parts.money(fields, "paidWithPoints").orElse(check.noMoney());
        if (problems.isEmpty()) {
            check.payment(lines, paid, fields.place(), problems);
        }
        Optional<String> reservation = parts.text(fields, "reservation");
        Optional<String> quote = parts.text(fields, "quote");
        Optional<String> site = parts.text(fields, "site");
        Optional<String> channel = parts.text(fields, "channel");
        Optional<String> cashier = parts.text(fields, "cashier");
        Map<String, String> attributes = attributes(fields);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        EventParts.Head known = head.get();
        return Optional.of(new Purchase(
                known.key(),
                known.happenedAt(),
                known.member(),
                lines,
                paid,
                reservation,
                quote,
                site,
                channel,
                cashier,
                attributes));
    }

    Optional<Event> quote() {
        fields.refuseOthersThan(QUOTE, "a quote");
        Optional<EventParts.Head> head = parts.head();
        List<Line> lines = sold(head);
        List<String> vouchers = new ArrayList<>();
        fields.texts("vouchers", fields.list("vouchers")).forEach((place, code) -> {
            check.voucher(code, place, problems);
            vouchers.add(code);
        });
        Optional<String> site = parts.text(fields, "site");
        Optional<String> channel = parts.text(fields, "channel");
        Optional<String> cashier = parts.text(fields, "cashier");
        Map<String, String> attributes = attributes(fields);
        return head.map(known -> new Quote(
                new Purchase(
                        known.key(),
                        known.happenedAt(),
                        known.member(),
                        lines,
                        check.noMoney(),
                        site,
                        channel,
                        cashier,
                        attributes),
                vouchers));
    }

    Optional<Event> profileChange() {
        fields.refuseOthersThan(PROFILE_CHANGE, "a profile change");
        Optional<EventParts.Head> head = parts.head();
        Optional<String> tier = fields.text("tier");
        tier.ifPresent(name -> check.tier(name, fields.place(), problems));
        Optional<Set<String>> segments = fields.get("segments") == null ? Optional.empty() : Optional.of(segments());
        Optional<MemberStatus> status = fields.text("status").flatMap(this::status);
        Optional<LocalDate> birthday = birthday(head);
        Map<String, String> attributes = attributes(fields);
        Optional<ProfileChange> change = head.map(known -> new ProfileChange(
                known.key(), known.happenedAt(), known.member(), tier, segments, status, birthday, attributes));
        change.filter(read -> problems.isEmpty())
                .ifPresent(read -> check.somethingChanges(read, fields.place(), problems));
        return change.map(read -> read);
    }

    private Set<String> segments() {
        Set<String> segments = new LinkedHashSet<>();
        fields.texts("segments", fields.list("segments")).forEach((place, segment) -> {
            check.segment(segment, place, problems);
            if (!segments.add(segment)) {
                problems.add(
                        "duplicate-name",
                        place,
                        "`" + Texts.shown(segment) + "` stands here a second time",
                        "keep one");
            }
        });
        return segments;
    }

    private Optional<MemberStatus> status(String word) {
        if (STATUSES.contains(word)) {
            return Optional.of(MemberStatus.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        EventCheck.unknown("status", word, fields.at("status"), () -> STATUSES, problems);
        return Optional.empty();
    }

    /** Who brought the member: by one identifier, as nobody checks that two mean the same person. */
    private Optional<Identifier> referrer() {
        JsonValue value = fields.get("referrer");
        Optional<Fields> given =
                value == null ? Optional.empty() : Fields.ofAny(value, fields.at("referrer"), "`referrer`", problems);
        if (given.isPresent() && given.get().names().size() != 1) {
            check.oneReferrer(given.get().names().size(), fields.place(), problems);
            return Optional.empty();
        }
        return given.map(parts::identifiers)
                .flatMap(identifiers -> identifiers.stream().findFirst());
    }

    private Optional<LocalDate> birthday(Optional<EventParts.Head> head) {
        Optional<LocalDate> birthday = fields.text("birthday").flatMap(this::date);
        if (birthday.isPresent() && head.isPresent()) {
            EventParts.Head known = head.get();
            check.birthday(birthday.get(), known.key().partner(), known.happenedAt(), fields.place(), problems);
        }
        return birthday;
    }

    private Optional<LocalDate> date(String text) {
        try {
            if (text.length() == "1990-03-05".length()) {
                return Optional.of(LocalDate.parse(text));
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        problems.add(
                "not-a-date",
                fields.at("birthday"),
                "`birthday` is `" + Texts.shown(text) + "`, which is no day of the calendar",
                "write 1990-03-05");
        return Optional.empty();
    }

    private List<Line> sold(Optional<EventParts.Head> head) {
        if (head.isPresent()) {
            check.seller(head.get().key().partner(), fields.place(), problems);
        }
        Optional<String> currency = fields.text("currency");
        if (currency.isPresent()) {
            check.currency(currency.get(), fields.place(), problems);
        }
        return lines();
    }

    private List<Line> lines() {
        JsonValue value = fields.required("lines", "what was bought, at least one line");
        if (value == null) {
            return List.of();
        }
        List<JsonValue> items = fields.list("lines");
        Pointer place = fields.at("lines");
        if (value instanceof JsonList) {
            check.lineCount(items.size(), place, problems);
        }
        List<Line> lines = new ArrayList<>(Math.min(items.size(), EventCheck.MAX_LINES));
        for (int i = 0; i < Math.min(items.size(), EventCheck.MAX_LINES); i++) {
            Optional<Fields> given = Fields.of(items.get(i), place.item(i), "a line", LINE, problems);
            Optional<Line> line = given.isPresent() ? line(given.get()) : Optional.empty();
            if (line.isPresent()) {
                lines.add(line.get());
            }
        }
        return lines;
    }

    private Optional<Line> line(Fields line) {
        Optional<String> name = line.requiredText("category", "the programme's name for what was bought");
        Optional<Category> category = name.isPresent() ? programme.category(name.get()) : Optional.empty();
        if (name.isPresent() && category.isEmpty()) {
            check.noCategory(name.get(), line.place(), problems);
        }
        Optional<String> sku = parts.text(line, "sku");
        Quantity quantity = quantity(line, category);
        line.required("amount", "the price of the whole line, such as \"2340.00\"");
        Optional<Money> amount = parts.money(line, "amount");
        if (amount.isPresent()) {
            check.amount(amount.get(), line.place(), problems);
        }
        Map<String, String> attributes = attributes(line);
        return category.isPresent() && amount.isPresent()
                ? Optional.of(new Line(category.get().name(), sku, quantity, amount.get(), attributes))
                : Optional.empty();
    }

    private Quantity quantity(Fields line, Optional<Category> category) {
        Unit unit = unit(line, category);
        check.unit(unit, line.place(), problems);
        Quantity quantity = new Quantity(parts.micros(line, "quantity").orElse(0), unit);
        check.quantity(quantity, line.place(), problems);
        return quantity;
    }

    private Unit unit(Fields line, Optional<Category> category) {
        Optional<String> name = line.text("unit");
        if (name.isPresent()) {
            return check.unit(name.get());
        }
        return category.isPresent() ? category.get().unit() : Unit.PIECE;
    }

    private Map<String, String> attributes(Fields owner) {
        JsonValue value = owner.get("attributes");
        if (value == null) {
            return Map.of();
        }
        Optional<Fields> given = Fields.ofAny(value, owner.at("attributes"), "`attributes`", problems);
        if (given.isEmpty()
                || !check.attributes()
                        .count(given.get().names().size(), given.get().place(), problems)) {
            return Map.of();
        }
        Map<String, String> attributes = new TreeMap<>();
        for (String name : given.get().names()) {
            attribute(given.get(), name).ifPresent(text -> attributes.put(name, text));
        }
        return attributes;
    }

    /** A number attribute may be a number or a text that spells one; it is kept in the one way to write it. */
    private Optional<String> attribute(Fields given, String name) {
        Optional<AttributeType> type = check.attributes().type(name, given.place(), problems);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        if (type.get() == AttributeType.TEXT) {
            return parts.text(given, name);
        }
        OptionalLong micros = parts.scaled(given, name, Quantity.DIGITS, "number");
        return micros.isPresent() ? Optional.of(Decimals.text(micros.getAsLong(), Quantity.DIGITS)) : Optional.empty();
    }
}
