package org.loyaltyhub.ledger;

import java.time.Instant;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;

/**
 * Where points are. Those that are {@linkplain OfMember with the member} make up its purse; the others are where points
 * come from and go to.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface Place {
    /** In the purse of a member. */
    sealed interface OfMember extends Place {}

    /** Free to be spent, unless expired. */
    record Available() implements OfMember {}

    /**
     * Not free yet.
     *
     * @param until the first moment at which they can be spent
     */
    record Held(Instant until) implements OfMember {}

    /**
     * Set aside for a payment.
     *
     * @param by the redemption that set them aside, at the partner where they will be spent
     * @param until the first moment at which they are given back if nothing was paid
     * @param priceMicros what the partner gets for one of them, in millionths of the minor unit
     */
    record Reserved(EventKey by, Instant until, long priceMicros) implements OfMember {}

    /**
     * Owed by the member: they were taken back when they were already spent. A purse carries them with a minus sign.
     *
     * @param since when they were taken back
     */
    record Owed(Instant since) implements OfMember {}

    /** Lapsed; the purse remembers them as long as a refund may still ask for them. */
    record Expired() implements OfMember {}

    /** Not issued yet, or taken back, by the payer of their terms. */
    record Issued() implements Place {}

    /** Given, or taken, by hand at the cost of the programme. */
    record Adjusted() implements Place {}

    /**
     * Spent.
     *
     * @param priceMicros what the partner got for one of them, in millionths of the minor unit
     */
    record Redeemed(PartnerId at, long priceMicros) implements Place {}

    /** A debt that was given up. */
    record WrittenOff() implements Place {}
}
