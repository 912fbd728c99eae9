package org.loyaltyhub.ledger;

import java.time.Instant;
import org.loyaltyhub.value.PartnerId;

/**
 * What fixes the worth of points from the day they were issued. Points of equal terms are alike: whichever is spent or
 * comes back, the books are the same.
 *
 * @param payer who issued them
 * @param issueMicros what the payer owed for one of them, in millionths of the minor unit per smallest unit of points
 * @param reserveMicros what the programme holds for one of them, likewise
 * @param expires the first moment at which they cannot be spent any more; {@link Instant#MAX} for never
 */
public record LotTerms(PartnerId payer, long issueMicros, long reserveMicros, Instant expires) {
    boolean isExpired(Instant moment) {
        return !moment.isBefore(expires);
    }
}
