package org.loyaltyhub.settlement;

import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.Rounding;

/**
 * What is due of a period, rounded once for the bill.
 *
 * @param dueMicros exact, in millionths of the minor unit; above zero the partner gets it
 * @param billedMinor to the nearest minor unit, a half to the even neighbour
 */
public record Billing(long dueMicros, long billedMinor) {
    static Billing of(long dueMicros) {
        return new Billing(dueMicros, Ratio.divide(dueMicros, PointTerms.MICROS, Rounding.NEAREST_EVEN));
    }

    /** What is billed, in millionths. */
    long billedMicros() {
        return Math.multiplyExact(billedMinor, PointTerms.MICROS);
    }

    /** What the bill leaves out: the programme's, with its sign. */
    public long roundedOffMicros() {
        return Math.subtractExact(dueMicros, billedMicros());
    }
}
