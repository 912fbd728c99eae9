package org.loyaltyhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Report REPORT = new Report(
            "a machine",
            "a method",
            List.of(
                    scored("LOYALTY", "200", 400.0, 500.0, 600.0),
                    scored("HAND_WRITTEN", "200", 90.0, 100.0, 130.0),
                    new Finding(
                            "ScoreWithHistory", "decide", Map.of("past", "10"), List.of(3_000.0), Optional.of(4.5))));

    private static Finding scored(String contender, String rules, Double... nanos) {
        Map<String, String> parameters =
                new TreeMap<>(Map.of("contender", contender, "rules", rules, "matches", "GROWING"));
        return new Finding("ScoreOnePurchase", "onOneThread", parameters, List.of(nanos), Optional.empty());
    }

    @Test
    void a_table_shows_medians_spread_and_the_ratio_to_ours() {
        assertThat(REPORT.markdown()).isEqualTo("""
                # Benchmarks

                a machine

                a method

                ## Score one purchase

                | contender | matches | rules | way | ns of CPU, median | least–most of forks | bytes | against ours |
                |---|---|---|---|---:|---:|---:|---:|
                | LOYALTY | GROWING | 200 | on one thread | 500 | 400–600 |  | 1.00 |
                | HAND_WRITTEN | GROWING | 200 | on one thread | 100 | 90–130 |  | 0.20 |

                ## Score with history

                | past | way | ns of CPU, median | least–most of forks | bytes |
                |---|---|---:|---:|---:|
                | 10 | decide | 3,000 | 3,000–3,000 | 4.5 |
                """);
    }

    @Test
    void everything_is_written_side_by_side(@TempDir Path folder) throws IOException {
        REPORT.write(folder, "2026-01-01-jdk17");

        assertThat(folder.resolve("2026-01-01-jdk17.json")).content().contains("\"cpuNanosByFork\" : [ 400.0,");
        assertThat(folder.resolve("2026-01-01-jdk17.md"))
                .content()
                .contains("![history](2026-01-01-jdk17-history.svg)");
        assertThat(folder.resolve("2026-01-01-jdk17-rules-growing.svg"))
                .content()
                .startsWith("<svg ")
                .contains(">LOYALTY<", ">HAND_WRITTEN<");
        assertThat(folder.resolve("2026-01-01-jdk17-rules-constant.svg")).doesNotExist();
    }
}
