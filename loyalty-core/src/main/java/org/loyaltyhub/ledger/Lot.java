package org.loyaltyhub.ledger;

import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/**
 * Open points of one member that are alike in everything that matters when they are spent or come back.
 *
 * @param payer who issued them
 * @param issueMicros what the payer owed for one of them, in millionths of the minor unit per smallest unit of points
 * @param reserveMicros what the programme holds for one of them, likewise
 * @param points how many are open, above zero
 */
public record Lot(PartnerId payer, long issueMicros, long reserveMicros, Points points) {

    boolean sameTerms(Lot other) {
        return payer.equals(other.payer) && issueMicros == other.issueMicros && reserveMicros == other.reserveMicros;
    }
}
