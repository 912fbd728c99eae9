package org.loyaltyhub.bench;

import java.util.Locale;

/**
 * A number with what it may have been, by the forks that were farthest apart.
 *
 * @param value of the medians
 */
record Measured(double value, double least, double most) {
    static Measured exactly(double value) {
        return new Measured(value, value, value);
    }

    static Measured of(Times times) {
        return new Measured(times.median(), times.least(), times.most());
    }

    /** How many times the other these are. */
    static Measured ratio(Times times, Times other) {
        return new Measured(
                times.median() / other.median(), times.least() / other.most(), times.most() / other.least());
    }

    /** The same in another unit. */
    Measured times(double factor) {
        return new Measured(value * factor, least * factor, most * factor);
    }

    /** {@code one / this}, times a factor: of a time a rate. */
    Measured under(double factor) {
        return new Measured(factor / value, factor / most, factor / least);
    }

    @Override
    public String toString() {
        return least == most ? shown(value) : shown(value) + " (" + shown(least) + "–" + shown(most) + ")";
    }

    /** With three digits at least, so that no miss looks like a hit. */
    private static String shown(double number) {
        String format = number < 1 ? "%.3f" : number < 10 ? "%.2f" : number < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, number);
    }
}
