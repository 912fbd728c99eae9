package org.loyaltyhub.store.sql;

import java.util.List;
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

    /** No identifier's kind has a slash. */
    static Awaited of(EventKey purchase) {
        return new Awaited("/" + purchase.partner(), purchase.id());
    }
}
