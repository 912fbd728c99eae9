package org.loyaltyhub.settlement;

import org.loyaltyhub.value.Points;

/**
 * Points of one payer that members have, at the end of a period. Money is in millionths of the minor unit.
 *
 * @param points free, held or set aside
 * @param heldMicros what the programme holds for them, each at its own value
 * @param owed points that members owe, at least zero
 * @param owedMicros what of the reserve is missing until they are paid
 */
public record Open(Points points, long heldMicros, Points owed, long owedMicros) {
    public static final Open NOTHING = new Open(Points.ZERO, 0, Points.ZERO, 0);

    Open plus(Open other) {
        return new Open(
                points.plus(other.points),
                Math.addExact(heldMicros, other.heldMicros),
                owed.plus(other.owed),
                Math.addExact(owedMicros, other.owedMicros));
    }

    /** What is in the reserve for them: held for points, less what members owe. */
    public long reserveMicros() {
        return Math.subtractExact(heldMicros, owedMicros);
    }

    /** What they are worth at that value of a point. */
    long worth(long micros) {
        return Math.multiplyExact(points.units(), micros);
    }
}
