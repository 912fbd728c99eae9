package org.loyaltyhub.store.sql;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as whole microseconds since 1970, for columns that are compared. What is exact stands in the JSON. */
final class Moments {
    private Moments() {}

    /** Rounded down; the first and the last that there can be for what lies beyond them. */
    static long micros(Instant moment) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, moment)
                    - (moment.getNano() % 1_000 != 0 && moment.isBefore(Instant.EPOCH) ? 1 : 0);
        } catch (ArithmeticException e) {
            return moment.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
