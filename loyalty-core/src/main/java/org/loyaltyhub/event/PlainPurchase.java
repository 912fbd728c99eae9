package org.loyaltyhub.event;

import static org.loyaltyhub.internal.json.JsonTokens.expect;
import static org.loyaltyhub.internal.json.JsonTokens.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.internal.json.JsonTokens;
import org.loyaltyhub.programme.Category;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Unit;

/**
 * Reads the JSON of a purchase whose every field is as it should be, as nearly all are that come, in half the time that
 * {@link EventFields} needs. It gives the same purchase as they do, or ends in what {@link JsonTokens#read} makes of it.
 *
 * <p>What it gives is yet to pass {@link EventCheck}, which asks about all that is not a matter of form.
 */
final class PlainPurchase {
    private final Programme programme;
    private final EventCheck check;
    private final JsonTokens tokens;
    private @Nullable String type;
    private @Nullable String partner;
    private @Nullable String id;
    private @Nullable String at;
    private @Nullable String currency;
    private @Nullable String reservation;
    private @Nullable String quote;
    private @Nullable String site;
    private @Nullable String channel;
    private @Nullable String cashier;
    private @Nullable List<Identifier> member;
    private @Nullable List<Line> lines;
    private @Nullable Money paid;
    private @Nullable Map<String, String> attributes;

    private PlainPurchase(Programme programme, EventCheck check, JsonTokens tokens) {
        this.programme = programme;
        this.check = check;
        this.tokens = tokens;
    }

    static Event read(Programme programme, EventCheck check, Optional<PartnerId> reporter, JsonTokens tokens) {
        PlainPurchase purchase = new PlainPurchase(programme, check, tokens);
        purchase.fields();
        return purchase.purchase(reporter);
    }

    private void fields() {
        tokens.object();
        for (String name = tokens.name(); name != null; name = tokens.name()) {
            switch (name) {
                case "type" -> type();
                case "partner" -> partner = text(partner);
                case "id" -> id = text(id);
                case "at" -> at = text(at);
                case "member" -> member = member(member);
                case "currency" -> currency = text(currency);
                case "lines" -> lines = lines(lines);
                case "paidWithPoints" -> paid = money(paid);
                case "reservation" -> reservation = text(reservation);
                case "quote" -> quote = text(quote);
                case "site" -> site = text(site);
                case "channel" -> channel = text(channel);
                case "cashier" -> cashier = text(cashier);
                case "attributes" -> attributes = attributes(attributes);
                default -> expect(false);
            }
        }
    }

    /** Said of any other event as soon as it is known. */
    private void type() {
        type = text(type);
        expect(type.equals("purchase"));
    }

    /** The text of a field that must not come twice. */
    private String text(@Nullable String before) {
        expect(before == null);
        return tokens.text();
    }

    private Money money(@Nullable Money before) {
        expect(before == null);
        return Money.ofMinor(tokens.plain(Money.digits(programme.currency())), programme.currency());
    }

    private List<Identifier> member(@Nullable List<Identifier> before) {
        expect(before == null);
        List<Identifier> identifiers = new ArrayList<>(1);
        tokens.object();
        for (String kind = tokens.name(); kind != null; kind = tokens.name()) {
            identifiers.add(new Identifier(kind, tokens.text()));
        }
        return identifiers;
    }

    private Map<String, String> attributes(@Nullable Map<String, String> before) {
        expect(before == null);
        Map<String, String> attributes = new TreeMap<>();
        tokens.object();
        for (String name = tokens.name(); name != null; name = tokens.name()) {
            expect(attributes.put(name, check.attributes().read(name, tokens)) == null);
        }
        return attributes;
    }

    private List<Line> lines(@Nullable List<Line> before) {
        expect(before == null);
        List<Line> read = new ArrayList<>(4);
        tokens.list();
        while (tokens.nextObject()) {
            expect(read.size() < EventCheck.MAX_LINES);
            read.add(line());
        }
        return read;
    }

    private Line line() {
        String category = null;
        String sku = null;
        String unit = null;
        Long micros = null;
        Money amount = null;
        Map<String, String> attributes = null;
        for (String name = tokens.name(); name != null; name = tokens.name()) {
            switch (name) {
                case "category" -> category = text(category);
                case "sku" -> sku = text(sku);
                case "quantity" -> micros = micros(micros);
                case "unit" -> unit = text(unit);
                case "amount" -> amount = money(amount);
                case "attributes" -> attributes = attributes(attributes);
                default -> expect(false);
            }
        }
        Category bought = programme.category(given(category)).orElseThrow(JsonTokens::unexpected);
        Unit measured = unit == null ? bought.unit() : check.unit(unit);
        return new Line(
                bought.name(),
                Optional.ofNullable(sku),
                new Quantity(micros == null ? 0 : micros, measured),
                given(amount),
                attributes == null ? Map.of() : attributes);
    }

    private Long micros(@Nullable Long before) {
        expect(before == null);
        return tokens.plain(Quantity.DIGITS);
    }

    private Purchase purchase(Optional<PartnerId> reporter) {
        PartnerId seller = seller(reporter);
        given(type);
        expect(currency == null || currency.equals(programme.currency().getCurrencyCode()));
        return new Purchase(
                new EventKey(seller, given(id)),
                Timestamp.instant(given(at), programme.zoneOf(seller)).orElseThrow(JsonTokens::unexpected),
                given(member),
                given(lines),
                paid == null ? check.noMoney() : paid,
                Optional.ofNullable(reservation),
                Optional.ofNullable(quote),
                Optional.ofNullable(site),
                Optional.ofNullable(channel),
                Optional.ofNullable(cashier),
                attributes == null ? Map.of() : attributes);
    }

    /** Who reports it, or who it says it is of: not two that differ. */
    private PartnerId seller(Optional<PartnerId> reporter) {
        if (partner == null) {
            return reporter.orElseThrow(JsonTokens::unexpected);
        }
        PartnerId named = check.partner(partner);
        expect(reporter.isEmpty() || reporter.get().equals(named));
        return named;
    }
}
