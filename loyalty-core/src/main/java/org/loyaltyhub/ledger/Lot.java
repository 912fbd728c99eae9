package org.loyaltyhub.ledger;

import java.time.Instant;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/**
 * Open points of one member that are alike in everything that matters when they are spent or come back.
 *
 * @param payer who issued them
 * @param issueMicros what the payer owed for one of them, in millionths of the minor unit per smallest unit of points
 * @param reserveMicros what the programme holds for one of them, likewise
 * @param points how many are open, above zero
 * @param availableFrom the first moment at which they can be spent
 * @param expires the first moment at which they cannot be spent any more; {@link Instant#MAX} for never
 */
public record Lot(
        PartnerId payer, long issueMicros, long reserveMicros, Points points, Instant availableFrom, Instant expires) {

    boolean sameTerms(Lot other) {
        return payer.equals(other.payer)
                && issueMicros == other.issueMicros
                && reserveMicros == other.reserveMicros
                && availableFrom.equals(other.availableFrom)
                && expires.equals(other.expires);
    }

    Lot plus(Points more) {
        return new Lot(payer, issueMicros, reserveMicros, points.plus(more), availableFrom, expires);
    }

    /** Whether they can be spent at {@code moment}. */
    public boolean isAvailable(Instant moment) {
        return !moment.isBefore(availableFrom) && moment.isBefore(expires);
    }
}
