package org.loyaltyhub.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventCheck;
import org.loyaltyhub.event.EventReader;
import org.loyaltyhub.event.EventWriter;
import org.loyaltyhub.problem.Golden;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeReader;
import org.loyaltyhub.value.Texts;

class HostileTextsTest {
    private static final List<String> SCRAPS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            ":",
            "\\",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "1e999999999",
            "-",
            ".",
            "0",
            "9".repeat(30),
            "\u0000",
            "\u202e",
            "\n",
            "é",
            "🚗",
            "'",
            "//",
            " ",
            "\"x\":",
            "NaN",
            "\uD83D");

    private final Programme programme = ProgrammeReader.read(
                    Path.of("src/test/resources/org/loyaltyhub/programme/highway-club.json"))
            .orElseThrow();
    private final EventReader reader = EventReader.of(programme);
    private final EventCheck check = EventCheck.of(programme);

    @Test
    void a_damaged_event_is_refused_or_read_but_never_breaks_the_reader() {
        List<String> right = List.of(
                Golden.text(Path.of("src/test/resources/org/loyaltyhub/event/wrong/paid-more-than-the-total.json"))
                        .replace("2490.01", "1"),
                Golden.text(Path.of("src/test/resources/org/loyaltyhub/event/wrong/segment-twice.json"))
                        .replace("[\"vip\",\"vip\"]", "[\"vip\"]"));
        right.forEach(json -> assertThat(reader.read(json).problems()).isEmpty());
        for (int seed = 0; seed < 20_000; seed++) {
            String damaged = damaged(right.get(seed % right.size()), new Random(seed));
            Reading<Event> reading = read(damaged, seed);
            if (reading.value().isPresent()) {
                Event event = reading.value().get();
                assertThat(check.problems(event))
                        .as("seed %s: %s", seed, damaged)
                        .isEmpty();
                assertThat(reader.read(EventWriter.json(event)).orElseThrow())
                        .as("seed %s: %s", seed, damaged)
                        .isEqualTo(event);
            }
            assertThat(reading.problems()).as("seed %s: %s", seed, damaged).allMatch(HostileTextsTest::isFitToPrint);
        }
    }

    private Reading<Event> read(String damaged, int seed) {
        try {
            return reader.read(damaged);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + damaged, e);
        }
    }

    @Test
    void a_damaged_programme_is_refused_or_read_but_never_breaks_the_reader() {
        String right = Golden.text(Path.of("src/test/resources/org/loyaltyhub/programme/highway-club.json"));
        for (int seed = 0; seed < 3_000; seed++) {
            String damaged = damaged(right, new Random(seed));
            assertThatCode(() -> assertThat(
                                    ProgrammeReader.read("p.json", damaged).problems())
                            .allMatch(HostileTextsTest::isFitToPrint))
                    .as("seed %s: %s", seed, damaged)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void large_wrong_texts_are_refused_quickly() {
        List<String> texts = new ArrayList<>();
        texts.add("{\"type\":\"purchase\"," + "\"a\":1,".repeat(35_000) + "\"b\":2}");
        StringBuilder names = new StringBuilder("{\"type\":\"purchase\"");
        for (int i = 0; i < 20_000; i++) {
            names.append(",\"n").append(i).append("\":1");
        }
        texts.add(names + "}");
        texts.add("{\"type\":\"purchase\",\"lines\":[" + "{},".repeat(80_000) + "{}]}");
        texts.add("{\"" + "x".repeat(200_000) + "\":1,\"type\":\"" + "y".repeat(50_000) + "\"}");
        texts.add("[".repeat(200_000));

        for (String text : texts) {
            Assertions.assertTimeout(
                    Duration.ofSeconds(1),
                    () -> assertThat(reader.read(text).problems()).isNotEmpty());
        }
    }

    private static boolean isFitToPrint(Problem problem) {
        return Texts.fault(problem.toString()).isEmpty() && problem.toString().length() < 1_000;
    }

    private static String damaged(String json, Random random) {
        StringBuilder text = new StringBuilder(json);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            int to = Math.min(text.length(), at + random.nextInt(6));
            text.replace(at, to, random.nextInt(3) == 0 ? "" : SCRAPS.get(random.nextInt(SCRAPS.size())));
        }
        return text.toString();
    }
}
