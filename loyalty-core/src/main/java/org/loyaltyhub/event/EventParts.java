package org.loyaltyhub.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.programme.Partner;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Texts;

/** What events of several kinds are made of, read from one event's JSON and checked at once. */
final class EventParts {
    private static final String ONE_BY_CARD = "whom it is about, such as {\"card\":\"7001\"}";

    private final Programme programme;
    private final EventCheck check;
    private final Fields fields;
    private final Optional<PartnerId> reporter;
    private final Problems problems;

    EventParts(Programme programme, EventCheck check, Fields fields, Optional<PartnerId> reporter, Problems problems) {
        this.programme = programme;
        this.check = check;
        this.fields = fields;
        this.reporter = reporter;
        this.problems = problems;
    }

    /** What every event has. */
    record Head(EventKey key, Instant happenedAt, List<Identifier> member) {}

    Optional<Head> head() {
        JsonValue member = fields.required("member", ONE_BY_CARD);
        return head(member == null ? List.of() : member(member));
    }

    /** The same for an event that tells its member in another way, by the event that it goes on from. */
    Optional<Head> headOnEarlier() {
        JsonValue member = fields.get("member");
        return head(member == null ? List.of() : member(member));
    }

    private Optional<Head> head(List<Identifier> member) {
        Optional<PartnerId> partner = partner();
        Optional<String> id = fields.requiredText("id", "your own number for this event, never used twice");
        id.ifPresent(text -> EventCheck.text(text, fields.place(), "id", problems));
        Optional<Instant> happenedAt = fields.requiredText("at", "when it happened, such as 2026-03-02T09:00")
                .flatMap(text -> instant(text, partner));
        return partner.isPresent() && id.isPresent() && happenedAt.isPresent()
                ? Optional.of(new Head(new EventKey(partner.get(), id.get()), happenedAt.get(), member))
                : Optional.empty();
    }

    private Optional<PartnerId> partner() {
        if (reporter.isPresent() && fields.get("partner") == null) {
            check.partner(reporter.get(), fields.place(), problems);
            return reporter;
        }
        Optional<PartnerId> named = fields.requiredText("partner", "the id of the partner where it happened")
                .map(this::partner);
        if (named.isPresent() && reporter.isPresent() && !named.equals(reporter)) {
            problems.add(
                    "not-your-event",
                    fields.at("partner"),
                    "the event is of `" + Texts.shown(named.get().value()) + "`, but `" + reporter.get()
                            + "` reports it",
                    "report only your own events; `partner` may be left out");
            return named;
        }
        named.ifPresent(id -> check.partner(id, fields.place(), problems));
        return named;
    }

    /** The programme's own, so that its events share one. */
    private PartnerId partner(String name) {
        PartnerId id = new PartnerId(name);
        return programme.partner(id).map(Partner::id).orElse(id);
    }

    private Optional<Instant> instant(String text, Optional<PartnerId> partner) {
        Optional<Instant> instant = Timestamp.instant(
                text, partner.map(programme::zoneOf).orElse(programme.terms().zone()));
        if (instant.isEmpty()) {
            problems.add(
                    "not-a-time",
                    fields.at("at"),
                    "`at` is `" + Texts.shown(text) + "`, which is no moment of the calendar",
                    "write 2026-03-02T09:00 for the partner's local time, or 2026-03-02T09:00:00+03:00");
        }
        instant.ifPresent(moment -> check.time(moment, fields.place(), problems));
        return instant;
    }

    private List<Identifier> member(JsonValue value) {
        Optional<Fields> member = Fields.ofAny(value, fields.at("member"), "`member`", problems);
        member.ifPresent(given -> check.identified(given.names().size(), fields.place(), problems));
        return member.map(this::identifiers).orElse(List.of());
    }

    List<Identifier> identifiers(Fields given) {
        List<Identifier> identifiers = new ArrayList<>(1);
        for (String kind : given.names()) {
            given.text(kind).map(text -> new Identifier(kind, text)).ifPresent(identifier -> {
                check.identifier(identifier, given.place(), problems);
                identifiers.add(identifier);
            });
        }
        return identifiers;
    }

    Optional<Money> money(Fields owner, String field) {
        Optional<BigDecimal> number = owner.decimal(field);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong minor = scaled(number.get(), Money.digits(programme.currency()), owner.at(field), "amount");
        return minor.isPresent()
                ? Optional.of(Money.ofMinor(minor.getAsLong(), programme.currency()))
                : Optional.empty();
    }

    /** The number in its smallest unit; empty after saying that it is finer than that, or too large. */
    OptionalLong scaled(BigDecimal number, int digits, Pointer place, String what) {
        OptionalLong scaled = Decimals.scaled(number, digits);
        if (scaled.isEmpty() && number.stripTrailingZeros().scale() > digits) {
            problems.add(
                    what + "-precision",
                    place,
                    "the " + what + " is " + number.toPlainString() + ", which is too fine",
                    digits == 0 ? "give a whole number" : "at most " + digits + " digits after the point are allowed");
        } else if (scaled.isEmpty()) {
            problems.add(
                    "number-too-large",
                    place,
                    "the " + what + " is " + number.toPlainString() + ", which is too large",
                    "check it");
        }
        return scaled;
    }

    Optional<String> text(Fields owner, String field) {
        Optional<String> text = owner.text(field);
        text.ifPresent(value -> EventCheck.text(value, owner.place(), field, problems));
        return text;
    }

    /** A quantity in millionths of its unit; empty if none is given, or after saying what is wrong with it. */
    OptionalLong micros(Fields owner, String field) {
        Optional<BigDecimal> number = owner.decimal(field);
        return number.isEmpty()
                ? OptionalLong.empty()
                : scaled(number.get(), Quantity.DIGITS, owner.at(field), "quantity");
    }
}
