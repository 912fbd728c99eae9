package org.loyaltyhub.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Unit;

class EventWriterTest {
    private final EventReader reader = EventReader.of(EventReaderTest.HIGHWAY_CLUB);
    private final EventCheck check = EventCheck.of(EventReaderTest.HIGHWAY_CLUB);

    @Test
    void the_canonical_form_has_one_spelling_for_everything() {
        assertThat(EventWriter.json(reader.read(EventReaderTest.PURCHASE).orElseThrow()))
                .isEqualTo("{\"type\":\"purchase\",\"partner\":\"nord-fuel\",\"id\":\"r-1001\","
                        + "\"at\":\"2026-03-02T06:00:00Z\",\"member\":{\"card\":\"7001\",\"phone\":\"+79991234567\"},"
                        + "\"currency\":\"RUB\",\"lines\":["
                        + "{\"category\":\"petrol-95\",\"sku\":\"95\",\"quantity\":45.2,\"unit\":\"l\","
                        + "\"amount\":\"2340.00\",\"attributes\":{\"octane\":\"95\"}},"
                        + "{\"category\":\"coffee\",\"unit\":\"piece\",\"amount\":\"150.00\"}],"
                        + "\"paidWithPoints\":\"200.00\",\"site\":\"7\",\"channel\":\"forecourt\",\"cashier\":\"anna\","
                        + "\"attributes\":{\"pump\":\"4\"}}");
    }

    @Test
    void an_activity_an_enrolment_and_a_profile_change_have_one_spelling_too() {
        for (String canonical : List.of(
                "{\"type\":\"activity\",\"partner\":\"nord-fuel\",\"id\":\"a-1\",\"at\":\"2026-03-02T06:00:00Z\","
                        + "\"member\":{\"card\":\"7001\",\"phone\":\"1\"},\"name\":\"survey\",\"site\":\"7\","
                        + "\"channel\":\"web\",\"referrer\":{\"phone\":\"2\"},\"attributes\":{\"octane\":\"95\"}}",
                "{\"type\":\"enrolment\",\"partner\":\"nord-fuel\",\"id\":\"e-1\",\"at\":\"2026-03-02T06:00:00Z\","
                        + "\"member\":{\"card\":\"7001\"},\"birthday\":\"1990-03-05\",\"referrer\":{\"card\":\"7\"}}",
                "{\"type\":\"profile change\",\"partner\":\"nord-fuel\",\"id\":\"p-1\",\"at\":\"2026-03-02T06:00:00Z\","
                        + "\"member\":{\"card\":\"7001\"},\"tier\":\"gold\",\"segments\":[\"vip\"],\"status\":\"active\","
                        + "\"birthday\":\"1990-03-05\",\"attributes\":{\"octane\":\"95\",\"pump\":\"4\"}}")) {
            assertThat(EventWriter.json(reader.read(canonical).orElseThrow())).isEqualTo(canonical);
        }
    }

    @Test
    void events_that_move_points_already_given_have_one_spelling_too() {
        String head = "\"partner\":\"nord-fuel\",\"id\":\"b-1\",\"at\":\"2026-03-02T06:00:00Z\"";
        String member = "\"member\":{\"card\":\"7001\"}";
        for (String canonical : List.of(
                "{\"type\":\"refund\"," + head + ",\"purchase\":\"r-1\"}",
                "{\"type\":\"refund\"," + head + "," + member + ",\"purchase\":\"r-1\",\"currency\":\"RUB\","
                        + "\"lines\":[{\"line\":2,\"quantity\":1},{\"sku\":\"95\",\"quantity\":0.5,\"amount\":\"3.50\"},"
                        + "{\"amount\":\"5.00\"}]}",
                "{\"type\":\"redemption\"," + head + "," + member + ",\"reserve\":{\"units\":120},\"upTo\":true}",
                "{\"type\":\"redemption\"," + head + ",\"commit\":\"p-1\",\"points\":{\"units\":100}}",
                "{\"type\":\"redemption\"," + head + "," + member + ",\"cancel\":\"p-1\"}",
                "{\"type\":\"adjustment\"," + head.replace("nord-fuel", "programme") + "," + member
                        + ",\"points\":{\"units\":-50},\"reason\":\"wrong till\",\"clerk\":\"olga\","
                        + "\"approvedBy\":\"pavel\"}")) {
            assertThat(EventWriter.json(reader.read(canonical).orElseThrow())).isEqualTo(canonical);
        }
    }

    @Test
    void points_however_spelled_make_no_other_hash() {
        String reserve = "{\"type\":\"redemption\",\"partner\":\"nord-fuel\",\"id\":\"p-1\","
                + "\"at\":\"2026-03-02T06:00:00Z\",\"member\":{\"card\":\"7001\"},\"reserve\":POINTS}";
        Event event = reader.read(reserve.replace("POINTS", "120")).orElseThrow();

        for (String points : List.of("\"120\"", "120.0", "1.2e2", "{\"units\":120}")) {
            Event same = reader.read(reserve.replace("POINTS", points)).orElseThrow();
            assertThat(EventWriter.contentHash(same)).as(points).isEqualTo(EventWriter.contentHash(event));
        }
        Event more = reader.read(reserve.replace("POINTS", "121")).orElseThrow();
        assertThat(EventWriter.differences(event, more)).containsExactly("reserve");
    }

    @Test
    void the_order_of_fields_the_spelling_of_numbers_and_the_zone_make_no_other_hash() {
        Event event = reader.read(EventReaderTest.PURCHASE).orElseThrow();
        Event same = reader.read("""
                {"attributes":{"pump":"4"},"cashier":"anna","site":"7","channel":"forecourt","currency":"RUB",
                 "member":{"card":"7001","phone":"+79991234567"},"paidWithPoints":200,
                 "lines":[{"amount":2.34e3,"quantity":"45.200","unit":"l","sku":"95","category":"petrol-95",
                           "attributes":{"octane":"95"}},
                          {"quantity":0,"amount":"150.0","category":"coffee"}],
                 "at":"2026-03-02T11:00","id":"r-1001","partner":"nord-fuel","type":"purchase"}""").orElseThrow();

        assertThat(same).isEqualTo(event);
        assertThat(EventWriter.contentHash(same)).isEqualTo(EventWriter.contentHash(event));
        assertThat(EventWriter.differences(event, same)).isEmpty();
    }

    @Test
    void differences_are_named_by_their_fields() {
        Event event = reader.read(EventReaderTest.PURCHASE).orElseThrow();
        Event other = reader.read(EventReaderTest.PURCHASE
                        .replace("2340.00", "2340.01")
                        .replace("\"site\":\"7\",", "")
                        .replace("7001", "7002"))
                .orElseThrow();

        assertThat(EventWriter.contentHash(other)).isNotEqualTo(EventWriter.contentHash(event));
        assertThat(EventWriter.differences(event, other)).containsExactly("member", "lines", "site");
        assertThat(EventWriter.differences(other, event)).containsExactly("member", "lines", "site");
    }

    @Test
    void another_referrer_birthday_or_attribute_is_another_event() {
        Event event = reader.read(EventReaderTest.ACTIVITY).orElseThrow();
        Event other = reader.read(EventReaderTest.ACTIVITY
                        .replace("\"card\":\"7002\"", "\"phone\":\"7002\"")
                        .replace("\"pump\":\"4\"", "\"pump\":\"5\""))
                .orElseThrow();

        assertThat(EventWriter.differences(event, other)).containsExactly("referrer", "attributes");
        assertThat(EventWriter.contentHash(event)).isNotEqualTo(EventWriter.contentHash(other));
    }

    @Test
    void reading_what_was_written_gives_an_equal_event() {
        for (int seed = 0; seed < 2_000; seed++) {
            Event event = new RandomEvents(seed).event();

            String json = EventWriter.json(event);

            assertThat(check.problems(event)).as("seed %s: %s", seed, json).isEmpty();
            assertThat(reader.read(json).orElseThrow())
                    .as("seed %s: %s", seed, json)
                    .isEqualTo(event);
            assertThat(EventWriter.json(reader.read(json).orElseThrow())).isEqualTo(json);
        }
    }

    /** Events of the highway club with everything that one may carry. */
    private static final class RandomEvents {
        private static final String LETTERS = "aZ09 -_\"\\/'<>&,;:+яЖ中é🚗\u00a0`{}[]";
        private final Random random;

        RandomEvents(int seed) {
            random = new Random(seed);
        }

        Event event() {
            EventKey key = new EventKey(new PartnerId(one("nord-fuel", "aqua-wash")), text());
            Instant at =
                    Instant.ofEpochSecond(random.nextInt(), random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
            return switch (random.nextInt(9)) {
                case 0 -> new Enrolment(key, at, member(), maybe(() -> birthdayBefore(at)), maybe(this::referrer));
                case 1 ->
                    new ProfileChange(
                            key,
                            at,
                            member(),
                            Optional.of(one("basic", "silver", "gold")),
                            maybe(() -> random.nextBoolean() ? Set.of() : Set.of("vip")),
                            maybe(() -> one(MemberStatus.values())),
                            maybe(() -> birthdayBefore(at)),
                            attributes());
                case 2 ->
                    new Activity(
                            key,
                            at,
                            member(),
                            "survey",
                            maybe(this::text),
                            maybe(this::text),
                            maybe(this::referrer),
                            attributes());
                case 3 -> refund(key, at);
                case 4 -> redemption(key, at);
                case 8 -> quote(key, at);
                case 5 ->
                    new Adjustment(
                            new EventKey(PartnerId.PROGRAMME, text()),
                            at,
                            member(),
                            Points.ofUnits(random.nextBoolean() ? units() : -units()),
                            text(),
                            "clerk " + text(),
                            maybe(this::text));
                default -> purchase(key, at);
            };
        }

        private Event refund(EventKey key, Instant at) {
            Optional<String> purchase = maybe(this::text);
            List<Refund.ReturnedLine> lines = new ArrayList<>();
            for (int i = random.nextInt(purchase.isPresent() ? 0 : 1, 4); i > 0; i--) {
                lines.add(returnedLine(purchase.isPresent()));
            }
            return new Refund(key, at, purchase.isPresent() ? maybeMember() : member(), purchase, lines);
        }

        private Refund.ReturnedLine returnedLine(boolean isNamed) {
            int what = random.nextInt(isNamed ? 0 : 1, 3);
            return new Refund.ReturnedLine(
                    what == 0 ? Optional.of(random.nextInt(1, EventCheck.MAX_LINES + 1)) : Optional.empty(),
                    what == 1 ? Optional.of(text()) : Optional.empty(),
                    maybe(this::units),
                    what == 2 ? Optional.of(rub(units())) : maybe(() -> rub(units())));
        }

        private Event redemption(EventKey key, Instant at) {
            return switch (random.nextInt(3)) {
                case 0 ->
                    new Redemption(
                            key, at, member(), new Redemption.Reserve(Points.ofUnits(units()), random.nextBoolean()));
                case 1 ->
                    new Redemption(
                            key,
                            at,
                            maybeMember(),
                            new Redemption.Commit(text(), maybe(() -> Points.ofUnits(units()))));
                default -> new Redemption(key, at, maybeMember(), new Redemption.Cancel(text()));
            };
        }

        /** From one to the most that anything may be. */
        private long units() {
            return random.nextLong(1, one(10L, 1_000_000L, EventCheck.MAX_AMOUNT_MINOR) + 1);
        }

        private List<Identifier> maybeMember() {
            return maybe(this::member).orElse(List.of());
        }

        private Event purchase(EventKey key, Instant at) {
            List<Line> lines = new ArrayList<>();
            long total = 0;
            for (int i = random.nextInt(5); i >= 0; i--) {
                Line line = line();
                total += line.amount().minor();
                lines.add(line);
            }
            Money paid = rub(random.nextBoolean() || total <= 0 ? 0 : random.nextLong(total + 1));
            return new Purchase(
                    key,
                    at,
                    member(),
                    lines,
                    paid,
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::text),
                    random.nextBoolean() ? Map.of() : attributes());
        }

        private Event quote(EventKey key, Instant at) {
            return new Quote(
                    new Purchase(
                            key,
                            at,
                            member(),
                            List.of(line(), line()),
                            rub(0),
                            maybe(this::text),
                            maybe(this::text),
                            maybe(this::text),
                            Map.of()),
                    random.nextBoolean() ? List.of() : List.of("WASH-20", "WASH-20"));
        }

        private Line line() {
            long bound = one(10L, 1_000_000L, EventCheck.MAX_AMOUNT_MINOR);
            return new Line(
                    one("fuel", "diesel", "petrol-95", "coffee", "wash", "cigars"),
                    maybe(this::text),
                    new Quantity(random.nextLong(-bound, bound + 1), one(Unit.LITRE, Unit.PIECE, new Unit("kg"))),
                    rub(random.nextLong(-bound, bound + 1)),
                    random.nextBoolean() ? Map.of() : attributes());
        }

        private Map<String, String> attributes() {
            Map<String, String> attributes = new LinkedHashMap<>();
            maybe(this::text).ifPresent(text -> attributes.put("pump", text));
            maybe(() -> random.nextLong(-1_000_000_000L, 1_000_000_000L))
                    .ifPresent(micros -> attributes.put("octane", Decimals.text(micros, Quantity.DIGITS)));
            return attributes;
        }

        private List<Identifier> member() {
            List<Identifier> member = new ArrayList<>(List.of(new Identifier("phone", text())));
            maybe(this::text).ifPresent(card -> member.add(new Identifier("card", card)));
            return member;
        }

        private Identifier referrer() {
            return new Identifier(one("card", "phone"), text());
        }

        /** A day from 1900 to the one before. */
        private LocalDate birthdayBefore(Instant at) {
            long first = LocalDate.of(1900, 1, 1).toEpochDay();
            long last = LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay();
            return LocalDate.ofEpochDay(random.nextLong(first, last));
        }

        private String text() {
            StringBuilder text = new StringBuilder("x");
            int[] letters = LETTERS.codePoints().toArray();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.appendCodePoint(letters[random.nextInt(letters.length)]);
            }
            return text.toString();
        }

        private static Money rub(long minor) {
            return Money.ofMinor(minor, EventReaderTest.HIGHWAY_CLUB.currency());
        }

        private <T> Optional<T> maybe(Supplier<T> value) {
            return random.nextBoolean() ? Optional.empty() : Optional.of(value.get());
        }

        @SafeVarargs
        private <T> T one(T... values) {
            return values[random.nextInt(values.length)];
        }
    }
}
