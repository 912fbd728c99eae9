package org.loyaltyhub.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.value.Span.SpanUnit;

class SpanTest {
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Moscow"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("+05:30"));

    private static final List<SpanUnit> UNITS = List.of(SpanUnit.values());

    private final Random random = new Random(3);

    @Test
    void a_moment_before_is_that_of_the_calendar_wherever_the_clock_was_set() {
        Instant first = Instant.parse("2009-01-01T00:00:00Z");
        for (int round = 0; round < 50_000; round++) {
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            SpanUnit unit = UNITS.get(random.nextInt(UNITS.size()));
            Span span = new Span(1 + random.nextInt(40), unit);
            Instant moment = first.plusSeconds(random.nextInt(10 * 365 * 24 * 3_600 / 900) * 900L)
                    .plusNanos(random.nextInt(2));

            assertThat(span.before(moment, zone))
                    .as("%s before %s in %s", span, moment, zone)
                    .isEqualTo(span.before(moment.atZone(zone)).toInstant());
        }
    }
}
