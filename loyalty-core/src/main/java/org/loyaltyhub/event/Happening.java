package org.loyaltyhub.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.value.Unit;

/**
 * What figures ask of an event, whether it is the one being judged, a {@link Visit}, or one that a member's memory holds: so
 * a figure means the same over either.
 */
public interface Happening {
    /** What it is about. */
    Subject subject();

    /** The partner's index in the programme. */
    int partner();

    /** The partner's first kind as an index into the programme's kinds; −1 if it has none. */
    int kind();

    /** False if all of it was paid with points: then no rule gives anything. */
    boolean earns();

    Instant happenedAt();

    /** When it happened, by the partner's clock. */
    LocalDateTime localTime();

    /** The local date as days since 1970-01-01. */
    long epochDay();

    /** The local date. */
    default LocalDate date() {
        return LocalDate.ofEpochDay(epochDay());
    }

    /** Of a receipt; an event that is no purchase has none. */
    int lineCount();

    /** The line's category, by its index in the programme. */
    int category(int line);

    /** The line's amount in the minor unit, without the part paid with points. */
    long amount(int line);

    /** The line's quantity in millionths of its unit. */
    long micros(int line);

    /** What the line's quantity is measured in. */
    Unit unit(int line);

    /** The line's quantity in millionths of {@code unit}; zero if it is measured in another. */
    default long quantity(int line, Unit unit) {
        return unit(line).equals(unit) ? micros(line) : 0;
    }

    /** The partner's article number; null if the till does not say. */
    @Nullable
    String sku(int line);

    /** What else the till says of the line; null if it does not. */
    @Nullable
    String attribute(int line, String name);

    /** What else the till says; null if it does not. */
    @Nullable
    String attribute(String name);

    /** Where at the partner; null if the till does not say. */
    @Nullable
    String siteName();

    /** How it came; null if the till does not say. */
    @Nullable
    String channelName();
}
