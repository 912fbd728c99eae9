package org.loyaltyhub.figure;

import java.time.Instant;
import java.time.LocalDate;
import org.loyaltyhub.event.Happening;
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

    /** Of a window that never ends: whether what happens on that local day, since 1970-01-01, lies in it. */
    default boolean isOpenOn(long epochDay) {
        throw new IllegalArgumentException(this + " ends: where it lies depends on the event");
    }

    /** {@code in last 3 days}: ends at the event, the start is out. */
    record Last(Span span) implements Window {
        @Override
        public Frame at(Visit visit) {
            Instant start = span.before(visit.happenedAt(), visit.zone());
            return new Frame(start.plusNanos(1), visit.happenedAt(), Frame.FIRST_DAY, Frame.LAST_DAY);
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
            LocalDate today = visit.date();
            return Frame.ofDays(visit, period.firstEpochDay(today), period.nextFirstEpochDay(today));
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
            LocalDate today = visit.date();
            return Frame.ofDays(visit, period.previousFirstEpochDay(today), period.firstEpochDay(today));
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
            return Frame.ofDays(visit, first.toEpochDay(), Frame.LAST_DAY);
        }

        @Override
        public boolean isOpenOn(long epochDay) {
            return epochDay >= first.toEpochDay();
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
            return Frame.ofDays(visit, Frame.FIRST_DAY, Frame.LAST_DAY);
        }

        @Override
        public boolean isOpenOn(long epochDay) {
            return true;
        }

        @Override
        public long reachDays() {
            return 0;
        }
    }

    /**
     * A window as it lies for one event: what happened from {@code first} to {@code last}, both in, on a local day from
     * {@code firstDay} in to {@code endDay} out; days since 1970-01-01.
     */
    record Frame(Instant first, Instant last, long firstDay, long endDay) {
        private static final long FIRST_DAY = LocalDate.MIN.toEpochDay();
        private static final long LAST_DAY = LocalDate.MAX.toEpochDay();
        private static final long SECONDS_OF_A_DAY = 86_400;

        private static Frame ofDays(Visit visit, long firstDay, long endDay) {
            Instant first = firstDay == FIRST_DAY
                    ? Instant.MIN
                    : Instant.ofEpochSecond((firstDay - ZONE_SLACK_DAYS) * SECONDS_OF_A_DAY);
            return new Frame(first, visit.happenedAt(), firstDay, endDay);
        }

        /**
         * Whether it is a whole period of the calendar, as far as the event: a later event in whose frame that begins on the
         * same day sees as much, and more.
         */
        public boolean isOfTheCalendar() {
            return endDay != LAST_DAY;
        }

        public boolean has(Happening event) {
            return hasDay(event.epochDay())
                    && !event.happenedAt().isBefore(first)
                    && !event.happenedAt().isAfter(last);
        }

        /** Whether that local day lies in it; of what happened from {@code first} to {@code last}, no more is asked. */
        public boolean hasDay(long epochDay) {
            return epochDay >= firstDay && epochDay < endDay;
        }

        /** {@link #hasDay} of that second by the local clock, since 1970-01-01 there. */
        public boolean hasLocal(long second) {
            return second >= firstDay * SECONDS_OF_A_DAY && second < endDay * SECONDS_OF_A_DAY;
        }

        /** The {@link #firstDay} as a date. */
        public LocalDate firstDate() {
            return LocalDate.ofEpochDay(firstDay);
        }
    }
}
