package org.loyaltyhub.rules.internal.engine;

import java.util.OptionalInt;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.value.Bits;

/**
 * What Drools tells apart for a family of rules: what the event is about, where it was, and which categories it touches.
 *
 * @param subject of the event; {@link Subject.Anything} lets every event in, whatever the rest says
 * @param partners where, by index
 * @param categories one of which a purchase must touch, by index; none for other subjects
 */
record Gate(Subject subject, Bits partners, Bits categories) {

    /** The gate of events that have no goods. */
    static Gate of(Subject subject, Bits partners) {
        return new Gate(subject, partners, Bits.NONE);
    }

    boolean isOfPurchases() {
        return subject instanceof Subject.Purchases;
    }

    boolean isOpen() {
        return subject instanceof Subject.Anything;
    }

    /** The partner, if there is but one: then the network finds it by hash. */
    OptionalInt onlyPartner() {
        return partners.size() == 1 ? partners.stream().findFirst() : OptionalInt.empty();
    }
}
