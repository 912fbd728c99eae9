package org.loyaltyhub.event;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.loyaltyhub.internal.json.InstantText;
import org.loyaltyhub.internal.json.JsonBounds;
import org.loyaltyhub.internal.json.JsonObject;
import org.loyaltyhub.internal.json.JsonText;
import org.loyaltyhub.internal.json.JsonWriter;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Quantity;

/**
 * Writes events in the one canonical form: fields in a fixed order, what is absent left out, what the reader would fill
 * in said, amounts with all digits of their currency, points in the programme's smallest unit, the time in UTC. Reading it gives an equal event.
 *
 * <p>Stateless and thread-safe. An event that {@link EventCheck} would refuse is written, too, but may not be readable; one
 * of the hub's own is written by its id, which says all of it, and never read.
 */
public final class EventWriter {
    private static final JsonBounds NO_BOUNDS = new JsonBounds("event", Integer.MAX_VALUE, JsonText.MAX_DEPTH);

    /** Most events have fewer. */
    private static final int LETTERS = 384;

    private static final String TYPE = JsonWriter.ready("type");
    private static final String PARTNER = JsonWriter.ready("partner");
    private static final String ID = JsonWriter.ready("id");
    private static final String AT = JsonWriter.ready("at");
    private static final String MEMBER = JsonWriter.ready("member");
    private static final String CURRENCY = JsonWriter.ready("currency");
    private static final String LINES = JsonWriter.ready("lines");
    private static final String CATEGORY = JsonWriter.ready("category");
    private static final String QUANTITY = JsonWriter.ready("quantity");
    private static final String UNIT = JsonWriter.ready("unit");
    private static final String AMOUNT = JsonWriter.ready("amount");

    private EventWriter() {}

    /** The event on one line. */
    public static String json(Event event) {
        JsonWriter out = new JsonWriter(LETTERS);
        write(event, out);
        return out.toString();
    }

    private static void write(Event event, JsonWriter out) {
        out.open('{');
        out.readyName(TYPE).text(event.type());
        out.readyName(PARTNER).text(event.key().partner().value());
        out.readyName(ID).text(event.key().id());
        InstantText.print(event.happenedAt(), out.readyName(AT).openText());
        out.closeText();
        if (!event.member().isEmpty()) {
            member(out, event.member());
        }
        if (event instanceof Purchase purchase) {
            purchase(out, purchase);
        } else if (event instanceof Quote quote) {
            quote(out, quote);
        } else if (event instanceof Activity activity) {
            activity(out, activity);
        } else if (event instanceof Enrolment enrolment) {
            optional(out, "birthday", enrolment.birthday().map(LocalDate::toString));
            referrer(out, enrolment.referrer());
        } else if (event instanceof ProfileChange change) {
            profileChange(out, change);
        } else if (event instanceof Refund refund) {
            refund(out, refund);
        } else if (event instanceof Redemption redemption) {
            step(out, redemption.step());
        } else if (event instanceof Adjustment adjustment) {
            adjustment(out, adjustment);
        }
        out.close('}');
    }

    /**
     * A hash of the canonical form: the order of fields, the spelling of numbers and the zone in which the same moment is
     * given make no other hash. Of one of the hub's own events the id says all there is.
     */
    public static ContentHash contentHash(Event event) {
        if (event instanceof HubEvent own) {
            return ContentHash.of(own.id());
        }
        JsonWriter out = new JsonWriter(LETTERS);
        write(event, out);
        return out.hash();
    }

    /** The fields of the JSON, at its top, in which the two differ; none if they are equal. */
    public static List<String> differences(Event a, Event b) {
        return object(a).differences(object(b));
    }

    private static JsonObject object(Event event) {
        return (JsonObject) JsonText.plain(json(event), NO_BOUNDS).orElseThrow();
    }

    private static void member(JsonWriter out, List<Identifier> member) {
        out.readyName(MEMBER).open('{');
        for (Identifier identifier : member) {
            out.field(identifier.kind(), identifier.value());
        }
        out.close('}');
    }

    private static void referrer(JsonWriter out, Optional<Identifier> referrer) {
        referrer.ifPresent(identifier -> out.name("referrer")
                .open('{')
                .field(identifier.kind(), identifier.value())
                .close('}'));
    }

    private static void activity(JsonWriter out, Activity activity) {
        out.field("name", activity.name());
        optional(out, "site", activity.site());
        optional(out, "channel", activity.channel());
        referrer(out, activity.referrer());
        attributes(out, activity.attributes());
    }

    private static void purchase(JsonWriter out, Purchase purchase) {
        Money paid = purchase.paidWithPoints();
        out.readyName(CURRENCY).text(paid.currency().getCurrencyCode());
        out.readyName(LINES).open('[');
        for (int i = 0; i < purchase.lines().size(); i++) {
            line(out, purchase.lines().get(i));
        }
        out.close(']');
        if (paid.minor() != 0) {
            out.field("paidWithPoints", paid.amount());
        }
        optional(out, "reservation", purchase.reservation());
        optional(out, "quote", purchase.quote());
        optional(out, "site", purchase.site());
        optional(out, "channel", purchase.channel());
        optional(out, "cashier", purchase.cashier());
        attributes(out, purchase.attributes());
    }

    private static void quote(JsonWriter out, Quote quote) {
        purchase(out, quote.receipt());
        if (!quote.vouchers().isEmpty()) {
            out.name("vouchers").open('[');
            quote.vouchers().forEach(out::text);
            out.close(']');
        }
    }

    /** The unit is said even without a quantity: the programme's default may change, what was reported must not. */
    private static void line(JsonWriter out, Line line) {
        out.open('{').readyName(CATEGORY).text(line.category());
        optional(out, "sku", line.sku());
        if (line.quantity().micros() != 0) {
            quantity(out.readyName(QUANTITY), line.quantity().micros());
        }
        out.readyName(UNIT).text(line.quantity().unit().name());
        Money amount = line.amount();
        out.readyName(AMOUNT)
                .openText()
                .part(amount.minor(), Money.digits(amount.currency()))
                .closeText();
        attributes(out, line.attributes());
        out.close('}');
    }

    /** As {@link Decimals#text} has it. */
    private static void quantity(JsonWriter out, long micros) {
        long rest = micros;
        int digits = Quantity.DIGITS;
        while (digits > 0 && rest % 10 == 0) {
            rest /= 10;
            digits--;
        }
        out.number(rest, digits);
    }

    private static void profileChange(JsonWriter out, ProfileChange change) {
        optional(out, "tier", change.tier());
        change.segments().ifPresent(segments -> {
            out.name("segments").open('[');
            new TreeSet<>(segments).forEach(out::text);
            out.close(']');
        });
        optional(out, "status", change.status().map(status -> status.name().toLowerCase(Locale.ROOT)));
        optional(out, "birthday", change.birthday().map(LocalDate::toString));
        attributes(out, change.attributes());
    }

    private static void refund(JsonWriter out, Refund refund) {
        optional(out, "purchase", refund.purchase());
        refund.lines().stream()
                .flatMap(line -> line.amount().stream())
                .findFirst()
                .ifPresent(amount -> out.field("currency", amount.currency().getCurrencyCode()));
        if (!refund.lines().isEmpty()) {
            out.name("lines").open('[');
            refund.lines().forEach(line -> returnedLine(out, line));
            out.close(']');
        }
    }

    private static void returnedLine(JsonWriter out, Refund.ReturnedLine line) {
        out.open('{');
        line.line().ifPresent(number -> out.literalField("line", number.toString()));
        optional(out, "sku", line.sku());
        line.micros().ifPresent(micros -> out.literalField("quantity", Decimals.text(micros, Quantity.DIGITS)));
        optional(out, "amount", line.amount().map(Money::amount));
        out.close('}');
    }

    private static void step(JsonWriter out, Redemption.Step step) {
        if (step instanceof Redemption.Reserve reserve) {
            points(out, "reserve", reserve.points());
            if (reserve.upTo()) {
                out.literalField("upTo", "true");
            }
        } else if (step instanceof Redemption.Commit commit) {
            out.field("commit", commit.reservation());
            commit.points().ifPresent(points -> points(out, "points", points));
        } else if (step instanceof Redemption.Cancel cancel) {
            out.field("cancel", cancel.reservation());
        }
    }

    private static void adjustment(JsonWriter out, Adjustment adjustment) {
        points(out, "points", adjustment.points());
        out.field("reason", adjustment.reason());
        out.field("clerk", adjustment.clerk());
        optional(out, "approvedBy", adjustment.approvedBy());
    }

    /** In the smallest unit: how fine a point is the event does not say. */
    private static void points(JsonWriter out, String name, Points points) {
        out.name(name).open('{').literalField("units", points.toString()).close('}');
    }

    private static void attributes(JsonWriter out, Map<String, String> attributes) {
        if (!attributes.isEmpty()) {
            out.name("attributes").open('{');
            attributes.forEach(out::field);
            out.close('}');
        }
    }

    private static void optional(JsonWriter out, String name, Optional<String> value) {
        if (value.isPresent()) {
            out.field(name, value.get());
        }
    }
}
