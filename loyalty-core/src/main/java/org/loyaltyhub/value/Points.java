package org.loyaltyhub.value;

/**
 * A whole number of the programme's smallest unit of points (hundredths of a point if the programme has two decimals).
 *
 * <p>Immutable and thread-safe. Arithmetic that would overflow throws {@link ArithmeticException}.
 *
 * @param units any value; below zero is a debt or a correction
 */
public record Points(long units) implements Comparable<Points> {
    public static final Points ZERO = new Points(0);

    /** Points in the programme's smallest unit. */
    public static Points ofUnits(long units) {
        return units == 0 ? ZERO : new Points(units);
    }

    public Points plus(Points other) {
        return units == 0 ? other : ofUnits(Math.addExact(units, other.units));
    }

    public Points minus(Points other) {
        return ofUnits(Math.subtractExact(units, other.units));
    }

    public boolean isZero() {
        return units == 0;
    }

    @Override
    public int compareTo(Points other) {
        return Long.compare(units, other.units);
    }

    @Override
    public String toString() {
        return Long.toString(units);
    }
}
