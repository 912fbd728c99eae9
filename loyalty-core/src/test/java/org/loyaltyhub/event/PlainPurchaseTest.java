package org.loyaltyhub.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.value.PartnerId;

class PlainPurchaseTest {
    private static final List<String> PURCHASES = List.of(
            EventReaderTest.PURCHASE,
            "{\"type\":\"purchase\",\"partner\":\"nord-fuel\",\"id\":\"r-2\",\"at\":\"2026-03-02T09:00Z\","
                    + "\"member\":{\"card\":\"7001\"},\"currency\":\"RUB\",\"lines\":[{\"category\":\"petrol-95\","
                    + "\"quantity\":34.09,\"unit\":\"l\",\"amount\":\"2284.03\"}],\"reservation\":\"p-1\",\"quote\":\"q-1\"}");

    /** A piece of JSON that can be put where another stands. */
    private static final Pattern PIECE =
            Pattern.compile("\"[^\"]*\":(\"[^\"]*\"|[0-9.]+)|\"[^\"]*\"|[0-9.]+|[{}\\[\\],:]");

    private static final List<String> SCRAPS = List.of(
            "",
            "\"\"",
            "\" \"",
            "null",
            "true",
            "0",
            "-0",
            "-1",
            "1e2",
            "\"1.5\"",
            "0.001",
            "1234567890123456789",
            "\"1e2\"",
            "\"1,5\"",
            "{}",
            "[]",
            "{\"a\":\"b\"}",
            "[1]",
            "\"é\"",
            "\"\uD83D\"",
            "\"\\ud83d\"",
            "\"\\u0007\"",
            "\"aqua-wash\"",
            "\"programme\"",
            "\"EUR\"",
            "\"piece\"",
            "\"quote\"",
            "\"refund\"",
            "\"vouchers\":[]",
            "\"unit\":\"kg\"",
            "\"pump\":5",
            "\"octane\":\"92\"",
            "\"octane\":92.1234567",
            "\"partner\":\"nord-fuel\"",
            "\"phone\":\"1\"",
            "\"card\":\"1\"",
            "\"sku\":7",
            "\"quantity\":null",
            ",",
            "}",
            "]",
            "\n",
            "/");

    private static final Optional<PartnerId> NORD = Optional.of(new PartnerId("nord-fuel"));

    private final EventReader reader = EventReader.of(EventReaderTest.HIGHWAY_CLUB);

    @Test
    void a_purchase_that_is_right_is_plain() {
        for (String json : PURCHASES) {
            assertThat(reader.plain(json, Optional.empty()))
                    .hasValue(reader.byFields(json, Optional.empty()).orElseThrow());
            assertThat(reader.plain(json.replace("\"partner\":\"nord-fuel\",", ""), NORD))
                    .hasValue(reader.byFields(json, NORD).orElseThrow());
        }
    }

    @Test
    void whatever_is_plain_is_the_same_when_it_is_read_by_its_fields() {
        int plain = 0;
        for (int seed = 0; seed < 40_000; seed++) {
            Random random = new Random(seed);
            String json = changed(PURCHASES.get(seed % PURCHASES.size()), random);
            Optional<PartnerId> reporter = random.nextInt(4) == 0 ? NORD : Optional.empty();

            Optional<Event> read = reader.plain(json, reporter);

            if (read.isPresent()) {
                Reading<Event> byFields = reader.byFields(json, reporter);
                assertThat(byFields.value())
                        .as("seed %s: %s %s", seed, json, byFields.problems())
                        .isEqualTo(read);
                plain++;
            }
        }
        assertThat(plain).isGreaterThan(4_000);
    }

    @Test
    void fields_come_in_whatever_order() {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            String line = object(
                    random, "\"category\":\"coffee\"", "\"amount\":\"15.20\"", "\"quantity\":2", "\"unit\":\"l\"");
            String json = object(
                    random,
                    "\"type\":\"purchase\"",
                    "\"partner\":\"nord-fuel\"",
                    "\"id\":\"r-3\"",
                    "\"at\":\"2026-03-02T09:00\"",
                    "\"currency\":\"RUB\"",
                    "\"member\":" + object(random, "\"card\":\"7001\"", "\"phone\":\"7002\""),
                    "\"lines\":[" + line + "," + line.replace("coffee", "petrol-95") + "]",
                    "\"site\":\"M4 south\"");

            assertThat(reader.plain(json, Optional.empty()))
                    .as("seed %s: %s", seed, json)
                    .hasValue(reader.byFields(json, Optional.empty()).orElseThrow());
        }
    }

    private static String object(Random random, String... fields) {
        List<String> shuffled = new ArrayList<>(List.of(fields));
        Collections.shuffle(shuffled, random);
        return "{" + String.join(",", shuffled) + "}";
    }

    @Test
    void words_and_numbers_with_escaped_letters_are_left_to_the_reader_by_fields() {
        String json = PURCHASES.get(1);
        for (String changed : List.of(
                json.replace("nord-fuel", "nord\\u002dfuel"),
                json.replace("petrol-95", "petrol\\u002d95"),
                json.replace("\"l\"", "\"\\u006c\""),
                json.replace("2284.03", "228\\u0034.03"))) {
            assertThat(changed).isNotEqualTo(json);
            assertThat(reader.plain(changed, Optional.empty())).isEmpty();
            assertThat(reader.read(changed).orElseThrow())
                    .isEqualTo(reader.read(json).orElseThrow());
        }
    }

    @Test
    void other_events_are_not_plain() {
        assertThat(reader.plain(EventReaderTest.ACTIVITY, Optional.empty())).isEmpty();
    }

    /** One to three pieces left out, given twice, changed for one another or for a scrap. */
    private static String changed(String json, Random random) {
        String text = json;
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<String> pieces = new ArrayList<>();
            List<Integer> starts = new ArrayList<>();
            Matcher matcher = PIECE.matcher(text);
            while (matcher.find()) {
                pieces.add(matcher.group());
                starts.add(matcher.start());
            }
            int at = random.nextInt(pieces.size());
            String piece = pieces.get(at);
            String before = text.substring(0, starts.get(at));
            String after = text.substring(starts.get(at) + piece.length());
            text = before + instead(piece, pieces.get(random.nextInt(pieces.size())), random) + after;
        }
        return text;
    }

    private static String instead(String piece, String other, Random random) {
        String scrap = SCRAPS.get(random.nextInt(SCRAPS.size()));
        return switch (random.nextInt(5)) {
            case 0 -> piece + "," + other;
            case 1 -> piece + "," + scrap;
            case 2 -> other;
            case 3 ->
                piece.startsWith("\"") && piece.contains(":")
                        ? piece.replaceFirst(":.*", ":" + Matcher.quoteReplacement(scrap))
                        : scrap;
            default -> piece + " ";
        };
    }
}
