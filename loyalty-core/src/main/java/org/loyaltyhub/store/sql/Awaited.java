package org.loyaltyhub.store.sql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;

/** What an event waits for: that an identifier names somebody, or that a purchase comes. */
record Awaited(String kind, String value) {
    static List<Awaited> of(Event event) {
        return event instanceof Refund refund && refund.purchaseKey().isPresent()
                ? List.of(of(refund.purchaseKey().get()))
                : event.member().stream().map(Awaited::of).toList();
    }

    static Awaited of(Identifier identifier) {
        return new Awaited(identifier.kind(), identifier.value());
    }

    /** Asks which of the purchases something waits for. */
    static void addTo(RoundTrip trip, int programme, Collection<EventKey> purchases, Consumer<Awaited> found)
            throws SQLException {
        trip.queryAmong(
                "with k (kind, value) as (%s) select kind, value from k where (select 1 from loyalty_waiting w"
                        + " where w.programme = ? and w.kind = k.kind and w.value = k.value limit 1) = 1",
                purchases.stream()
                        .map(Awaited::of)
                        .map(each -> new Object[] {each.kind(), each.value()})
                        .toList(),
                List.of(programme),
                row -> new Awaited(row.getString("kind"), row.getString("value")),
                found);
    }

    /** No identifier's kind has a slash. */
    static Awaited of(EventKey purchase) {
        return new Awaited("/" + purchase.partner(), purchase.id());
    }
}
