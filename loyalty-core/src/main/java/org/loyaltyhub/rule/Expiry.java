package org.loyaltyhub.rule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Span;

/**
 * When points can no longer be spent, counted from when the purchase happened. The last day is usable whole; a month's
 * end clamps.
 */
public sealed interface Expiry {
    /** The first moment at which the points cannot be spent, in the zone of the partner where it happened. */
    ZonedDateTime firstUnusable(LocalDateTime happened, ZoneId zone);

    /** {@code expire after 12 months [at end of month]}. */
    record After(Span span, boolean atEndOfMonth) implements Expiry {
        @Override
        public ZonedDateTime firstUnusable(LocalDateTime happened, ZoneId zone) {
            ZonedDateTime reached = span.after(happened, zone);
            if (span.unit() == Span.SpanUnit.HOUR) {
                return reached;
            }
            LocalDate last = atEndOfMonth ? YearMonth.from(reached).atEndOfMonth() : reached.toLocalDate();
            return last.plusDays(1).atStartOfDay(zone);
        }
    }

    /** {@code expire at end of [next] month}. */
    record AtEndOf(Period period, boolean next) implements Expiry {
        @Override
        public ZonedDateTime firstUnusable(LocalDateTime happened, ZoneId zone) {
            LocalDate end = period.nextFirstDay(happened.toLocalDate());
            return (next ? period.nextFirstDay(end) : end).atStartOfDay(zone);
        }
    }
}
