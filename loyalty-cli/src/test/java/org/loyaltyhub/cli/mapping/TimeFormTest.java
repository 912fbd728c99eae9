package org.loyaltyhub.cli.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormTest {
    private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");

    @Test
    void a_local_time_is_the_partners() {
        assertThat(parse("dd.MM.yyyy HH:mm", "02.03.2026 09:00")).contains(Instant.parse("2026-03-02T08:00:00Z"));
    }

    @Test
    void the_mappings_zone_goes_before_the_partners() {
        TimeForm form = form("dd.MM.yyyy HH:mm", Optional.of(ZoneId.of("Europe/London")));

        assertThat(form.parse("02.03.2026 09:00", PRAGUE)).contains(Instant.parse("2026-03-02T09:00:00Z"));
    }

    @Test
    void an_offset_in_the_file_goes_before_every_zone() {
        assertThat(parse("yyyy-MM-dd HH:mm XXX", "2026-03-02 09:00 +05:00"))
                .contains(Instant.parse("2026-03-02T04:00:00Z"));
    }

    @Test
    void a_date_alone_is_its_midnight() {
        assertThat(parse("d/M/yy", "2/3/26")).contains(Instant.parse("2026-03-01T23:00:00Z"));
    }

    @Test
    void a_time_that_clocks_leave_out_moves_on_with_them() {
        assertThat(parse("yyyy-MM-dd HH:mm", "2026-03-29 02:30")).contains(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void of_a_time_that_comes_twice_it_is_the_first() {
        assertThat(parse("yyyy-MM-dd HH:mm", "2026-10-25 02:30")).contains(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30.02.2026 09:00", "02.03.2026 24:00", "2.3.2026 9:00", "02.03.2026", "", "=NOW()"})
    void what_is_not_written_so_is_no_time(String value) {
        assertThat(parse("dd.MM.yyyy HH:mm", value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T09:00:00",
                "2026-03-02 09:00",
                "2026-03-02T09:00:00.000+01:00",
                "2026-03-02T09:00+01:00"
            })
    void without_a_format_it_is_iso(String value) {
        TimeForm form = new TimeForm(template(), TimeForm.ISO_TEXT, TimeForm.ISO, Optional.empty());

        assertThat(form.parse(value, PRAGUE)).contains(Instant.parse("2026-03-02T08:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dd.MM.yyyy",
                "yyyy-MM-dd HH:mm:ss",
                "MM/dd/yyyy hh:mm a",
                "yyyyMMddHHmmss",
                "dd MMM yyyy HH:mm",
                "yyyy-MM-dd'T'HH:mmXXX"
            })
    void a_format_that_tells_day_and_time_is_taken(String pattern) {
        assertThat(TimeForm.tellsAll(TimeForm.formatter(pattern), pattern)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HH:mm", "yyyy-mm-dd", "YYYY-MM-dd", "yyyy-MM-dd hh:mm", "yyyy-MM-dd mm:ss", "yyyy-MM"})
    void a_format_that_would_lose_day_or_hour_is_refused(String pattern) {
        assertThat(TimeForm.tellsAll(TimeForm.formatter(pattern), pattern)).isFalse();
    }

    private static Optional<Instant> parse(String pattern, String value) {
        return form(pattern, Optional.empty()).parse(value, PRAGUE);
    }

    private static TimeForm form(String pattern, Optional<ZoneId> zone) {
        return new TimeForm(template(), pattern, TimeForm.formatter(pattern), zone);
    }

    private static Template template() {
        return Template.of("{at}").orElseThrow();
    }
}
