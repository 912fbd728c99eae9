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
                            "SubmitDurably",
                            "by256Callers",
                            Map.of("database", "SQLITE"),
                            Times.of(List.of(9_000.0)),
                            Times.of(List.of(50_000.0)),
                            Optional.of(120_000_000.0),
                            Optional.of(4.5))));

    private static Finding scored(String contender, String rules, Double... nanos) {
        Map<String, String> parameters =
                new TreeMap<>(Map.of("contender", contender, "rules", rules, "matches", "GROWING"));
        Times times = Times.of(List.of(nanos));
        return new Finding(
                "ScoreOnePurchase", "onOneThread", parameters, times, times, Optional.empty(), Optional.empty());
    }

    @Test
    void a_table_shows_medians_spread_and_the_ratio_to_ours() {
        assertThat(REPORT.markdown())
                .startsWith("# Benchmarks\n\na machine\n\na method\n")
                .endsWith("""

                ## Score one purchase

                | contender | matches | rules | way | ns of CPU, median | least–most of forks | ns by the clock | bytes | against ours |
                |---|---|---|---|---:|---:|---:|---:|---:|
                | LOYALTY | GROWING | 200 | on one thread | 500 | 400–600 | 500 |  | 1.00 |
                | HAND_WRITTEN | GROWING | 200 | on one thread | 100 | 90–130 | 100 |  | 0.20 |

                ## Submit durably

                | database | way | ns of CPU, median | least–most of forks | ns by the clock | p99 of a wait, ms | bytes |
                |---|---|---:|---:|---:|---:|---:|
                | SQLITE | by 256 callers | 9,000 | 9,000–9,000 | 50,000 | 120 | 4.5 |
                """);
    }

    @Test
    void every_target_stands_beside_what_was_measured() {
        assertThat(REPORT.markdown())
                .contains("| score a receipt, 200 rules: how many times slower than hand-written Java"
                        + " | at most 6 | 5.00 (3.08–6.67) | yes |")
                .contains("| 256 callers on SQLITE: p99 of the wait | at most 100 ms | 120 ms | **no** |")
                .contains("| memory of an open lot | at most 48 B | not measured in this run |  |");
    }

    @Test
    void everything_is_written_side_by_side(@TempDir Path folder) throws IOException {
        REPORT.write(folder, "2026-01-01-jdk17");

        assertThat(folder.resolve("2026-01-01-jdk17.json")).content().contains("\"cpuNanosByFork\" : [ 400.0,");
        assertThat(folder.resolve("2026-01-01-jdk17.md"))
                .content()
                .contains("![rules-growing](2026-01-01-jdk17-rules-growing.svg)");
        assertThat(folder.resolve("2026-01-01-jdk17-rules-growing.svg"))
                .content()
                .startsWith("<svg ")
                .contains(">LOYALTY<", ">HAND_WRITTEN<");
        assertThat(folder.resolve("2026-01-01-jdk17-rules-constant.svg")).doesNotExist();
    }
}
