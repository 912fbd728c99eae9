package org.loyaltyhub.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long now;

    @Test
    void a_bar_is_drawn_ten_times_a_second_at_most_and_goes_at_the_end() {
        Progress progress = Progress.on(out, true, () -> now);

        progress.begin("judging", "events", 1_000);
        for (int i = 0; i < 500; i++) {
            now += SECOND / 1_000;
            progress.advance(1);
        }
        progress.end();

        assertThat(said().split("\r")).hasSize(7);
        assertThat(said())
                .contains("judging  [############            ] 50 %, 500 of 1,000 events, 1,000 a second, 0 s left")
                .endsWith("\r\u001B[K");
    }

    @Test
    void where_nobody_watches_there_is_a_plain_line_now_and_then() {
        Progress progress = Progress.on(out, false, () -> now);

        progress.begin("judging", "events", 200_000);
        for (int i = 0; i < 25; i++) {
            now += SECOND;
            progress.advance(1_000);
        }
        progress.end();

        assertThat(said().lines())
                .containsExactly(
                        "judging  5 %, 10,000 of 200,000 events, 1,000 a second, 3 min 10 s left",
                        "judging  10 %, 20,000 of 200,000 events, 1,000 a second, 3 min 0 s left");
    }

    @Test
    void a_quick_job_says_nothing() {
        Progress progress = Progress.on(out, false, () -> now);

        progress.begin("judging", "events", 10);
        progress.advance(10);
        progress.end();

        assertThat(said()).isEmpty();
    }

    private String said() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
