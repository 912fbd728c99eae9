package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.loyaltyhub.fixture.Rules.atLeast;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.MemberStatus;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Posting;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Limit.Reach;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Span;
import org.loyaltyhub.value.Unit;

class DeciderTest {
    private static final Limit.Measure TIMES = Limit.Measure.TIMES;
    private static final Limit.Measure POINTS = Limit.Measure.POINTS;

    private Version version = Version.plain(Club.PROGRAMME, List.of());
    private MemberState anna = MemberState.enrolled(new MemberId("anna"), Instant.parse("2025-01-01T00:00:00Z"), false);

    private void rules(Rules... rules) {
        version = Version.plain(Club.PROGRAMME, List.of(book(rules)));
    }

    private Decision report(Event event) {
        return report(event, event.happenedAt());
    }

    private Decision report(Event event, Instant recordedAt) {
        Decision decision = Decider.decide(version, anna, event, recordedAt, Outside.unlimited());
        anna = Decider.evolve(version.recall(), anna, decision);
        return decision;
    }

    private long points(Event event) {
        return report(event).granted().units();
    }

    @Test
    void full_steps_are_counted_once_over_the_receipt_and_not_per_line() {
        rules(rule("Base").awardPerFull(1, 100));

        long points = points(at("nord-fuel", "2026-03-02T09:00")
                .by("anna")
                .petrol("1", "60")
                .diesel("1", "60")
                .item("coffee", "500")
                .purchase());

        assertThat(points).isEqualTo(1);
    }

    @Test
    void lines_of_a_category_that_earns_nothing_count_nowhere() {
        rules(rule("Everything").when(purchases()).awardPerFull(1, 100));

        assertThat(points(at("nord-fuel", "2026-03-02T09:00")
                        .item("tobacco", "900")
                        .purchase()))
                .isZero();
        assertThat(points(at("nord-fuel", "2026-03-02T10:00")
                        .item("tobacco", "900")
                        .item("coffee", "150")
                        .purchase()))
                .isEqualTo(1);
    }

    @Test
    void what_is_paid_with_points_is_shared_over_the_lines_and_earns_nothing() {
        rules(rule("Fuel").awardPerFull(1, 100), rule("Flat").award(5));

        long partly = points(at("nord-fuel", "2026-03-02T09:00")
                .petrol("10", "600")
                .item("coffee", "200")
                .paidWithPoints("400")
                .purchase());
        long wholly = points(at("nord-fuel", "2026-03-02T10:00")
                .petrol("10", "600")
                .paidWithPoints("600")
                .purchase());

        assertThat(partly).isEqualTo(3 + 5);
        assertThat(wholly).isZero();
    }

    @Test
    void a_points_limit_grants_what_is_left_and_then_nothing() {
        rules(rule("Base").awardPerFull(1, 100).limit(POINTS, 25, Reach.MEMBER_PERIOD, Period.MONTH));

        Decision first =
                report(at("nord-fuel", "2026-03-02T09:00").petrol("40", "2000").purchase());
        Decision second =
                report(at("nord-fuel", "2026-03-03T09:00").petrol("40", "2000").purchase());
        Decision third =
                report(at("nord-fuel", "2026-03-04T09:00").petrol("40", "2000").purchase());
        Decision april =
                report(at("nord-fuel", "2026-04-01T00:00").petrol("40", "2000").purchase());

        assertThat(List.of(first, second, third, april))
                .extracting(decision -> decision.granted().units())
                .containsExactly(20L, 5L, 0L, 20L);
        assertThat(second.rules().get(0).isCut()).isTrue();
        assertThat(third.entries()).isEmpty();
    }

    @Test
    void a_grant_of_nothing_uses_up_nothing() {
        rules(rule("Steps").awardPerFull(1, 1000).limit(TIMES, 1, Reach.MEMBER_PERIOD, Period.DAY));

        assertThat(points(at("nord-fuel", "2026-03-02T09:00").petrol("1", "50").purchase()))
                .isZero();
        assertThat(points(
                        at("nord-fuel", "2026-03-02T10:00").petrol("30", "1500").purchase()))
                .isEqualTo(1);
        assertThat(points(
                        at("nord-fuel", "2026-03-02T11:00").petrol("30", "1500").purchase()))
                .isZero();
    }

    @Test
    void the_day_of_a_limit_is_the_partners_own_day() {
        rules(rule("Once a day").award(10).limit(TIMES, 1, Reach.MEMBER_PERIOD, Period.DAY));

        assertThat(points(at("nord-fuel", "2026-03-02T22:30").petrol("1", "50").purchase()))
                .isEqualTo(10);
        assertThat(points(at("ural-fuel", "2026-03-03T00:45").petrol("1", "50").purchase()))
                .as("15 minutes later, and the next day in Yekaterinburg")
                .isEqualTo(10);
    }

    @Test
    void a_late_event_uses_the_limit_of_the_period_in_which_it_happened() {
        rules(rule("Once a day").award(10).limit(TIMES, 1, Reach.MEMBER_PERIOD, Period.DAY));
        report(at("nord-fuel", "2026-03-02T09:00").petrol("1", "50").purchase());
        report(at("nord-fuel", "2026-03-05T09:00").petrol("1", "50").purchase());

        Instant now = at("nord-fuel", "2026-03-06T09:00").purchase().happenedAt();
        Decision sameDay =
                report(at("nord-fuel", "2026-03-02T20:00").petrol("1", "50").purchase(), now);
        Decision freeDay =
                report(at("nord-fuel", "2026-03-03T20:00").petrol("1", "50").purchase(), now);

        assertThat(sameDay.granted().units()).isZero();
        assertThat(freeDay.granted().units()).isEqualTo(10);
    }

    @Test
    void the_window_begins_just_after_its_start_and_sees_nothing_after_the_event() {
        Figure fuel = new Figure.History(
                Measure.COUNT, ValueType.COUNT, purchases("fuel"), new Window.Last(new Span(3, Span.SpanUnit.DAY)));
        rules(rule("Two in three days").and(atLeast(fuel, 2)).award(1));

        assertThat(points(at("nord-fuel", "2026-03-02T09:00").petrol("1", "50").purchase()))
                .isZero();
        assertThat(points(at("nord-fuel", "2026-03-05T09:00").petrol("1", "50").purchase()))
                .as("exactly three days later: the start is out")
                .isZero();
        assertThat(points(at("nord-fuel", "2026-03-08T08:59").petrol("1", "50").purchase()))
                .isEqualTo(1);
        Decision late = report(
                at("nord-fuel", "2026-03-01T09:00").petrol("1", "50").purchase(),
                at("nord-fuel", "2026-03-09T09:00").purchase().happenedAt());
        assertThat(late.granted().units())
                .as("judged as of when it happened: only itself is seen")
                .isZero();
    }

    @Test
    void days_step_back_on_the_local_calendar_over_a_daylight_saving_switch() {
        var berlin = Club.programme(Club.JSON.replace("\"Europe/Moscow\"", "\"Europe/Berlin\""));
        Figure fuel = new Figure.History(
                Measure.COUNT, ValueType.COUNT, purchases("fuel"), new Window.Last(new Span(1, Span.SpanUnit.DAY)));
        Figure hours = new Figure.History(
                Measure.COUNT, ValueType.COUNT, purchases("fuel"), new Window.Last(new Span(24, Span.SpanUnit.HOUR)));
        version = Version.plain(
                berlin,
                List.of(book(
                        rule("Day").and(atLeast(fuel, 2)).award(1),
                        rule("Hours").and(atLeast(hours, 2)).award(10))));

        report(berlin("2026-03-28T12:30:00+01:00"));
        Decision after = report(berlin("2026-03-29T12:15:00+02:00"));

        assertThat(after.granted().units())
                .as("22 hours 45 minutes on: within both")
                .isEqualTo(11);
        anna = MemberState.enrolled(new MemberId("anna"), Instant.parse("2025-01-01T00:00:00Z"), false);
        report(berlin("2026-10-24T12:30:00+02:00"));
        Decision autumn = report(berlin("2026-10-25T12:15:00+01:00"));
        assertThat(autumn.granted().units())
                .as("24 hours 45 minutes on: within a day of the calendar, not within 24 hours")
                .isEqualTo(1);
    }

    private static Purchase berlin(String instant) {
        Purchase purchase =
                at("nord-fuel", "2026-03-28T12:00").petrol("1", "50").purchase();
        return new Purchase(
                purchase.key(),
                OffsetDateTime.parse(instant).toInstant(),
                purchase.member(),
                purchase.lines(),
                purchase.paidWithPoints(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                purchase.attributes());
    }

    @Test
    void an_earlier_purchase_is_taken_once_for_a_rule_the_earliest_first() {
        Condition fuelBefore =
                new Condition.Earlier(purchases("fuel"), new Window.Last(new Span(7, Span.SpanUnit.DAY)), true);
        rules(rule("Clean").when(purchases("wash")).and(fuelBefore).award(100));
        report(at("nord-fuel", "2026-03-01T09:00")
                .id("fuel-1")
                .petrol("1", "50")
                .purchase());
        report(at("nord-fuel", "2026-03-02T09:00")
                .id("fuel-2")
                .petrol("1", "50")
                .purchase());

        Decision first =
                report(at("aqua-wash", "2026-03-03T09:00").item("wash", "700").purchase());
        Decision second =
                report(at("aqua-wash", "2026-03-04T09:00").item("wash", "700").purchase());
        Decision third =
                report(at("aqua-wash", "2026-03-05T09:00").item("wash", "700").purchase());

        assertThat(List.of(first, second))
                .extracting(decision ->
                        decision.rules().get(0).taken().orElseThrow().event().id())
                .containsExactly("fuel-1", "fuel-2");
        assertThat(third.granted()).isEqualTo(Points.ZERO);
    }

    @Test
    void an_earlier_purchase_is_not_taken_when_a_limit_leaves_nothing() {
        Condition fuelBefore =
                new Condition.Earlier(purchases("fuel"), new Window.Last(new Span(7, Span.SpanUnit.DAY)), true);
        rules(rule("Clean")
                .when(purchases("wash"))
                .and(fuelBefore)
                .award(100)
                .limit(TIMES, 1, Reach.MEMBER_PERIOD, Period.DAY));
        report(at("nord-fuel", "2026-03-01T09:00").petrol("1", "50").purchase());
        report(at("nord-fuel", "2026-03-02T09:00").petrol("1", "50").purchase());

        long[] granted = {
            points(at("aqua-wash", "2026-03-03T09:00").item("wash", "700").purchase()),
            points(at("aqua-wash", "2026-03-03T10:00").item("wash", "700").purchase()),
            points(at("aqua-wash", "2026-03-04T09:00").item("wash", "700").purchase())
        };

        assertThat(granted).containsExactly(100, 0, 100);
    }

    @Test
    void the_tier_is_the_one_of_when_it_happened() {
        rules(rule("Gold").and(atLeast(new Figure.MemberTier(), 2)).award(7));
        Instant march = at("nord-fuel", "2026-03-10T12:00").purchase().happenedAt();
        report(new ProfileChange(
                new EventKey(PartnerId.PROGRAMME, "p1"),
                march,
                List.of(new Identifier("card", "anna")),
                Optional.of("gold"),
                Optional.of(Set.of("vip")),
                Optional.empty()));

        Decision late =
                report(at("nord-fuel", "2026-03-10T11:59").petrol("1", "50").purchase(), march.plusSeconds(60));

        assertThat(late.granted()).isEqualTo(Points.ZERO);
        assertThat(points(at("nord-fuel", "2026-03-10T12:01").petrol("1", "50").purchase()))
                .isEqualTo(7);
    }

    @Test
    void a_blocked_member_earns_nothing_and_the_event_is_kept() {
        rules(rule("Base").awardPerFull(1, 100));
        report(new ProfileChange(
                new EventKey(PartnerId.PROGRAMME, "p1"),
                at("nord-fuel", "2026-03-01T00:00").purchase().happenedAt(),
                List.of(new Identifier("card", "anna")),
                Optional.empty(),
                Optional.empty(),
                Optional.of(MemberStatus.BLOCKED)));

        Decision decision =
                report(at("nord-fuel", "2026-03-02T09:00").petrol("9", "500").purchase());

        assertThat(decision.granted()).isEqualTo(Points.ZERO);
        assertThat(anna.version()).isEqualTo(2);
    }

    @Test
    void a_purchase_that_a_rule_counts_counts_with_itself_and_the_record_keeps_both() {
        Figure litres = new Figure.History(
                Measure.QUANTITY, ValueType.quantity(Unit.LITRE), purchases("fuel"), new Window.This(Period.MONTH));
        rules(rule("Hundred litres").and(atLeast(litres, 100_000_000)).award(50));
        report(at("nord-fuel", "2026-03-01T09:00").petrol("60", "3000").purchase());

        Decision decision = report(
                at("nord-fuel", "2026-03-20T09:00").petrol("45.5", "2300").purchase());

        Basis.Value kept = decision.rules().get(0).basis().numbers().get(0);
        assertThat(kept.without()).isEqualTo(60_000_000);
        assertThat(kept.with()).isEqualTo(105_500_000);
    }

    @Test
    void two_payers_share_an_odd_point_in_the_named_order_and_the_entry_balances() {
        rules(rule("Shared").award(101).paidBy("nord-fuel", 50).paidBy("aqua-wash", 50));

        Decision decision =
                report(at("nord-fuel", "2026-03-02T09:00").petrol("1", "50").purchase());

        assertThat(decision.rules().get(0).awards().get(0).lots())
                .extracting(lot -> lot.terms().payer(), lot -> lot.points().units())
                .containsExactly(tuple(new PartnerId("nord-fuel"), 51L), tuple(new PartnerId("aqua-wash"), 50L));
        assertThat(decision.entries().get(0).postings())
                .contains(
                        new Posting(new Account(Account.Kind.ISSUED, "nord-fuel"), -51),
                        new Posting(new Account(Account.Kind.DUE, "nord-fuel"), -51 * 60_000_000L),
                        new Posting(new Account(Account.Kind.DUE, "aqua-wash"), -50 * 50_000_000L),
                        new Posting(new Account(Account.Kind.AVAILABLE, "anna"), 101),
                        new Posting(new Account(Account.Kind.RESERVE, "programme"), 101 * 50_000_000L),
                        new Posting(new Account(Account.Kind.MARGIN, "programme"), 51 * 10_000_000L));
    }

    @Test
    void a_limit_over_all_members_gives_what_the_outside_grants_and_says_what_it_used() {
        rules(rule("Pot").award(100).limit(POINTS, 1_000, Reach.ALL_EVER).limit(POINTS, 30, Reach.PURCHASE));

        Decision decision = Decider.decide(
                version,
                anna,
                at("nord-fuel", "2026-03-02T09:00").petrol("1", "50").purchase(),
                Instant.parse("2026-03-02T10:00:00Z"),
                (limit, asked) -> 12);

        assertThat(decision.granted().units()).isEqualTo(12);
        assertThat(decision.shared())
                .extracting(SharedUse::asked, SharedUse::granted, SharedUse::used)
                .containsExactly(tuple(30L, 12L, 12L));
    }

    @Test
    void a_streak_counts_months_in_a_row_and_begins_again_after_a_gap() {
        Figure streak = new Figure.Streak(Period.MONTH, purchases("coffee"));
        rules(rule("Three months")
                .when(purchases("coffee"))
                .and(atLeast(streak, 3))
                .award(1));

        long[] granted = {
            points(at("nord-fuel", "2026-01-31T23:00").item("coffee", "100").purchase()),
            points(at("nord-fuel", "2026-02-01T09:00").item("coffee", "100").purchase()),
            points(at("nord-fuel", "2026-03-15T09:00").item("coffee", "100").purchase()),
            points(at("nord-fuel", "2026-05-01T09:00").item("coffee", "100").purchase()),
            points(at("nord-fuel", "2026-06-01T09:00").item("coffee", "100").purchase()),
            points(at("nord-fuel", "2026-07-01T09:00").item("coffee", "100").purchase())
        };

        assertThat(granted).containsExactly(0, 0, 1, 0, 0, 1);
    }

    @Test
    void unit_price_is_unknown_when_units_mix_and_then_neither_it_nor_its_negation_holds() {
        Condition dear = atLeast(new Figure.UnitPrice(Rules.purchases().lines()), 100);
        rules(
                rule("Dear").when(purchases()).and(dear).award(1),
                rule("Not dear").when(purchases()).and(new Condition.Not(dear)).award(2));

        assertThat(points(at("nord-fuel", "2026-03-02T09:00").petrol("1", "50").purchase()))
                .isEqualTo(1);
        assertThat(points(at("nord-fuel", "2026-03-02T09:30")
                        .petrol("1", "50")
                        .item("coffee", "50")
                        .purchase()))
                .isZero();
    }
}
