package org.loyaltyhub.settlement;

import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * Whether open points are covered: what is held for them against what they are worth. Debts of members lower what is
 * held: they may never be paid.
 *
 * @param open the points
 * @param neededMicros what they are worth at the programme's value of a point, in millionths of the minor unit
 */
public record Coverage(Open open, long neededMicros) {
    static Coverage of(Open open, long valueMicros) {
        return new Coverage(open, open.worth(valueMicros));
    }

    /** What is left if every open point is paid out at its value; below zero if it is not enough. */
    public long leftMicros() {
        return Math.subtractExact(open.reserveMicros(), neededMicros);
    }

    /** What is held in thousandths of what is needed, rounded down; empty if nothing is needed. */
    public OptionalLong perMille() {
        if (neededMicros == 0) {
            return OptionalLong.empty();
        }
        BigInteger held = BigInteger.valueOf(open.reserveMicros()).multiply(BigInteger.valueOf(1000));
        BigInteger[] parts = held.divideAndRemainder(BigInteger.valueOf(neededMicros));
        boolean isBelow = parts[1].signum() < 0;
        return OptionalLong.of(parts[0].longValueExact() - (isBelow ? 1 : 0));
    }
}
