package org.loyaltyhub.programme;

import java.time.Duration;

/**
 * What becomes of points when goods come back.
 *
 * @param withinDays how long after a purchase it may be returned, 1 to 3660
 * @param unpaid what happens when the award is spent already
 * @param restoredDays how long points that had paid for the goods live at least when they come back, 0 to 366
 * @param writeOffDays after how long a debt is given up, 1 to 3660
 */
public record RefundTerms(int withinDays, Unpaid unpaid, int restoredDays, int writeOffDays) {
    public static final RefundTerms USUAL = new RefundTerms(730, Unpaid.DEBT, 30, 730);

    /** What happens when an award that is taken back is spent already. */
    public enum Unpaid {
        /** The member owes it: the next points pay it. */
        DEBT,
        /** It stays with the partner that issued it. */
        PAYER
    }

    /** How long after a purchase it may be returned. */
    public Duration within() {
        return Duration.ofDays(withinDays);
    }

    /** How long points that come back live at least. */
    public Duration restored() {
        return Duration.ofDays(restoredDays);
    }

    /** After how long a debt is given up. */
    public Duration writeOff() {
        return Duration.ofDays(writeOffDays);
    }
}
