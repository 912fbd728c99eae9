package org.loyaltyhub.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T09:00:00Z",
                "2026-12-31T23:59:59.001Z",
                "2026-03-02T09:00:00.100Z",
                "2026-03-02T09:00:00.000001Z",
                "2026-03-02T09:00:00.120300Z",
                "2026-03-02T09:00:00.000000001Z",
                "1969-12-31T23:59:59.999999999Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "+10000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59Z"
            })
    void a_moment_is_written_as_the_platform_writes_it(String moment) {
        assertThat(written(Instant.parse(moment))).isEqualTo(moment);
    }

    @Test
    void any_moment_is_written_as_the_platform_writes_it() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            int digits = (int) Math.pow(10, random.nextInt(10));
            long nano = (long) random.nextInt(1_000_000_000) / digits * digits;
            Instant moment = Instant.ofEpochSecond(random.nextLong(-70_000_000_000L, 260_000_000_000L), nano);

            assertThat(written(moment)).isEqualTo(moment.toString());
        }
    }

    private static String written(Instant moment) {
        JsonWriter out = new JsonWriter();
        InstantText.print(moment, out);
        return out.toString();
    }
}
