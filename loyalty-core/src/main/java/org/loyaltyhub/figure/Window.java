package org.loyaltyhub.figure;

import java.time.Instant;
import java.time.LocalDate;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Span;

/**
 * Over which time a history figure looks back from the event being judged. Nothing after that event is ever seen,
 * however late it is judged.
 */
public sealed interface Window {
    /** Slack for partners whose local date is a day ahead or behind. */
    long ZONE_SLACK_DAYS = 2;

    /** The window as it lies for one event. O(1). */
    Frame at(Visit visit);

    /** No event further back than so many days can lie in the window; 0 for windows that never end. */
    long reachDays();

    /** Whether the window never ends, so that a total is carried instead of single events. */
    default boolean isEndless() {
        return reachDays() == 0;
    }

    /** {@code in last 3 days}: ends at the event, the start is out. */
    record Last(Span span) implements Window {
        @Override
        public Frame at(Visit visit) {
            Instant start = span.before(visit.happenedAt().atZone(visit.zone())).toInstant();
            return new Frame(start.plusNanos(1), visit.happenedAt(), LocalDate.MIN, LocalDate.MAX);
        }

        @Override
        public long reachDays() {
            return span.mostDays() + ZONE_SLACK_DAYS;
        }
    }

    /** {@code this month}: the calendar period the event lies in. */
    record This(Period period) implements Window {
        @Override
        public Frame at(Visit visit) {
            return Frame.ofDates(visit, period.firstDay(visit.date()), period.nextFirstDay(visit.date()));
        }

        @Override
        public long reachDays() {
            return (long) period.mostDays() + ZONE_SLACK_DAYS;
        }
    }

    /** {@code previous month}: the calendar period before that. */
    record Previous(Period period) implements Window {
        @Override
        public Frame at(Visit visit) {
            return Frame.ofDates(visit, period.previousFirstDay(visit.date()), period.firstDay(visit.date()));
        }

        @Override
        public long reachDays() {
            return 2L * period.mostDays() + ZONE_SLACK_DAYS;
        }
    }

    /** {@code since 2026-01-01}: that local day and all after it. */
    record Since(LocalDate first) implements Window {
        @Override
        public Frame at(Visit visit) {
            return Frame.ofDates(visit, first, LocalDate.MAX);
        }

        @Override
        public long reachDays() {
            return 0;
        }
    }

    /** {@code ever}. */
    record Ever() implements Window {
        @Override
        public Frame at(Visit visit) {
            return Frame.ofDates(visit, LocalDate.MIN, LocalDate.MAX);
        }

        @Override
        public long reachDays() {
            return 0;
        }
    }

    /**
     * A window as it lies for one event: what happened from {@code first} to {@code last}, both in, on a local date from
     * {@code firstDay} in to {@code endDay} out.
     */
    record Frame(Instant first, Instant last, LocalDate firstDay, LocalDate endDay) {
        static Frame ofDates(Visit visit, LocalDate firstDay, LocalDate endDay) {
            Instant first = firstDay.equals(LocalDate.MIN)
                    ? Instant.MIN
                    : firstDay.minusDays(ZONE_SLACK_DAYS)
                            .atStartOfDay(visit.zone())
                            .toInstant();
            return new Frame(first, visit.happenedAt(), firstDay, endDay);
        }

        public boolean has(Visit visit) {
            Instant at = visit.happenedAt();
            return !at.isBefore(first)
                    && !at.isAfter(last)
                    && !visit.date().isBefore(firstDay)
                    && visit.date().isBefore(endDay);
        }
    }
}
