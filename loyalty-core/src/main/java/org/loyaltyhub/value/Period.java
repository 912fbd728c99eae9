package org.loyaltyhub.value;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** A period of the calendar. Weeks begin on Monday, quarters with January, April, July and October. */
public enum Period {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    /** The first day of the period that {@code date} lies in. */
    public LocalDate firstDay(LocalDate date) {
        return switch (this) {
            case DAY -> date;
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
            case QUARTER -> LocalDate.of(date.getYear(), (date.getMonthValue() - 1) / 3 * 3 + 1, 1);
            case YEAR -> LocalDate.of(date.getYear(), 1, 1);
        };
    }

    /** The first day of the period after the one that {@code date} lies in. */
    public LocalDate nextFirstDay(LocalDate date) {
        LocalDate first = firstDay(date);
        return switch (this) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
            case QUARTER -> first.plusMonths(3);
            case YEAR -> first.plusYears(1);
        };
    }

    /** {@link #firstDay}, as days since 1970-01-01. */
    public long firstEpochDay(LocalDate date) {
        return switch (this) {
            case DAY -> date.toEpochDay();
            case WEEK -> date.toEpochDay() + 1 - date.getDayOfWeek().getValue();
            case MONTH -> date.toEpochDay() + 1 - date.getDayOfMonth();
            case QUARTER, YEAR -> firstDay(date).toEpochDay();
        };
    }

    /** {@link #nextFirstDay}, as days since 1970-01-01. */
    public long nextFirstEpochDay(LocalDate date) {
        return switch (this) {
            case DAY -> date.toEpochDay() + 1;
            case WEEK -> firstEpochDay(date) + 7;
            case MONTH -> firstEpochDay(date) + date.lengthOfMonth();
            case QUARTER, YEAR -> nextFirstDay(date).toEpochDay();
        };
    }

    /** The first day of the period before the one that {@code date} lies in. */
    public LocalDate previousFirstDay(LocalDate date) {
        return firstDay(firstDay(date).minusDays(1));
    }

    /** {@link #previousFirstDay}, as days since 1970-01-01. */
    public long previousFirstEpochDay(LocalDate date) {
        return switch (this) {
            case DAY -> date.toEpochDay() - 1;
            case WEEK -> firstEpochDay(date) - 7;
            case MONTH -> firstEpochDay(date) - date.minusMonths(1).lengthOfMonth();
            case QUARTER, YEAR -> previousFirstDay(date).toEpochDay();
        };
    }

    /** No period of this kind has more days. */
    public int mostDays() {
        return switch (this) {
            case DAY -> 1;
            case WEEK -> 7;
            case MONTH -> 31;
            case QUARTER -> 92;
            case YEAR -> 366;
        };
    }

    /** The word in rules: {@code month}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
