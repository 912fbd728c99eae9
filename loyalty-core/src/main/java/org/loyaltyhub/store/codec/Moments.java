package org.loyaltyhub.store.codec;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Moments as whole microseconds since 1970, for columns. What is more exact, or beyond all columns, stands in the JSON. */
public final class Moments {
    private Moments() {}

    /** Rounded down; the first and the last that there can be for what lies beyond them. */
    public static long micros(Instant moment) {
        try {
            long seconds = Math.multiplyExact(moment.getEpochSecond(), 1_000_000L);
            return Math.addExact(seconds, moment.getNano() / 1_000);
        } catch (ArithmeticException e) {
            return moment.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** The moment of a column. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** The moment, if a column does not say it exactly. */
    static Optional<Instant> unsaid(Instant moment) {
        return instant(micros(moment)).equals(moment) ? Optional.empty() : Optional.of(moment);
    }
}
