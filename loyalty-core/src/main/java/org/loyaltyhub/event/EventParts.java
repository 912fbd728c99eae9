package org.loyaltyhub.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
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
        if (id.isPresent()) {
            EventCheck.text(id.get(), fields.place(), "id", problems);
        }
        Optional<String> at = fields.requiredText("at", "when it happened, such as 2026-03-02T09:00");
        Optional<Instant> happenedAt = at.isPresent() ? instant(at.get(), partner) : Optional.empty();
        return partner.isPresent() && id.isPresent() && happenedAt.isPresent()
                ? Optional.of(new Head(new EventKey(partner.get(), id.get()), happenedAt.get(), member))
                : Optional.empty();
    }

    private Optional<PartnerId> partner() {
        if (reporter.isPresent() && fields.get("partner") == null) {
            check.partner(reporter.get(), fields.place(), problems);
            return reporter;
        }
        Optional<String> name = fields.requiredText("partner", "the id of the partner where it happened");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        PartnerId named = check.partner(name.get());
        if (reporter.isPresent() && !named.equals(reporter.get())) {
            problems.add(
                    "not-your-event",
                    fields.at("partner"),
                    "the event is of `" + Texts.shown(named.value()) + "`, but `" + reporter.get() + "` reports it",
                    "report only your own events; `partner` may be left out");
        } else {
            check.partner(named, fields.place(), problems);
        }
        return Optional.of(named);
    }

    private Optional<Instant> instant(String text, Optional<PartnerId> partner) {
        ZoneId zone = partner.isPresent()
                ? programme.zoneOf(partner.get())
                : programme.terms().zone();
        Optional<Instant> instant = Timestamp.instant(text, zone);
        if (instant.isEmpty()) {
            problems.add(
                    "not-a-time",
                    fields.at("at"),
                    "`at` is `" + Texts.shown(text) + "`, which is no moment of the calendar",
                    "write 2026-03-02T09:00 for the partner's local time, or 2026-03-02T09:00:00+03:00");
        } else {
            check.time(instant.get(), fields.place(), problems);
        }
        return instant;
    }

    private List<Identifier> member(JsonValue value) {
        Optional<Fields> member = Fields.ofAny(value, fields.at("member"), "`member`", problems);
        if (member.isEmpty()) {
            return List.of();
        }
        check.identified(member.get().names().size(), fields.place(), problems);
        return identifiers(member.get());
    }

    List<Identifier> identifiers(Fields given) {
        List<Identifier> identifiers = new ArrayList<>(1);
        for (String kind : given.names()) {
            Optional<String> text = given.text(kind);
            if (text.isPresent()) {
                Identifier identifier = new Identifier(kind, text.get());
                check.identifier(identifier, given.place(), problems);
                identifiers.add(identifier);
            }
        }
        return identifiers;
    }

    Optional<Money> money(Fields owner, String field) {
        OptionalLong minor = scaled(owner, field, Money.digits(programme.currency()), "amount");
        return minor.isPresent()
                ? Optional.of(Money.ofMinor(minor.getAsLong(), programme.currency()))
                : Optional.empty();
    }

    /** The number in its smallest unit; empty if none is given, or after saying what is wrong with it. */
    OptionalLong scaled(Fields owner, String field, int digits, String what) {
        OptionalLong plain = owner.plain(field, digits);
        if (plain.isPresent()) {
            return plain;
        }
        Optional<BigDecimal> number = owner.decimal(field);
        return number.isPresent() ? scaled(number.get(), digits, owner.at(field), what) : OptionalLong.empty();
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
        if (text.isPresent()) {
            EventCheck.text(text.get(), owner.place(), field, problems);
        }
        return text;
    }

    /** A quantity in millionths of its unit; empty if none is given, or after saying what is wrong with it. */
    OptionalLong micros(Fields owner, String field) {
        return scaled(owner, field, Quantity.DIGITS, "quantity");
    }
}
