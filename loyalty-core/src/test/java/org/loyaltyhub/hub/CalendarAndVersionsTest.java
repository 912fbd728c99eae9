package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.atLeast;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Rejected;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Span;

@ParameterizedClass
@EnumSource
class CalendarAndVersionsTest {
    private static final Subject END_OF_MONTH = new Subject.EndOf(Period.MONTH);
    private final FollowingClock clock = new FollowingClock();
    private final Stores stores;

    CalendarAndVersionsTest(Stores stores) {
        this.stores = stores;
    }

    private Hub hub(Rules... rules) {
        return Hub.builder()
                .version(Version.plain(Club.PROGRAMME, List.of(book(rules))))
                .store(stores.fresh())
                .clock(clock)
                .memberIds(MemberIds.counting())
                .build();
    }

    private long fuel(Hub hub, String card, String time, String roubles) {
        var purchase = at("nord-fuel", time).by(card).petrol("1", roubles).purchase();
        clock.follow(purchase.happenedAt());
        Outcome outcome = hub.partner("nord-fuel").submit(purchase);
        return ((Accepted) outcome).receipt().points().units();
    }

    private long balance(Hub hub, String card) {
        return hub.operator()
                .member(new Identifier("card", card))
                .orElseThrow()
                .balance(clock.instant())
                .units();
    }

    private void becomes(Hub hub, String instant, String tier) {
        clock.follow(Instant.parse(instant));
        hub.operator()
                .submit(new ProfileChange(
                        new EventKey(PartnerId.PROGRAMME, tier),
                        clock.instant(),
                        List.of(new Identifier("card", "anna")),
                        Optional.of(tier),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()));
    }

    private void advance(Hub hub, String instant) {
        clock.follow(Instant.parse(instant));
        hub.operator().advanceTo(Instant.parse(instant));
    }

    private static Figure.History amountThisMonth() {
        return new Figure.History(Measure.AMOUNT, ValueType.MONEY, purchases("fuel"), new Window.This(Period.MONTH));
    }

    private static Rules best(boolean tiesByEarliest, long places) {
        return rule("Drivers of the month")
                .when(Rules.of(END_OF_MONTH))
                .and(new Condition.Compare(
                        new Figure.Rank(amountThisMonth(), tiesByEarliest),
                        Comparison.AT_MOST,
                        new Figure.Constant(places, ValueType.COUNT)))
                .award(1000);
    }

    @Test
    void at_the_end_of_a_month_the_first_by_rank_win_and_equals_share_a_place() {
        Hub hub = hub(best(false, 2));
        fuel(hub, "anna", "2026-03-02T09:00", "500");
        fuel(hub, "boris", "2026-03-03T09:00", "900");
        fuel(hub, "clara", "2026-03-04T09:00", "900");
        fuel(hub, "dina", "2026-03-05T09:00", "100");
        fuel(hub, "anna", "2026-04-01T09:00", "9000");

        advance(hub, "2026-04-02T00:00:00Z");

        assertThat(List.of(balance(hub, "anna"), balance(hub, "boris"), balance(hub, "clara"), balance(hub, "dina")))
                .as("two are first, so the next is third")
                .containsExactly(0L, 1000L, 1000L, 0L);
    }

    @Test
    void ties_are_broken_by_who_came_to_the_value_earlier() {
        Hub hub = hub(best(true, 1));
        fuel(hub, "anna", "2026-03-04T09:00", "900");
        fuel(hub, "boris", "2026-03-03T09:00", "900");

        advance(hub, "2026-04-02T00:00:00Z");

        assertThat(balance(hub, "boris")).isEqualTo(1000);
        assertThat(balance(hub, "anna")).isZero();
    }

    @Test
    void a_period_is_judged_once_and_what_arrives_later_changes_nothing() {
        Hub hub = hub(best(false, 1));
        fuel(hub, "anna", "2026-03-02T09:00", "500");

        advance(hub, "2026-04-02T00:00:00Z");
        fuel(hub, "boris", "2026-03-20T09:00", "5000");
        advance(hub, "2026-04-30T00:00:00Z");

        assertThat(balance(hub, "anna")).isEqualTo(1000);
        assertThat(balance(hub, "boris")).isZero();
    }

    @Test
    void a_calendar_that_moves_on_late_judges_every_period_by_what_was_bought_in_it() {
        Figure.History thisMonth =
                new Figure.History(Measure.COUNT, ValueType.COUNT, purchases("fuel"), new Window.This(Period.MONTH));
        Hub hub = hub(
                rule("Regular")
                        .when(Rules.of(END_OF_MONTH))
                        .and(atLeast(thisMonth, 2))
                        .award(10),
                best(false, 1));
        fuel(hub, "boris", "2026-01-04T09:00", "300");
        for (String card : List.of("anna", "boris")) {
            fuel(hub, card, "2026-01-05T09:00", "200");
            fuel(hub, card, "2026-01-06T09:00", "200");
        }
        fuel(hub, "boris", "2026-05-14T09:00", "100");
        fuel(hub, "anna", "2026-05-15T09:00", "100");

        advance(hub, "2026-05-15T12:00:00Z");

        assertThat(balance(hub, "anna")).as("twice in January").isEqualTo(10);
        assertThat(balance(hub, "boris")).as("and the most in January").isEqualTo(1010);
        assertThat(hub.operator().replay().first()).isEmpty();
        advance(hub, "2026-06-02T12:00:00Z");
        assertThat(balance(hub, "anna") + balance(hub, "boris"))
                .as("both first in May")
                .isEqualTo(3020);
        assertThat(hub.operator().replay().first()).isEmpty();
    }

    @Test
    void a_calendar_that_moves_on_late_judges_every_period_by_the_version_of_its_end() {
        Rules end = rule("End").when(Rules.of(END_OF_MONTH)).award(10);
        Version none = Version.plain(Club.PROGRAMME, List.of(book(rule("Base").award(1))));
        Version more = Version.plain(
                Club.PROGRAMME,
                List.of(book(rule("End").when(Rules.of(END_OF_MONTH)).award(1000))));
        Hub hub = hub(end);
        fuel(hub, "anna", "2026-01-05T09:00", "100");
        clock.follow(Instant.parse("2026-02-10T09:00:00Z"));
        hub.operator().activate(more).orElseThrow();
        fuel(hub, "anna", "2026-02-11T09:00", "100");
        clock.follow(Instant.parse("2026-03-10T09:00:00Z"));
        hub.operator().activate(none).orElseThrow();
        clock.follow(Instant.parse("2026-08-10T09:00:00Z"));
        hub.operator()
                .activate(
                        Version.plain(Club.PROGRAMME, List.of(book(rule("Base").award(2)))))
                .orElseThrow();

        advance(hub, "2026-08-10T12:00:00Z");

        assertThat(balance(hub, "anna"))
                .as("ten for January, a thousand for February")
                .isEqualTo(1010);
        assertThat(hub.operator().replay().first()).isEmpty();
    }

    @Test
    void what_a_member_was_when_a_period_ended_is_known_however_late_that_is_judged() {
        Hub hub = hub(rule("Silver at the end")
                .when(Rules.of(END_OF_MONTH))
                .and(new Condition.Compare(
                        new Figure.MemberTier(), Comparison.AT_LEAST, new Figure.Constant(1, ValueType.TIER)))
                .award(10));
        fuel(hub, "anna", "2026-01-05T09:00", "200");
        becomes(hub, "2026-01-20T09:00:00Z", "silver");
        becomes(hub, "2026-02-20T09:00:00Z", "basic");
        fuel(hub, "anna", "2026-06-15T09:00", "100");

        advance(hub, "2026-06-15T12:00:00Z");

        assertThat(balance(hub, "anna")).as("silver at the end of January").isEqualTo(10);
        assertThat(hub.operator().replay().first()).isEmpty();
    }

    @Test
    void a_birthday_comes_once_a_year_and_on_the_28th_for_who_was_born_on_the_29th_of_february() {
        Hub hub = hub(rule("Birthday").when(Rules.of(new Subject.Birthdays())).award(100));
        clock.follow(Instant.parse("2026-01-10T00:00:00Z"));
        hub.operator()
                .submit(new Enrolment(
                        new EventKey(PartnerId.PROGRAMME, "join"),
                        Instant.parse("2026-01-10T00:00:00Z"),
                        List.of(new Identifier("card", "anna")),
                        Optional.of(LocalDate.of(1992, 2, 29)),
                        Optional.empty()));

        advance(hub, "2026-02-27T12:00:00Z");
        long before = balance(hub, "anna");
        advance(hub, "2026-02-28T12:00:00Z");
        long on = balance(hub, "anna");
        advance(hub, "2026-12-31T12:00:00Z");

        assertThat(List.of(before, on, balance(hub, "anna"))).containsExactly(0L, 100L, 100L);
    }

    @Test
    void a_crossing_gives_once_and_what_it_causes_triggers_nothing_further() {
        Hub hub = hub(
                rule("Base").awardPerFull(1, 100),
                rule("Hundred")
                        .when(Rules.of(new Subject.BalanceReaches(Points.ofUnits(100))))
                        .award(50),
                rule("Hundred and fifty")
                        .when(Rules.of(new Subject.BalanceReaches(Points.ofUnits(150))))
                        .award(1000));

        fuel(hub, "anna", "2026-03-02T09:00", "9900");
        long below = balance(hub, "anna");
        fuel(hub, "anna", "2026-03-03T09:00", "100");
        long reached = balance(hub, "anna");
        fuel(hub, "anna", "2026-03-04T09:00", "100");

        assertThat(List.of(below, reached, balance(hub, "anna"))).containsExactly(99L, 150L, 151L);
    }

    @Test
    void who_rises_to_a_tier_is_welcomed_once() {
        Hub hub =
                hub(rule("Gold").when(Rules.of(new Subject.TierBecomes("gold"))).award(500));
        fuel(hub, "anna", "2026-03-02T09:00", "100");
        for (String tier : List.of("silver", "gold", "silver", "gold")) {
            clock.follow(clock.instant().plusSeconds(60));
            hub.operator()
                    .submit(new ProfileChange(
                            new EventKey(PartnerId.PROGRAMME, "tier-" + clock.instant()),
                            clock.instant(),
                            List.of(new Identifier("card", "anna")),
                            Optional.of(tier),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of()));
        }

        assertThat(balance(hub, "anna")).isEqualTo(500);
    }

    @Test
    void who_brought_a_member_is_thanked_by_an_event_of_its_own() {
        Hub hub = hub(rule("Thanks")
                .when(Rules.of(new Subject.Enrolments()))
                .give(new Effect.AwardFlat("award 50 points to referrer", Points.ofUnits(50), true)));
        fuel(hub, "anna", "2026-03-02T09:00", "100");

        hub.partner("nord-fuel").submit(OneMember.borisBroughtByAnna(clock.instant()));

        assertThat(balance(hub, "anna")).isEqualTo(50);
        assertThat(balance(hub, "boris")).isZero();
        assertThat(hub.operator().journal()).hasSize(1);
    }

    @Test
    void rules_of_two_owners_thank_each_for_itself_though_they_have_one_name() {
        Effect thanks = new Effect.AwardFlat("award 50 points to referrer", Points.ofUnits(50), true);
        Hub hub = hub(
                rule("Thanks").when(Rules.of(new Subject.Enrolments())).give(thanks),
                rule("Thanks")
                        .ownedBy("aqua-wash")
                        .when(Rules.of(new Subject.Enrolments()))
                        .give(thanks));
        fuel(hub, "anna", "2026-03-02T09:00", "100");

        hub.partner("nord-fuel").submit(OneMember.borisBroughtByAnna(clock.instant()));

        assertThat(balance(hub, "anna")).isEqualTo(100);
    }

    private static Version version(Rules... rules) {
        return Version.plain(Club.PROGRAMME, List.of(book(rules)));
    }

    @Test
    void a_late_event_is_judged_by_the_version_in_force_when_it_happened() {
        Hub hub = hub(rule("Base").award(1));
        fuel(hub, "anna", "2026-03-02T09:00", "100");
        Instant switchover = Instant.parse("2026-03-05T00:00:00Z");
        hub.operator().activate(version(rule("Base").award(10)), switchover).orElseThrow();

        long[] granted = {
            fuel(hub, "anna", "2026-03-04T09:00", "100"),
            fuel(hub, "anna", "2026-03-05T09:00", "100"),
            fuel(hub, "anna", "2026-03-04T10:00", "100")
        };

        assertThat(granted).containsExactly(1, 10, 1);
    }

    @Test
    void a_roll_back_is_the_old_version_activated_again() {
        Hub hub = hub(rule("Base").award(1));
        Version old = version(rule("Base").award(1));
        fuel(hub, "anna", "2026-03-02T09:00", "100");
        hub.operator()
                .activate(version(rule("Base").award(10)), clock.instant())
                .orElseThrow();
        long during = fuel(hub, "anna", "2026-03-03T09:00", "100");
        hub.operator().activate(old, clock.instant().plusSeconds(1)).orElseThrow();

        assertThat(during).isEqualTo(10);
        assertThat(fuel(hub, "anna", "2026-03-04T09:00", "100")).isEqualTo(1);
        assertThat(fuel(hub, "anna", "2026-03-03T08:00", "100")).isEqualTo(10);
    }

    @Test
    void a_refund_finds_the_version_that_judged_though_another_took_its_place_at_the_same_moment() {
        Version two = Version.plain(Club.PROGRAMME, List.of(book(rule("Base").awardPerFull(2, 100))));
        Version five = Version.plain(Club.PROGRAMME, List.of(book(rule("Base").awardPerFull(5, 100))));
        Hub hub = hub(rule("Base").awardPerFull(1, 100));
        clock.follow(Instant.parse("2026-03-03T12:00:00Z"));
        hub.operator().activate(two).orElseThrow();
        Purchase purchase = at("nord-fuel", "2026-03-03T15:00")
                .by("anna")
                .petrol("12", "600")
                .petrol("8", "400")
                .purchase();
        assertThat(hub.operator().submit(purchase)).isInstanceOf(Accepted.class);
        hub.operator().activate(five).orElseThrow();

        hub.operator()
                .submit(new Refund(
                        new EventKey(new PartnerId("nord-fuel"), "back"),
                        clock.instant(),
                        List.of(),
                        Optional.of(purchase.key().id()),
                        List.of(new Refund.ReturnedLine(
                                Optional.of(2), Optional.empty(), Optional.empty(), Optional.empty()))));

        assertThat(balance(hub, "anna")).as("two for each full 100 of 600").isEqualTo(12);
        assertThat(hub.operator().replay().first()).isEmpty();
    }

    @Test
    void a_version_to_come_enrols_and_refuses_nobody_before_it_takes_force() {
        Hub hub = hub(rule("Base").award(1));
        clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Programme strict = Club.programme(Club.JSON.replace("\"enrol\"", "\"reject\""));
        hub.operator()
                .activate(
                        Version.plain(strict, List.of(book(rule("Base").award(1)))),
                        Instant.parse("2026-04-01T00:00:00Z"))
                .orElseThrow();

        assertThat(fuel(hub, "anna", "2026-03-31T12:00", "100")).isEqualTo(1);
        clock.follow(Instant.parse("2026-04-01T12:00:00Z"));
        assertThat(hub.operator()
                        .submit(at("nord-fuel", "2026-04-01T12:00")
                                .by("boris")
                                .petrol("1", "100")
                                .purchase()))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void a_version_that_looks_further_back_sees_what_was_stored_before_it() {
        Hub hub = hub(rule("Base").award(1));
        fuel(hub, "anna", "2026-03-01T09:00", "100");
        fuel(hub, "anna", "2026-03-02T09:00", "100");
        Figure count = new Figure.History(
                Measure.COUNT, ValueType.COUNT, purchases("fuel"), new Window.Last(new Span(30, Span.SpanUnit.DAY)));
        Figure ever = new Figure.History(Measure.COUNT, ValueType.COUNT, purchases("fuel"), new Window.Ever());

        hub.operator()
                .activate(
                        version(
                                rule("Third in a month").and(atLeast(count, 3)).award(100),
                                rule("Third ever").and(atLeast(ever, 3)).award(1000)),
                        clock.instant())
                .orElseThrow();

        assertThat(fuel(hub, "anna", "2026-03-03T09:00", "100")).isEqualTo(1100);
    }

    @Test
    void a_version_of_the_past_and_a_programme_that_breaks_off_are_refused() {
        Hub hub = hub(rule("Base").award(1));
        fuel(hub, "anna", "2026-03-02T09:00", "100");
        Version other = Version.plain(Club.programme(Club.JSON.replace("\"ural-fuel\"", "\"other-fuel\"")), List.of());

        assertThat(hub.operator()
                        .activate(version(rule("Base").award(2)), Instant.parse("2026-03-01T00:00:00Z"))
                        .problems())
                .extracting(problem -> problem.code())
                .containsExactly("in-past");
        assertThat(hub.operator().activate(other, clock.instant()).problems())
                .extracting(problem -> problem.code())
                .containsExactly("programme-breaks-off");
    }

    @Test
    void no_event_is_judged_by_half_a_version_while_versions_change() throws Exception {
        Hub hub = hub(rule("A").award(1), rule("B").award(1));
        clock.follow(Instant.parse("2026-03-02T09:00:00Z"));
        ExecutorService callers = Executors.newFixedThreadPool(4);
        CountDownLatch begun = new CountDownLatch(20);
        List<Future<Long>> granted = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String card = "member" + i % 17;
            granted.add(callers.submit(() -> {
                begun.countDown();
                return fuel(hub, card, "2026-03-02T12:00", "100");
            }));
        }
        begun.await();
        for (int n = 2; n < 30; n++) {
            hub.operator()
                    .activate(version(rule("A").award(n), rule("B").award(n)), clock.instant())
                    .orElseThrow();
        }

        for (Future<Long> each : granted) {
            assertThat(each.get() % 2).as("both rules of one version").isZero();
        }
        callers.shutdown();
    }
}
