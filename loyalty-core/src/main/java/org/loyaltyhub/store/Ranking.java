package org.loyaltyhub.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.value.MemberId;

/**
 * Which places members had at the end of a period: worked out once, for all that is judged by them.
 *
 * @param moment the period's name, such as {@code end-of-month/2026-03-01}
 * @param endsAt its last moment
 * @param places from 1, by member; one table for each figure that rules rank by, in the order of those rules. Who has no
 *     such figure has no place
 */
public record Ranking(String moment, Instant endsAt, List<Map<MemberId, Long>> places) {
    /** So long before the end of a newer period a ranking is kept. */
    public static final Duration KEPT = Duration.ofDays(31);

    public Ranking {
        places = places.stream().map(Map::copyOf).toList();
    }
}
