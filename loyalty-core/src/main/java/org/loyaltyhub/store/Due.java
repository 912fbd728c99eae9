package org.loyaltyhub.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.loyaltyhub.value.MemberId;

/**
 * A member for whom something may fall due.
 *
 * @param at not later than it does, in whole microseconds
 */
public record Due(Instant at, MemberId member) implements Comparable<Due> {
    private static final Comparator<Due> ORDER = Comparator.comparing(Due::at).thenComparing(Due::member);

    public Due {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public int compareTo(Due other) {
        return ORDER.compare(this, other);
    }
}
