package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.atLeast;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.lines;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.ledger.Place;
import org.loyaltyhub.ledger.Side;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Effect.AwardBrackets.Bracket;
import org.loyaltyhub.rule.Expiry;
import org.loyaltyhub.rule.Group;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Offer;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.RuleKey;
import org.loyaltyhub.value.Span;
import org.loyaltyhub.value.Unit;

/** What rules give beyond plain awards. */
class EffectsTest {
    private Version version = Version.plain(Club.PROGRAMME, List.of());
    private MemberState anna = MemberState.enrolled(new MemberId("anna"), Instant.parse("2025-01-01T00:00:00Z"), false);

    private void rules(Rules... rules) {
        version = Version.plain(Club.PROGRAMME, List.of(book(rules)));
    }

    private Decision report(Event event) {
        Decision decision = Decider.decide(version, anna, event, event.happenedAt(), Outside.unlimited());
        anna = Decider.evolve(version.recall(), anna, decision);
        return decision;
    }

    private Decision quote(Event event) {
        return Decider.decide(version, anna, event, event.happenedAt(), new Outside() {
            @Override
            public long grant(SharedLimit limit, long asked) {
                return asked;
            }

            @Override
            public boolean givesDiscounts() {
                return true;
            }
        });
    }

    private long points(Event event) {
        return report(event).granted().units();
    }

    private static Purchase fuel(String time, String litres, String roubles) {
        return at("nord-fuel", time).diesel(litres, roubles).purchase();
    }

    private static Effect.MultiplyPoints multiply(long above, long below, RuleKey... rules) {
        return new Effect.MultiplyPoints("multiply", new Ratio(above, below), List.of(rules));
    }

    private static RuleKey nord(String name) {
        return new RuleKey(new PartnerId("nord-fuel"), name);
    }

    @Test
    void each_part_of_the_base_counts_in_its_own_bracket_and_is_rounded_once() {
        Figure litres = new Figure.QuantityOf(lines("fuel"), ValueType.quantity(Unit.LITRE));
        Effect brackets = new Effect.AwardBrackets(
                "brackets",
                litres,
                List.of(
                        new Bracket(30_000_000, new Ratio(1, 1_000_000)),
                        new Bracket(60_000_000, new Ratio(2, 1_000_000)),
                        new Bracket(Long.MAX_VALUE, new Ratio(3, 1_000_000))),
                Optional.empty(),
                false);
        rules(rule("Brackets").give(brackets));

        assertThat(points(fuel("2026-03-02T09:00", "30", "1500"))).isEqualTo(30);
        assertThat(points(fuel("2026-03-02T10:00", "40.5", "1500"))).isEqualTo(30 + 21);
        assertThat(points(fuel("2026-03-02T11:00", "60.9", "1500"))).isEqualTo(30 + 60 + 2);
    }

    @Test
    void multipliers_add_up_and_do_not_compound() {
        rules(
                rule("Base").awardPerFull(1, 100),
                rule("Double").give(multiply(1, 1)),
                rule("Half more").give(multiply(1, 2)));

        assertThat(points(fuel("2026-03-02T09:00", "40", "2000"))).isEqualTo(20 + 20 + 10);
    }

    @Test
    void a_multiplier_whose_trigger_names_goods_counts_only_what_the_common_lines_earned() {
        rules(
                rule("All").when(purchases()).awardPerFull(1, 100),
                rule("Flat").when(purchases()).award(50),
                rule("Double fuel").when(purchases("fuel")).give(multiply(1, 1)),
                rule("Flat again").when(purchases("fuel")).give(multiply(1, 1, nord("Flat"))));

        Decision decision = report(at("nord-fuel", "2026-03-02T09:00")
                .diesel("10", "730")
                .item("coffee", "290")
                .purchase());

        assertThat(decision.rules()).extracting(each -> each.granted().units()).containsExactly(10L, 50L, 7L, 50L);
    }

    @Test
    void common_lines_never_count_for_more_than_was_granted() {
        rules(
                rule("Base").awardPerFull(1, 100).limit(Limit.Measure.POINTS, 5, Limit.Reach.PURCHASE),
                rule("Double fuel").when(purchases("diesel")).give(multiply(1, 1)));

        assertThat(points(fuel("2026-03-02T09:00", "40", "2000"))).isEqualTo(5 + 5);
    }

    @Test
    void of_a_best_of_group_the_one_worth_most_gives_and_of_equals_the_earlier() {
        rules(
                rule("Ten").award(10).in("offers", Group.Mode.BEST, 0),
                rule("Twenty").award(20).in("offers", Group.Mode.BEST, 0),
                rule("Twenty too").award(20).in("offers", Group.Mode.BEST, 0),
                rule("Outside").award(1));

        Decision decision = report(fuel("2026-03-02T09:00", "1", "50"));

        assertThat(decision.rules()).extracting(each -> each.granted().units()).containsExactly(0L, 20L, 0L, 1L);
    }

    @Test
    void a_rule_whose_limit_leaves_nothing_leaves_its_group_first() {
        rules(
                rule("Once")
                        .award(100)
                        .in("offers", Group.Mode.BEST, 0)
                        .limit(Limit.Measure.TIMES, 1, Limit.Reach.MEMBER_EVER),
                rule("Always").award(5).in("offers", Group.Mode.BEST, 0));

        assertThat(points(fuel("2026-03-02T09:00", "1", "50"))).isEqualTo(100);
        assertThat(points(fuel("2026-03-02T10:00", "1", "50"))).isEqualTo(5);
    }

    @Test
    void of_a_first_group_the_highest_priority_goes_first() {
        rules(
                rule("Low").award(100).in("offers", Group.Mode.FIRST, 1),
                rule("High").award(5).in("offers", Group.Mode.FIRST, 9));

        assertThat(points(fuel("2026-03-02T09:00", "1", "50"))).isEqualTo(5);
    }

    private static Effect takeSum(long minor) {
        return new Effect.TakeSum("take", minor, lines("fuel"), Optional.empty());
    }

    @Test
    void discounts_add_up_to_no_more_than_the_lines_hold_and_awards_count_what_is_left_to_pay() {
        rules(
                rule("Ten percent")
                        .give(new Effect.TakePart("10%", new Ratio(1, 10), lines("fuel"), Optional.of(15_000L))),
                rule("Hundred").give(takeSum(10_000)),
                rule("Base").awardPerFull(1, 100));

        Decision decision = quote(fuel("2026-03-02T09:00", "40", "2000"));

        assertThat(decision.rules().stream().mapToLong(RuleDecision::moneyOff).toArray())
                .containsExactly(15_000, 10_000, 0);
        assertThat(decision.granted().units()).as("of 1750 roubles").isEqualTo(17);
        Decision small = quote(fuel("2026-03-02T09:00", "1", "60"));
        assertThat(small.rules().stream().mapToLong(RuleDecision::moneyOff).sum())
                .isEqualTo(6_000);
    }

    @Test
    void a_purchase_that_was_not_quoted_gets_no_discount() {
        rules(rule("Hundred").give(takeSum(10_000)));

        assertThat(report(fuel("2026-03-02T09:00", "40", "2000")).rules().get(0).gives())
                .isFalse();
    }

    @Test
    void a_money_limit_cuts_a_discount() {
        rules(rule("Hundred").give(takeSum(10_000)).limit(Limit.Measure.MONEY, 2_500, Limit.Reach.MEMBER_EVER));

        assertThat(quote(fuel("2026-03-02T09:00", "40", "2000")).rules().get(0).moneyOff())
                .isEqualTo(2_500);
    }

    @Test
    void tickets_are_counted_by_full_steps() {
        Figure amount = new Figure.Amount(lines("fuel"));
        rules(rule("Draw")
                .give(new Effect.EnterDraw(
                        "draw", "Car of the year", 2, Optional.of(new Effect.EnterDraw.Per(amount, 50_000)))));

        Decision decision = report(fuel("2026-03-02T09:00", "40", "1999"));

        assertThat(((Gift.Tickets) decision.rules().get(0).gifts().get(0)).tickets())
                .isEqualTo(2 * 3);
    }

    @Test
    void a_voucher_can_be_used_through_its_last_day_and_a_badge_is_kept() {
        Effect.GiveVoucher voucher = new Effect.GiveVoucher(
                "voucher", "WASH-20", new Offer(new Offer.Off.Part(new Ratio(1, 5)), lines("wash"), Bits.of(2)), 30);
        rules(rule("Gifts").give(voucher).give(new Effect.GiveBadge("badge", "Regular")));

        report(fuel("2026-03-02T09:00", "40", "2000"));

        assertThat(anna.belongings().vouchers().get(0).expires()).isEqualTo(Instant.parse("2026-04-01T21:00:00Z"));
        assertThat(anna.belongings().badges()).containsExactly("Regular");
    }

    @Test
    void a_fee_for_the_report_is_booked_between_payers_and_reporter() {
        rules(rule("Fee").give(new Effect.PayReporter("fee", 200)).paidBy("aqua-wash", 1));

        Decision decision = report(fuel("2026-03-02T09:00", "40", "2000"));

        assertThat(decision.entries()).hasSize(1);
        assertThat(decision.entries().get(0).postings())
                .extracting(posting -> posting.account() + " " + posting.amount())
                .containsExactly("aqua-wash due -200000000", "nord-fuel due 200000000");
    }

    @Test
    void held_points_cannot_be_spent_before_their_time_nor_expired_ones_after() {
        rules(rule("Held")
                .award(10)
                .hold(new Span(14, Span.SpanUnit.DAY))
                .expire(new Expiry.After(new Span(2, Span.SpanUnit.MONTH), true)));

        report(fuel("2026-03-02T09:00", "40", "2000"));

        Side held = anna.purse().sides().keySet().iterator().next();
        assertThat(held.place()).isEqualTo(new Place.Held(Instant.parse("2026-03-16T06:00:00Z")));
        assertThat(held.terms().expires()).isEqualTo(Instant.parse("2026-05-31T21:00:00Z"));
        assertThat(anna.balance(Instant.parse("2026-03-16T05:59:59Z"))).isEqualTo(Points.ZERO);
        assertThat(anna.balance(Instant.parse("2026-03-16T06:00:00Z"))).isEqualTo(Points.ofUnits(10));
        assertThat(anna.balance(Instant.parse("2026-05-31T21:00:00Z"))).isEqualTo(Points.ZERO);
    }

    @Test
    void points_never_expire_within_thirty_days_of_recording() {
        rules(rule("Short").award(10).expire(new Expiry.AtEndOf(Period.WEEK, false)));

        report(fuel("2026-03-02T09:00", "40", "2000"));

        assertThat(anna.purse().sides().keySet().iterator().next().terms().expires())
                .isEqualTo(Instant.parse("2026-04-01T06:00:00Z"));
    }

    @Test
    void a_multiple_gives_once_in_its_window_however_events_arrive() {
        Figure.History count =
                new Figure.History(Measure.COUNT, ValueType.COUNT, purchases("fuel"), new Window.This(Period.MONTH));
        rules(rule("Every third").and(new Condition.Multiple(count, 3)).award(30));
        long[] granted = new long[4];
        for (int i = 0; i < 3; i++) {
            granted[i] = points(fuel("2026-03-1" + i + "T09:00", "1", "50"));
        }

        Purchase late = fuel("2026-03-11T20:00", "1", "50");
        Decision again =
                Decider.decide(version, anna, late, Instant.parse("2026-03-20T00:00:00Z"), Outside.unlimited());
        anna = Decider.evolve(version.recall(), anna, again);
        granted[3] = points(fuel("2026-04-01T09:00", "1", "50"));

        assertThat(granted).containsExactly(0, 0, 30, 0);
        assertThat(again.granted())
                .as("the third by its time, but the third was given")
                .isEqualTo(Points.ZERO);
    }

    @Test
    void a_first_purchase_gives_once_even_if_an_earlier_one_arrives_late() {
        rules(rule("Welcome").and(new Condition.First(purchases("fuel"))).award(100));

        assertThat(points(fuel("2026-03-10T09:00", "1", "50"))).isEqualTo(100);
        Decision late = Decider.decide(
                version,
                anna,
                fuel("2026-03-05T09:00", "1", "50"),
                Instant.parse("2026-03-11T00:00:00Z"),
                Outside.unlimited());

        assertThat(late.granted()).isEqualTo(Points.ZERO);
    }

    @Test
    void points_for_who_brought_the_member_are_no_points_of_the_members() {
        rules(rule("Thanks")
                .when(Rules.of(new Subject.Enrolments()))
                .give(new Effect.AwardFlat("award 50 to referrer", Points.ofUnits(50), true)));
        Instant now = Instant.parse("2026-03-02T09:00:00Z");
        var joined = new Enrolment(
                new EventKey(new PartnerId("nord-fuel"), "join"),
                now,
                List.of(new Identifier("card", "boris")),
                Optional.empty(),
                Optional.of(new Identifier("card", "anna")));

        Decision decision = report(joined);

        assertThat(decision.granted()).isEqualTo(Points.ZERO);
        assertThat(decision.rules().get(0).gifts())
                .containsExactly(new Gift.Thanks(
                        new Effect.AwardFlat("award 50 to referrer", Points.ofUnits(50), true),
                        new Identifier("card", "anna"),
                        Points.ofUnits(50)));
    }

    @Test
    void a_first_purchase_thanks_who_the_enrolment_named() {
        rules(rule("Thanks")
                .and(new Condition.First(purchases("fuel")))
                .give(new Effect.AwardFlat("award 50 to referrer", Points.ofUnits(50), true)));
        report(new Enrolment(
                new EventKey(new PartnerId("nord-fuel"), "join"),
                Instant.parse("2026-03-01T09:00:00Z"),
                List.of(new Identifier("card", "boris")),
                Optional.empty(),
                Optional.of(new Identifier("card", "anna"))));

        Decision first = report(fuel("2026-03-02T09:00", "40", "2000"));
        Decision second = report(fuel("2026-03-03T09:00", "40", "2000"));

        assertThat(first.rules().get(0).gifts()).hasSize(1);
        assertThat(second.rules()).isEmpty();
    }

    @Test
    void the_birthday_is_near_across_the_turn_of_the_year_and_unknown_when_not_shared() {
        rules(
                rule("Near").and(new Condition.BirthdayWithin(7)).award(1),
                rule("Not near")
                        .and(new Condition.Not(new Condition.BirthdayWithin(7)))
                        .award(2),
                rule("Adult").and(atLeast(new Figure.MemberAge(), 18)).award(4));

        assertThat(points(fuel("2026-12-30T09:00", "1", "50"))).isZero();
        report(new ProfileChange(
                new EventKey(PartnerId.PROGRAMME, "b"),
                Instant.parse("2026-12-30T07:00:00Z"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(LocalDate.of(2008, 1, 3)),
                Map.of()));

        assertThat(points(fuel("2026-12-30T12:00", "1", "50"))).isEqualTo(1 + 4);
        assertThat(points(fuel("2026-12-20T12:00", "1", "50"))).isEqualTo(2 + 4);
    }
}
