package org.loyaltyhub.value;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRules;
import java.util.Locale;

/**
 * A stretch of time as people say it: 3 days, 12 hours, 6 months. Hours are exact; days, weeks, months and years step on
 * the local calendar, where a month's end clamps (31 May less a month is 30 April).
 *
 * @param count one or more
 */
public record Span(int count, SpanUnit unit) {
    private static final long SECONDS_OF_AN_HOUR = 3_600;
    private static final long SECONDS_OF_A_DAY = 86_400;

    /** What spans are counted in. */
    public enum SpanUnit {
        HOUR,
        DAY,
        WEEK,
        MONTH,
        YEAR
    }

    public Span {
        if (count < 1) {
            throw new IllegalArgumentException("a span is one or more, was " + count);
        }
    }

    /** The moment this long before {@code moment} by the clock of {@code zone}. */
    public Instant before(Instant moment, ZoneId zone) {
        if (unit == SpanUnit.HOUR) {
            return moment.minusSeconds(count * SECONDS_OF_AN_HOUR);
        }
        if (unit == SpanUnit.DAY || unit == SpanUnit.WEEK) {
            Instant whole = moment.minusSeconds(mostDays() * SECONDS_OF_A_DAY);
            if (hasOneOffset(zone, whole, moment)) {
                return whole;
            }
        }
        return before(moment.atZone(zone)).toInstant();
    }

    /** Whether the clock was as far from UTC then as later: then as much time went by as it shows. */
    private static boolean hasOneOffset(ZoneId zone, Instant then, Instant later) {
        ZoneRules rules = zone.getRules();
        return rules.getOffset(then).equals(rules.getOffset(later));
    }

    /** The moment this long before {@code moment}; a local time that the clock skips moves on by the gap. */
    public ZonedDateTime before(ZonedDateTime moment) {
        return switch (unit) {
            case HOUR -> moment.minusHours(count);
            case DAY -> moment.minusDays(count);
            case WEEK -> moment.minusWeeks(count);
            case MONTH -> moment.minusMonths(count);
            case YEAR -> moment.minusYears(count);
        };
    }

    /** The moment this long after a local time, in {@code zone}. */
    public ZonedDateTime after(LocalDateTime moment, ZoneId zone) {
        ZonedDateTime zoned = moment.atZone(zone);
        return switch (unit) {
            case HOUR -> zoned.plusHours(count);
            case DAY -> zoned.plusDays(count);
            case WEEK -> zoned.plusWeeks(count);
            case MONTH -> zoned.plusMonths(count);
            case YEAR -> zoned.plusYears(count);
        };
    }

    /** No span of this kind has more days, a started one counted whole. */
    public long mostDays() {
        return switch (unit) {
            case HOUR -> count / 24 + 1L;
            case DAY -> count;
            case WEEK -> 7L * count;
            case MONTH -> 31L * count;
            case YEAR -> 366L * count;
        };
    }

    @Override
    public String toString() {
        return count + " " + unit.name().toLowerCase(Locale.ROOT) + (count == 1 ? "" : "s");
    }
}
