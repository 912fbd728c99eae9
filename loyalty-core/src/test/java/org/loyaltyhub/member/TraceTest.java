package org.loyaltyhub.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Activity;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Happening;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Unit;

/** What is kept of events says what the events said. */
class TraceTest {
    private static final Instant SPRING = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<Unit> UNITS = List.of(Unit.PIECE, Unit.LITRE, new Unit("kWh"));
    private static final List<String> TEXTS = List.of("a", "мойка №3", "x".repeat(200), "\uD83D\uDE97");

    private final Random random = new Random(7);

    @Test
    void what_was_kept_whole_is_read_as_it_was() {
        for (int round = 0; round < 300; round++) {
            List<Remembered> events = events(random.nextInt(12));
            PastEvents read = PastEvents.of(Trace.of(events));

            assertThat(read.size()).isEqualTo(events.size());
            for (int i = 0; i < events.size(); i++) {
                Remembered event = events.get(i);
                assertThat(said(read.event(i))).isEqualTo(said(event.visit()));
                assertThat(read.key(i)).isEqualTo(event.visit().key());
                assertThat(read.sequence(i)).isEqualTo(event.sequence());
                assertThat(read.pointsEarned(i)).isEqualTo(event.pointsEarned().units());
                assertThat(read.event(i).epochDay())
                        .isEqualTo(event.visit().date().toEpochDay());
            }
        }
    }

    @Test
    void those_before_a_moment_are_read_and_no_others() {
        for (int round = 0; round < 300; round++) {
            List<Remembered> events = events(1 + random.nextInt(12));
            Instant moment = events.get(random.nextInt(events.size())).visit().happenedAt();
            Trace trace = Trace.of(events);
            PastEvents some = PastEvents.before(moment, trace);

            List<Remembered> before = events.stream()
                    .filter(each -> each.visit().happenedAt().isBefore(moment))
                    .toList();
            assertThat(some.size()).isEqualTo(before.size());
            for (int i = 0; i < some.size(); i++) {
                assertThat(said(some.event(i))).isEqualTo(said(before.get(i).visit()));
            }
            assertThat(trace.from(some, some.size())).isEqualTo(Trace.of(events.subList(before.size(), events.size())));
        }
    }

    @Test
    void events_that_arrive_in_any_order_are_kept_by_when_they_happened() {
        for (int round = 0; round < 300; round++) {
            List<Remembered> events = events(random.nextInt(12));
            List<Remembered> arriving = new ArrayList<>(events);
            Collections.shuffle(arriving, random);
            Trace trace = Trace.NONE;
            for (Remembered each : arriving) {
                trace = trace.plus(each, Details.saidBy(each.visit()));
            }

            assertThat(trace).isEqualTo(Trace.of(events));
        }
    }

    @Test
    void what_no_rule_asks_is_not_kept() {
        for (int round = 0; round < 300; round++) {
            List<Remembered> events = events(1 + random.nextInt(5));
            Details some = new Details(
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    new TreeSet<>(random.nextBoolean() ? Set.of("pump") : Set.of()),
                    new TreeSet<>(random.nextBoolean() ? Set.of("octane") : Set.of()));
            Trace trimmed = Trace.of(events).keeping(some);
            Trace kept = Trace.NONE;
            for (Remembered each : events) {
                kept = kept.plus(each, some);
            }

            assertThat(trimmed).isEqualTo(kept);
            PastEvents read = PastEvents.of(trimmed);
            for (int i = 0; i < events.size(); i++) {
                Visit visit = events.get(i).visit();
                Happening left = read.event(i);
                assertThat(left.siteName()).isEqualTo(some.sites() ? visit.siteName() : null);
                assertThat(left.channelName()).isEqualTo(some.channels() ? visit.channelName() : null);
                assertThat(left.attribute("pump"))
                        .isEqualTo(some.attributes().isEmpty() ? null : visit.attribute("pump"));
                assertThat(read.key(i)).isEqualTo(some.keys() ? visit.key() : null);
                assertThat(left.lineCount()).isEqualTo(visit.lineCount());
                for (int line = 0; line < visit.lineCount(); line++) {
                    assertThat(left.amount(line)).isEqualTo(visit.amount(line));
                    assertThat(left.sku(line)).isEqualTo(some.skus() ? visit.sku(line) : null);
                    assertThat(left.attribute(line, "octane"))
                            .isEqualTo(some.lineAttributes().isEmpty() ? null : visit.attribute(line, "octane"));
                }
            }
        }
    }

    @Test
    void one_is_taken_out_or_changed_and_the_others_stay() {
        for (int round = 0; round < 300; round++) {
            List<Remembered> events = events(1 + random.nextInt(8));
            Trace trace = Trace.of(events);
            int index = random.nextInt(events.size());
            Remembered other = new Remembered(
                    events.get(index).visit().less(new long[] {1, 0, 0}),
                    events.get(index).sequence(),
                    Points.ofUnits(3));
            Optional<Remembered> instead = random.nextBoolean() ? Optional.of(other) : Optional.empty();
            List<Remembered> left = new ArrayList<>(events);
            left.remove(index);
            instead.ifPresent(each -> left.add(index, each));

            assertThat(trace.with(PastEvents.of(trace), index, instead, Details.saidBy(other.visit())))
                    .isEqualTo(Trace.of(left));
            assertThat(trace.from(PastEvents.of(trace), index))
                    .isEqualTo(Trace.of(events.subList(index, events.size())));
        }
    }

    @Test
    void a_plain_purchase_takes_some_twenty_bytes() {
        Visit visit = Visit.of(
                Club.PROGRAMME,
                new Purchase(
                        new EventKey(new PartnerId("nord-fuel"), "r1"),
                        SPRING,
                        List.of(new Identifier("card", "anna")),
                        List.of(new Line(
                                "diesel",
                                Optional.of("D"),
                                Quantity.of("31.27", Unit.LITRE),
                                Money.of("1876.20", "RUB"),
                                Map.of())),
                        Money.ofMinor(0, Club.PROGRAMME.currency()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()));

        Trace trace = Trace.NONE.plus(new Remembered(visit, 41, Points.ofUnits(18)), Details.NONE);

        assertThat(trace.bytes().length).isLessThanOrEqualTo(28);
    }

    @Test
    void an_event_of_many_lines_and_long_texts_is_kept_like_any_other() {
        for (int lines : new int[] {1, 127, 128, 255, 256, 1_000}) {
            for (int letters : new int[] {1, 60_000, 70_000}) {
                Remembered large = new Remembered(
                        Visit.of(Club.PROGRAMME, purchase(lines, "x".repeat(letters))), 5, Points.ofUnits(3));
                List<Remembered> events = new ArrayList<>(events(4));
                events.add(large);
                Trace trace = Trace.of(events);
                PastEvents read = PastEvents.of(trace);

                assertThat(said(read.event(4))).isEqualTo(said(large.visit()));
                assertThat(said(read.event(3))).isEqualTo(said(events.get(3).visit()));
                assertThat(trace.from(read, 4)).isEqualTo(Trace.of(List.of(large)));
            }
        }
    }

    private Purchase purchase(int lines, String site) {
        List<Line> all = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            all.add(new Line(
                    "diesel",
                    Optional.empty(),
                    Quantity.of("1.5", Unit.LITRE),
                    Money.ofMinor(line + 1L, Club.PROGRAMME.currency()),
                    Map.of()));
        }
        return new Purchase(
                key(lines),
                SPRING.plus(Duration.ofDays(1_000)),
                List.of(new Identifier("card", "anna")),
                all,
                Money.ofMinor(0, Club.PROGRAMME.currency()),
                Optional.of(site),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    @Test
    void an_event_of_any_time_is_kept_as_of_its_time() {
        List<Remembered> events = new ArrayList<>();
        for (Instant moment : List.of(
                Instant.parse("1900-01-01T00:00:00Z"),
                Instant.parse("1951-12-13T20:45:52Z"),
                Instant.parse("2019-12-31T23:59:59.5Z"),
                SPRING,
                Instant.parse("2088-01-19T03:14:08Z"),
                Instant.parse("2300-01-01T00:00:00Z"))) {
            Activity survey = new Activity(
                    key(events.size()),
                    moment,
                    List.of(new Identifier("card", "anna")),
                    "survey",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());
            events.add(new Remembered(Visit.of(Club.PROGRAMME, survey).orElseThrow(), events.size(), Points.ZERO));
        }
        PastEvents read = PastEvents.of(Trace.of(events));

        for (int i = 0; i < events.size(); i++) {
            assertThat(said(read.event(i))).isEqualTo(said(events.get(i).visit()));
        }
    }

    /** In the order of a trace. */
    private List<Remembered> events(int count) {
        List<Remembered> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Event event = random.nextInt(4) == 0 ? activity(i) : purchase(i);
            events.add(new Remembered(
                    Visit.of(Club.PROGRAMME, event).orElseThrow(),
                    random.nextInt(3) * 1_000_000_000L + i,
                    Points.ofUnits(random.nextInt(2) * random.nextLong(1L << 40))));
        }
        events.sort(Comparator.comparing((Remembered each) -> each.visit().happenedAt())
                .thenComparing(Remembered::sequence));
        // nothing happens at one moment here: the order of arrival would count
        return events;
    }

    private Instant moment(int i) {
        Duration apart = Duration.ofMinutes(random.nextInt(100_000)).plusNanos(random.nextInt(2) * (i + 1L));
        return SPRING.plus(apart).plusSeconds(i);
    }

    private Event activity(int i) {
        return new Activity(
                key(i),
                moment(i),
                List.of(new Identifier("card", "anna")),
                text().orElse("survey"),
                text(),
                text(),
                Optional.empty(),
                attributes());
    }

    private Event purchase(int i) {
        List<Line> lines = new ArrayList<>();
        long total = 0;
        for (int line = 0; line < 3; line++) {
            long amount = random.nextInt(2) * random.nextLong(1L << 40) + 1;
            total += amount;
            lines.add(new Line(
                    List.of("diesel", "coffee", "tobacco").get(random.nextInt(3)),
                    text(),
                    new Quantity(random.nextInt(2) * random.nextLong(1L << 50), UNITS.get(random.nextInt(3))),
                    Money.ofMinor(amount, Club.PROGRAMME.currency()),
                    attributes()));
        }
        long paid = random.nextInt(4) == 0 ? total : 0;
        return new Purchase(
                key(i),
                moment(i),
                List.of(new Identifier("card", "anna")),
                lines,
                Money.ofMinor(paid, Club.PROGRAMME.currency()),
                text(),
                text(),
                Optional.empty(),
                attributes());
    }

    private EventKey key(int i) {
        return new EventKey(new PartnerId(List.of("nord-fuel", "ural-fuel").get(random.nextInt(2))), "r" + i);
    }

    private Optional<String> text() {
        return random.nextBoolean() ? Optional.empty() : Optional.of(TEXTS.get(random.nextInt(TEXTS.size())));
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new TreeMap<>();
        text().ifPresent(text -> attributes.put("pump", text));
        text().ifPresent(text -> attributes.put("octane", text));
        return attributes;
    }

    private static List<Object> said(Happening event) {
        List<Object> said = new ArrayList<>(List.of(
                event.subject(),
                event.partner(),
                event.kind(),
                event.earns(),
                event.happenedAt(),
                event.localTime(),
                event.epochDay(),
                Optional.ofNullable(event.siteName()),
                Optional.ofNullable(event.channelName()),
                Optional.ofNullable(event.attribute("pump")),
                Optional.ofNullable(event.attribute("octane")),
                Optional.ofNullable(event.attribute("colour"))));
        for (int line = 0; line < event.lineCount(); line++) {
            said.add(event.category(line));
            said.add(event.amount(line));
            said.add(event.micros(line));
            said.add(event.unit(line));
            said.add(Optional.ofNullable(event.sku(line)));
            said.add(Optional.ofNullable(event.attribute(line, "pump")));
            said.add(Optional.ofNullable(event.attribute(line, "octane")));
        }
        return said;
    }
}
