package org.loyaltyhub.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeReader;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Unit;

class EventReaderTest {
    static final Programme HIGHWAY_CLUB = highwayClub();

    static final String PURCHASE = """
            {"type":"purchase","partner":"nord-fuel","id":"r-1001","at":"2026-03-02T09:00:00+03:00",
             "member":{"phone":"+79991234567","card":"7001"},
             "lines":[
               {"category":"petrol-95","sku":"95","quantity":45.2,"amount":"2340.00","attributes":{"octane":95.0}},
               {"category":"coffee","amount":150}],
             "paidWithPoints":"200.00","site":"7","channel":"forecourt","cashier":"anna","attributes":{"pump":"4"}}""";

    static final String ACTIVITY = """
            {"type":"activity","partner":"nord-fuel","id":"a-1","at":"2026-03-02T09:00:00+03:00",
             "member":{"card":"7001"},"name":"survey","site":"7","channel":"web","referrer":{"card":"7002"},
             "attributes":{"pump":"4","octane":98.50}}""";

    private static final PartnerId NORD = new PartnerId("nord-fuel");
    private final EventReader reader = EventReader.of(HIGHWAY_CLUB);

    private static Programme highwayClub() {
        try (var in = ProgrammeReader.class.getResourceAsStream("highway-club.json")) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ProgrammeReader.read("highway-club.json", json).orElseThrow();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Money rub(String amount) {
        return Money.of(amount, "RUB");
    }

    @Test
    void a_receipt_is_read_field_by_field() {
        Event event = reader.read(PURCHASE).orElseThrow();

        assertThat(event)
                .isEqualTo(new Purchase(
                        new EventKey(NORD, "r-1001"),
                        Instant.parse("2026-03-02T06:00:00Z"),
                        List.of(new Identifier("card", "7001"), new Identifier("phone", "+79991234567")),
                        List.of(
                                new Line(
                                        "petrol-95",
                                        Optional.of("95"),
                                        Quantity.of("45.2", Unit.LITRE),
                                        rub("2340"),
                                        Map.of("octane", "95")),
                                new Line(
                                        "coffee",
                                        Optional.empty(),
                                        Quantity.of("0", Unit.PIECE),
                                        rub("150"),
                                        Map.of())),
                        rub("200"),
                        Optional.of("7"),
                        Optional.of("forecourt"),
                        Optional.of("anna"),
                        Map.of("pump", "4")));
        assertThat(EventCheck.of(HIGHWAY_CLUB).problems(event)).isEmpty();
    }

    @Test
    void an_enrolment_and_a_profile_change_are_read() {
        String head =
                "\"partner\":\"aqua-wash\",\"id\":\"e-1\",\"at\":\"2026-03-02T09:00Z\",\"member\":{\"card\":\"1\"}";
        EventKey key = new EventKey(new PartnerId("aqua-wash"), "e-1");
        Instant at = Instant.parse("2026-03-02T09:00:00Z");
        List<Identifier> card = List.of(new Identifier("card", "1"));

        assertThat(reader.read("{\"type\":\"enrolment\"," + head + "}").orElseThrow())
                .isEqualTo(new Enrolment(key, at, card));
        assertThat(reader.read("{\"type\":\"profile change\"," + head
                                + ",\"tier\":\"gold\",\"segments\":[\"vip\"],\"status\":\"blocked\"}")
                        .orElseThrow())
                .isEqualTo(new ProfileChange(
                        key,
                        at,
                        card,
                        Optional.of("gold"),
                        Optional.of(Set.of("vip")),
                        Optional.of(MemberStatus.BLOCKED)));
        assertThat(reader.read("{\"type\":\"profile change\"," + head + ",\"segments\":[]}")
                        .orElseThrow())
                .isEqualTo(new ProfileChange(key, at, card, Optional.empty(), Optional.of(Set.of()), Optional.empty()));
    }

    @Test
    void an_activity_is_read_field_by_field() {
        assertThat(reader.read(ACTIVITY).orElseThrow())
                .isEqualTo(new Activity(
                        new EventKey(NORD, "a-1"),
                        Instant.parse("2026-03-02T06:00:00Z"),
                        List.of(new Identifier("card", "7001")),
                        "survey",
                        Optional.of("7"),
                        Optional.of("web"),
                        Optional.of(new Identifier("card", "7002")),
                        Map.of("pump", "4", "octane", "98.5")));
        assertThat(codes(ACTIVITY.replace("\"name\":\"survey\",", ""))).containsExactly("missing-field");
    }

    @Test
    void a_refund_is_read_line_by_line() {
        String refund = """
                {"type":"refund","partner":"nord-fuel","id":"f-1","at":"2026-03-02T09:00:00+03:00",
                 "member":{"card":"7001"},"purchase":"r-1001",
                 "lines":[{"line":2,"quantity":"1"},{"sku":"95","quantity":2.5,"amount":"3.50"},{"amount":5}]}""";

        assertThat(reader.read(refund).orElseThrow())
                .isEqualTo(new Refund(
                        new EventKey(NORD, "f-1"),
                        Instant.parse("2026-03-02T06:00:00Z"),
                        List.of(new Identifier("card", "7001")),
                        Optional.of("r-1001"),
                        List.of(
                                new Refund.ReturnedLine(
                                        Optional.of(2), Optional.empty(), Optional.of(1_000_000L), Optional.empty()),
                                new Refund.ReturnedLine(
                                        Optional.empty(),
                                        Optional.of("95"),
                                        Optional.of(2_500_000L),
                                        Optional.of(rub("3.50"))),
                                new Refund.ReturnedLine(
                                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(rub("5"))))));
    }

    @Test
    void a_redemption_reserves_commits_or_cancels() {
        String head = "{\"type\":\"redemption\",\"partner\":\"nord-fuel\",\"id\":\"p-1\",\"at\":\"2026-03-02T09:00Z\",";
        String member = "\"member\":{\"card\":\"7001\"},";

        assertThat(step(head + member + "\"reserve\":\"120\",\"upTo\":true}"))
                .isEqualTo(new Redemption.Reserve(Points.ofUnits(120), true));
        assertThat(step(head + member + "\"reserve\":120}"))
                .isEqualTo(new Redemption.Reserve(Points.ofUnits(120), false));
        assertThat(step(head + "\"commit\":\"p-0\"}")).isEqualTo(new Redemption.Commit("p-0", Optional.empty()));
        assertThat(step(head + "\"commit\":\"p-0\",\"points\":\"100\"}"))
                .isEqualTo(new Redemption.Commit("p-0", Optional.of(Points.ofUnits(100))));
        assertThat(step(head + "\"cancel\":\"p-0\"}")).isEqualTo(new Redemption.Cancel("p-0"));
    }

    private Redemption.Step step(String json) {
        return ((Redemption) reader.read(json).orElseThrow()).step();
    }

    @Test
    void points_are_as_fine_as_the_programmes() {
        String json = new Scanner(
                        ProgrammeReader.class.getResourceAsStream("highway-club.json"), StandardCharsets.UTF_8)
                .useDelimiter("\\A")
                .next();
        Programme inHundredths = ProgrammeReader.read("p", json.replace("\"decimals\": 0", "\"decimals\": 2"))
                .orElseThrow();
        String adjustment = """
                {"type":"adjustment","partner":"programme","id":"a-1","at":"2026-03-02T09:00","member":{"card":"1"},
                 "points":POINTS,"reason":"goodwill","clerk":"olga"}""";

        Event event = EventReader.of(inHundredths)
                .read(adjustment.replace("POINTS", "\"-12.5\""))
                .orElseThrow();

        assertThat(((Adjustment) event).points()).isEqualTo(Points.ofUnits(-1250));
        assertThat(EventReader.of(inHundredths).read(EventWriter.json(event)).orElseThrow())
                .isEqualTo(event);
        assertThat(codes(adjustment.replace("POINTS", "\"-12.5\""))).containsExactly("number-precision");
    }

    @Test
    void a_birthday_is_a_day_from_1900_to_that_of_the_event() {
        String enrolment = "{\"type\":\"enrolment\",\"partner\":\"nord-fuel\",\"id\":\"e-1\","
                + "\"at\":\"2026-03-01T20:00:00Z\",\"member\":{\"card\":\"1\"},\"birthday\":\"DAY\"}";

        for (String day : List.of("1900-01-01", "2000-02-29", "2026-03-02")) { // Yekaterinburg is five hours ahead
            assertThat(codes(enrolment.replace("DAY", day))).as(day).isEmpty();
        }
        for (String day : List.of("1899-12-31", "2026-03-03", "9999-12-31")) {
            assertThat(codes(enrolment.replace("DAY", day))).as(day).containsExactly("out-of-range");
        }
        for (String day :
                List.of("", "1990-02-29", "05.03.1990", "1990-3-5", "1990-03-05T00:00", "+1990-03-5", "٢٠٠٠-01-01")) {
            assertThat(codes(enrolment.replace("DAY", day))).as(day).containsExactly("not-a-date");
        }
    }

    @Test
    void events_of_the_hubs_own_making_have_no_type_that_can_be_read() {
        assertThat(codes(ACTIVITY.replace("\"type\":\"activity\"", "\"type\":\"hub event\"")))
                .containsExactly("unknown-type");
    }

    @Test
    void a_local_time_is_the_partners() {
        assertThat(at("2026-03-02T09:00")).isEqualTo("2026-03-02T04:00:00Z"); // Yekaterinburg is five hours ahead
        assertThat(at("2026-03-02T09:00:30.5")).isEqualTo("2026-03-02T04:00:30.500Z");
        assertThat(at("2026-03-02T09:00:00-01:30")).isEqualTo("2026-03-02T10:30:00Z");
    }

    @Test
    void a_local_time_that_daylight_saving_skips_moves_on_and_one_that_comes_twice_is_the_earlier() {
        java.time.ZoneId prague = java.time.ZoneId.of("Europe/Prague");

        assertThat(Timestamp.instant("2026-03-29T02:30", prague)).contains(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(Timestamp.instant("2026-10-25T02:30", prague)).contains(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void what_is_no_moment_is_refused() {
        for (String text : List.of(
                "",
                "2026-03-02",
                "2026-02-30T09:00",
                "2026-03-02 09:00",
                "02.03.2026T09:00",
                "2026-03-02T24:00",
                "2026-03-02T09:00+3",
                "2026-03-02T09:00+0300",
                "2026-03-02T09:00Zx",
                "2026-03-02T09:00:",
                "2026-03-02T9:00",
                "2026-03-02T09:00.",
                "2026-03-02T09:00.5",
                "2026-03-02T09:00:00.",
                "٢٠٢٦-03-02T09:00",
                "+2026-03-02T09:00",
                "2026-03-02T09:00+19:00")) {
            assertThat(codes(PURCHASE.replace("2026-03-02T09:00:00+03:00", text)))
                    .as(text)
                    .containsExactly("not-a-time");
        }
    }

    @Test
    void the_reporter_fills_in_the_partner_and_may_not_name_another() {
        String nobodys = PURCHASE.replace("\"partner\":\"nord-fuel\",", "");

        assertThat(reader.read(nobodys, NORD).orElseThrow())
                .isEqualTo(reader.read(PURCHASE).orElseThrow());
        assertThat(reader.read(PURCHASE, NORD).value()).isPresent();
        assertThat(reader.read(PURCHASE, new PartnerId("aqua-wash")).problems())
                .extracting(Problem::code)
                .containsExactly("not-your-event");
        assertThat(codes(nobodys)).containsExactly("missing-field");
    }

    @Test
    void all_problems_come_in_one_run_in_the_order_of_the_text() {
        String wrong = PURCHASE.replace("petrol-95", "petrol-59")
                .replace("\"150\"", "150")
                .replace("150", "\"1.505\"")
                .replace("\"site\"", "\"sight\"")
                .replace("\"card\"", "\"cart\"");

        assertThat(reader.read(wrong).problems())
                .extracting(problem -> problem.code() + " " + problem.place())
                .containsExactly(
                        "unknown-identifier /member/cart",
                        "unknown-category /lines/0/category",
                        "amount-precision /lines/1/amount",
                        "unknown-field /sight");
    }

    @Test
    void hostile_events_are_refused_before_they_cost_anything() {
        assertThat(codes(PURCHASE.replace("150", "1e999999999"))).containsExactly("number-too-large");
        assertThat(codes(PURCHASE.replace("150", "\"1e-999999999\""))).containsExactly("number-too-large");
        assertThat(codes(PURCHASE.replace("150", "9".repeat(200)))).containsExactly("number-too-large");
        assertThat(codes("{\"a\":" + "[".repeat(50_000))).containsExactly("too-deep");
        assertThat(codes("{\"a\":\"" + "x".repeat(300_000) + "\"}")).containsExactly("too-large");
        assertThat(codes("{\"a\":\"" + "я".repeat(140_000) + "\"}")).containsExactly("too-large");
        assertThat(codes(PURCHASE.replace("r-1001", "r".repeat(257)))).containsExactly("too-long");
        assertThat(codes(PURCHASE.replace("r-1001", "r\\u0000"))).containsExactly("bad-text");
        assertThat(codes(PURCHASE.replace("r-1001", "r\\u202e"))).containsExactly("bad-text");
        assertThat(codes(PURCHASE.replace("r-1001", "r\\udc00"))).containsExactly("bad-text");
    }

    @Test
    void a_receipt_has_at_most_a_thousand_lines() {
        String line = "{\"category\":\"coffee\",\"amount\":150}";

        assertThat(reader.read(PURCHASE.replace(line, (line + ",").repeat(998) + line))
                        .value())
                .isPresent();
        assertThat(codes(PURCHASE.replace(line, (line + ",").repeat(999) + line)))
                .containsExactly("too-many");
    }

    @Test
    void what_was_paid_with_points_is_a_part_of_the_total() {
        assertThat(codes(PURCHASE.replace("\"200.00\"", "2490"))).isEmpty();
        assertThat(codes(PURCHASE.replace("\"200.00\"", "2490.01"))).containsExactly("out-of-range");
        assertThat(codes(PURCHASE.replace("\"200.00\"", "-1"))).containsExactly("out-of-range");
    }

    @Test
    void only_the_programmes_currency_is_taken() {
        assertThat(codes(PURCHASE.replace("\"lines\"", "\"currency\":\"RUB\",\"lines\"")))
                .isEmpty();
        assertThat(codes(PURCHASE.replace("\"lines\"", "\"currency\":\"EUR\",\"lines\"")))
                .containsExactly("currency");
        assertThat(codes(PURCHASE.replace("\"lines\"", "\"currency\":\"руб\",\"lines\"")))
                .containsExactly("currency");
    }

    @Test
    void a_type_that_nobody_knows_is_told_the_one_meant() {
        assertThat(reader.read(PURCHASE.replace("\"purchase\"", "\"purchse\"")).problems())
                .containsExactly(
                        new Problem("unknown-type", "/type", "there is no type `purchse`", "did you mean `purchase`?"));
    }

    private List<String> codes(String json) {
        return reader.read(json).problems().stream().map(Problem::code).toList();
    }

    private String at(String text) {
        Reading<Event> reading = reader.read(PURCHASE.replace("2026-03-02T09:00:00+03:00", text));
        return reading.orElseThrow().happenedAt().toString();
    }
}
