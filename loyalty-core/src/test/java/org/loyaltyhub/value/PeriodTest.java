package org.loyaltyhub.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PeriodTest {
    @Test
    void weeks_begin_on_monday_and_quarters_with_their_first_month() {
        LocalDate sunday = LocalDate.of(2026, 3, 1);

        assertThat(Period.WEEK.firstDay(sunday)).isEqualTo("2026-02-23");
        assertThat(Period.WEEK.nextFirstDay(sunday)).isEqualTo("2026-03-02");
        assertThat(Period.QUARTER.firstDay(sunday)).isEqualTo("2026-01-01");
        assertThat(Period.QUARTER.previousFirstDay(sunday)).isEqualTo("2025-10-01");
        assertThat(Period.YEAR.previousFirstDay(sunday)).isEqualTo("2025-01-01");
    }

    @Test
    void every_day_lies_between_the_first_day_of_its_period_and_of_the_next() {
        for (LocalDate day = LocalDate.of(2023, 12, 1); day.isBefore(LocalDate.of(2025, 3, 1)); day = day.plusDays(1)) {
            for (Period period : Period.values()) {
                assertThat(day)
                        .isBetween(
                                period.firstDay(day), period.nextFirstDay(day).minusDays(1));
                assertThat(period.nextFirstDay(period.previousFirstDay(day))).isEqualTo(period.firstDay(day));
                assertThat(period.nextFirstDay(day).toEpochDay()
                                - period.firstDay(day).toEpochDay())
                        .isLessThanOrEqualTo(period.mostDays());
                assertThat(period.firstEpochDay(day))
                        .isEqualTo(period.firstDay(day).toEpochDay());
                assertThat(period.nextFirstEpochDay(day))
                        .isEqualTo(period.nextFirstDay(day).toEpochDay());
                assertThat(period.previousFirstEpochDay(day))
                        .isEqualTo(period.previousFirstDay(day).toEpochDay());
            }
        }
    }
}
