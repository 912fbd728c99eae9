package org.loyaltyhub.settlement;

import org.loyaltyhub.value.Points;

/**
 * Points of one payer that members have, at the end of a period.
 *
 * @param points free, held or set aside
 * @param owed by members, at least zero
 * @param reserveMicros what the programme holds for the points less the debts, in millionths of the minor unit
 */
public record Open(Points points, Points owed, long reserveMicros) {
    public static final Open NOTHING = new Open(Points.ZERO, Points.ZERO, 0);

    Open plus(Open other) {
        return new Open(
                points.plus(other.points), owed.plus(other.owed), Math.addExact(reserveMicros, other.reserveMicros));
    }

    /** What they are worth at that value of a point, in millionths of the minor unit. */
    long worth(long micros) {
        return Math.multiplyExact(points.units(), micros);
    }
}
