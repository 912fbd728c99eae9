package org.loyaltyhub.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventCheck;
import org.loyaltyhub.event.EventWriter;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeReader;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Unit;

class WorkloadTest {
    private static final int MEMBERS = 1_000;
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Instant YEAR_END = Instant.parse("2026-12-31T21:00:00Z");

    private static final Programme CLUB = ProgrammeReader.read(Path.of("../examples/highway-club/programme.json"))
            .orElseThrow();
    private static final List<Event> YEAR = year();

    private static List<Event> year() {
        List<Event> events = new ArrayList<>();
        Iterator<Event> all = Workload.of(CLUB, MEMBERS, 1).events();
        for (Event next = all.next(); next.happenedAt().isBefore(YEAR_END); next = all.next()) {
            events.add(next);
        }
        return events;
    }

    private static List<Purchase> at(String... partners) {
        return YEAR.stream()
                .map(Purchase.class::cast)
                .filter(each -> List.of(partners).contains(each.key().partner().value()))
                .toList();
    }

    @Test
    void the_same_seed_gives_the_same_events_and_another_seed_others() {
        assertThat(first(2_000, 1)).isEqualTo(first(2_000, 1)).isNotEqualTo(first(2_000, 2));
    }

    private static List<String> first(int count, long seed) {
        Iterator<Event> events = Workload.of(CLUB, MEMBERS, seed).events();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(EventWriter.json(events.next()));
        }
        return lines;
    }

    @Test
    void every_event_is_one_that_the_programme_takes_and_has_an_id_of_its_own() {
        EventCheck check = EventCheck.of(CLUB);

        assertThat(YEAR).allSatisfy(event -> assertThat(check.problems(event)).isEmpty());
        assertThat(YEAR.stream().map(Event::key).distinct()).hasSameSizeAs(YEAR);
    }

    @Test
    void events_come_in_the_order_in_which_they_happen_but_for_zones_around_midnight() {
        Instant latest = Instant.MIN;
        for (Event event : YEAR) {
            assertThat(Duration.between(event.happenedAt(), latest)).isLessThan(Duration.ofHours(3));
            latest = event.happenedAt().isAfter(latest) ? event.happenedAt() : latest;
        }
    }

    @Test
    void fuel_is_bought_about_once_a_week_and_after_every_fourth_fill_comes_a_wash() {
        long fills = at("nord-fuel", "ural-fuel").size();

        assertThat(fills / (double) MEMBERS).isBetween(40.0, 56.0); // the busiest would fill up twice a day, and do not
        assertThat(at("aqua-wash").size() / (double) fills).isBetween(0.22, 0.28);
    }

    @Test
    void every_wash_follows_a_fill_of_the_last_three_days() {
        Map<Object, List<Purchase>> fills =
                at("nord-fuel", "ural-fuel").stream().collect(Collectors.groupingBy(Purchase::member));

        assertThat(at("aqua-wash"))
                .allSatisfy(wash -> assertThat(fills.get(wash.member()))
                        .anyMatch(fill -> Duration.between(fill.happenedAt(), wash.happenedAt())
                                        .toDays()
                                <= 4));
    }

    @Test
    void the_busiest_fifth_of_members_does_about_half_of_everything() {
        Collection<Long> perMember = YEAR.stream()
                .collect(Collectors.groupingBy(Event::member, Collectors.counting()))
                .values();

        long busiest = perMember.stream()
                .sorted(Comparator.reverseOrder())
                .limit(MEMBERS / 5)
                .mapToLong(Long::longValue)
                .sum();
        assertThat(busiest / (double) YEAR.size()).isBetween(0.45, 0.6);
    }

    @Test
    void tyres_are_changed_twice_a_year_in_their_seasons_in_sets_of_four() {
        List<Purchase> changes = at("volga-tyres");

        assertThat(changes.size() / (double) MEMBERS).isBetween(1.6, 1.8);
        assertThat(changes).allSatisfy(change -> {
            MonthDay day = MonthDay.from(change.happenedAt().atZone(MOSCOW));
            boolean spring = !day.isBefore(MonthDay.of(3, 25)) && !day.isAfter(MonthDay.of(4, 30));
            boolean autumn = !day.isBefore(MonthDay.of(10, 15)) && !day.isAfter(MonthDay.of(11, 30));
            assertThat(spring || autumn).as("%s", day).isTrue();
            assertThat(change.lines().get(0).quantity()).isEqualTo(Quantity.of("4", Unit.PIECE));
        });
    }

    @Test
    void one_member_in_five_buys_the_magazine_nearly_every_month() {
        List<Purchase> issues = at("open-road");
        long readers = issues.stream().map(Purchase::member).distinct().count();

        assertThat(readers / (double) MEMBERS).isBetween(0.16, 0.24);
        assertThat(issues.size() / (double) readers).isBetween(11.0, 12.0);
    }

    @Test
    void where_nobody_is_enrolled_unasked_a_member_enrols_before_its_first_purchase() {
        Programme strict = programme("gas-station", "reject");
        Iterator<Event> events = Workload.of(strict, 20, 3).events();
        List<Event> first = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            first.add(events.next());
        }

        Map<Object, List<Event>> byMember = first.stream().collect(Collectors.groupingBy(Event::member));
        assertThat(byMember.values()).allSatisfy(own -> {
            assertThat(own.get(0)).isInstanceOf(Enrolment.class);
            assertThat(own.stream().filter(Enrolment.class::isInstance)).hasSize(1);
        });
    }

    @Test
    void a_programme_without_a_known_trade_is_told_which_there_are() {
        assertThatThrownBy(() -> Workload.of(programme("bakery", "enrol"), 20, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no partner of Small has one of the kinds gas-station, car-wash, tire-shop, press first and"
                        + " sells goods that earn: nobody would go there");
        assertThatThrownBy(() -> Workload.of(CLUB, 0, 3)).hasMessageContaining("at least one");
    }

    private static Programme programme(String kind, String unknown) {
        return ProgrammeReader.read("small.json", """
                        {"name": "Small", "currency": "RUB", "points": {"name": "point", "value": "1"},
                         "zone": "Europe/Moscow", "unknown": "%s", "identifiers": ["card"],
                         "categories": [{"name": "fuel", "unit": "l"}],
                         "partners": [{"id": "one", "kinds": ["%s"]}]}
                        """.formatted(unknown, kind)).orElseThrow();
    }
}
