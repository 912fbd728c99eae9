package org.loyaltyhub.store.sql;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as whole microseconds since 1970, for columns that are compared. What is exact stands in the JSON. */
final class Moments {
    private Moments() {}

    /** Rounded down; the first and the last that there can be for what lies beyond them. */
    static long micros(Instant moment) {
        try {
            long seconds = Math.multiplyExact(moment.getEpochSecond(), 1_000_000L);
            return Math.addExact(seconds, moment.getNano() / 1_000);
        } catch (ArithmeticException e) {
            return moment.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** The moment of a column. */
    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
