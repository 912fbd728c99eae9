package org.loyaltyhub.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;

/**
 * A till receipt.
 *
 * @param lines one or more
 * @param paidWithPoints the part of the total that was paid with points; zero if none
 * @param reservation the partner's own id of the redemption that set the points aside which pay
 * @param quote the partner's own id of the quote by which discounts were taken off; the lines have what is left to pay
 * @param site which of the partner's places
 * @param channel forecourt, shop, web …
 * @param cashier who rang it up
 * @param attributes what else the till says, by the names that the programme declares
 */
public record Purchase(
        EventKey key,
        Instant happenedAt,
        List<Identifier> member,
        List<Line> lines,
        Money paidWithPoints,
        Optional<String> reservation,
        Optional<String> quote,
        Optional<String> site,
        Optional<String> channel,
        Optional<String> cashier,
        Map<String, String> attributes)
        implements Event {
    public Purchase {
        member = Sorted.identifiers(member);
        lines = List.copyOf(lines);
        attributes = Sorted.attributes(attributes);
    }

    /** A purchase for which nothing was set aside or held. */
    public Purchase(
            EventKey key,
            Instant happenedAt,
            List<Identifier> member,
            List<Line> lines,
            Money paidWithPoints,
            Optional<String> site,
            Optional<String> channel,
            Optional<String> cashier,
            Map<String, String> attributes) {
        this(
                key,
                happenedAt,
                member,
                lines,
                paidWithPoints,
                Optional.empty(),
                Optional.empty(),
                site,
                channel,
                cashier,
                attributes);
    }

    /** The reservation whose points pay. */
    public Optional<EventKey> reservationKey() {
        return reservation.map(id -> new EventKey(key.partner(), id));
    }

    /** The quote by which discounts were taken off. */
    public Optional<EventKey> quoteKey() {
        return quote.map(id -> new EventKey(key.partner(), id));
    }

    /** The same purchase after something of it came back. */
    public Purchase leaving(List<Line> linesLeft, Money paidWithPointsLeft) {
        return new Purchase(
                key,
                happenedAt,
                member,
                linesLeft,
                paidWithPointsLeft,
                reservation,
                quote,
                site,
                channel,
                cashier,
                attributes);
    }

    @Override
    public String type() {
        return "purchase";
    }
}
