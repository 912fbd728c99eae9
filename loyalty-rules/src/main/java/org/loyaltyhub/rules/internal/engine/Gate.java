package org.loyaltyhub.rules.internal.engine;

import java.util.OptionalInt;
import org.loyaltyhub.value.Bits;

/**
 * What Drools tells apart for a family of rules: where a purchase was made, and which categories it touches.
 *
 * @param partners where, by index
 * @param categories one of which must be touched, by index
 */
record Gate(Bits partners, Bits categories) {

    /** The partner, if there is but one: then the network finds it by hash. */
    OptionalInt onlyPartner() {
        return partners.size() == 1 ? partners.stream().findFirst() : OptionalInt.empty();
    }
}
