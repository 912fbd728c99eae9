package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.decision.OneBook.MARCH;
import static org.loyaltyhub.decision.OneBook.back;
import static org.loyaltyhub.decision.OneBook.codes;
import static org.loyaltyhub.decision.OneBook.fuel;
import static org.loyaltyhub.decision.OneBook.with;
import static org.loyaltyhub.fixture.OneMember.amount;
import static org.loyaltyhub.fixture.OneMember.line;
import static org.loyaltyhub.fixture.OneMember.refund;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Till;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.Purse;
import org.loyaltyhub.member.Belongings;
import org.loyaltyhub.member.Memory;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Expiry;
import org.loyaltyhub.rule.Group;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.Span;

/** What comes back of a purchase, and what is left of what it gave. */
class RefundsTest {
    @Test
    void a_purchase_that_came_back_wholly_leaves_nothing_behind() {
        OneMember anna = with(
                rule("Points").awardPerFull(1, 10),
                rule("Wash").give(new Effect.GiveBadge("badge", "Driver")),
                rule("Once").award(5).limit(Limit.Measure.TIMES, 1, Limit.Reach.MEMBER_EVER));
        anna.report(fuel("p", "40", "2000"));
        assertThat(anna.available(MARCH)).isEqualTo(205);

        Decision decision = anna.report(back("r", "p"));

        assertThat(codes(decision)).containsExactly(Entry.Code.REVERSE, Entry.Code.REVERSE);
        assertThat(anna.state().purse()).isEqualTo(Purse.EMPTY);
        assertThat(anna.state().belongings()).isEqualTo(Belongings.NONE);
        assertThat(anna.balances().values()).containsOnly(0L);
        assertThat(anna.state().memory().size()).isEqualTo(Memory.EMPTY.size());
        anna.report(fuel("again", "40", "2000"));
        assertThat(anna.available(MARCH)).as("what gives once gives once more").isEqualTo(205);
    }

    @Test
    void a_part_that_came_back_takes_its_part_of_the_points_rounded_once_on_what_is_left() {
        OneMember anna = with(rule("Points").awardPerFull(1, 10));
        anna.report(fuel("p", "40", "1999"));
        assertThat(anna.available(MARCH)).isEqualTo(199);

        anna.report(back("r1", "p", line(1, 10_000_000)));
        assertThat(anna.available(MARCH)).as("of 1499.25").isEqualTo(149);

        anna.report(back("r2", "p", amount("100.00")));
        assertThat(anna.available(MARCH)).as("of 1399.25").isEqualTo(139);
    }

    @Test
    void one_of_several_lines_can_come_back() {
        OneMember anna = with(
                rule("Fuel").awardPerFull(1, 10),
                rule("Coffee").when(purchases("coffee")).award(7));
        anna.report(at("nord-fuel", "2026-03-02T09:00")
                .id("p")
                .petrol("40", "2000")
                .item("coffee", "100")
                .purchase());
        assertThat(anna.available(MARCH)).isEqualTo(207);

        anna.report(back("r", "p", line(2)));

        assertThat(anna.available(MARCH)).isEqualTo(200);
    }

    @Test
    void more_than_is_left_does_not_come_back() {
        OneMember anna = with(rule("Points").awardPerFull(1, 10));
        anna.report(fuel("p", "40", "2000"));
        anna.report(back("r1", "p", line(1, 30_000_000)));

        Decision decision = anna.report(back("r2", "p", line(1, 20_000_000)));

        assertThat(decision.refusal().orElseThrow().code()).isEqualTo("nothing-to-return");
        assertThat(decision.entries()).isEmpty();
        assertThat(anna.available(MARCH)).isEqualTo(50);
    }

    @Test
    void a_condition_on_the_receipt_is_asked_again_of_what_is_left() {
        OneMember anna = with(rule("Big")
                .and(Rules.atLeast(new Figure.Amount(Rules.lines("fuel")), 150_000))
                .award(100));
        anna.report(fuel("p", "40", "2000"));

        anna.report(back("r", "p", line(1, 20_000_000)));

        assertThat(anna.available(MARCH)).isZero();
    }

    @Test
    void a_sum_over_a_window_counts_the_share_of_what_is_left() {
        Figure.History month =
                new Figure.History(Measure.AMOUNT, ValueType.MONEY, purchases("fuel"), new Window.This(Period.MONTH));
        OneMember anna =
                with(rule("Big month").and(Rules.atLeast(month, 250_000)).award(100));
        anna.report(fuel("first", "20", "1000"));
        anna.report(
                at("nord-fuel", "2026-03-03T09:00").id("p").petrol("40", "2000").purchase());
        assertThat(anna.available(MARCH)).isEqualTo(100);

        anna.report(back("r1", "p", line(1, 10_000_000)));
        assertThat(anna.available(MARCH)).as("1000 and 1500 are enough").isEqualTo(100);

        anna.report(back("r2", "p", line(1, 1_000_000)));
        assertThat(anna.available(MARCH)).as("1000 and 1450 are not").isZero();
    }

    @Test
    void when_the_winner_of_a_group_falls_the_next_takes_its_place_and_nothing_is_worth_more() {
        OneMember anna = with(
                rule("First")
                        .and(Rules.atLeast(new Figure.Amount(Rules.lines("fuel")), 150_000))
                        .award(5)
                        .in("g", Group.Mode.FIRST, 10),
                rule("Second").award(50).in("g", Group.Mode.FIRST, 1));
        anna.report(fuel("p", "40", "2000"));
        assertThat(anna.available(MARCH)).isEqualTo(5);

        Decision decision = anna.report(back("r", "p", line(1, 20_000_000)));

        assertThat(codes(decision)).containsExactlyInAnyOrder(Entry.Code.REVERSE, Entry.Code.EARN);
        assertThat(anna.available(MARCH)).isEqualTo(5);
    }

    @Test
    void multipliers_shrink_with_what_they_multiply() {
        OneMember anna = with(
                rule("Points").awardPerFull(1, 10),
                rule("Double").give(new Effect.MultiplyPoints("twice", new Ratio(1, 1), List.of())));
        anna.report(fuel("p", "40", "2000"));
        assertThat(anna.available(MARCH)).isEqualTo(400);

        anna.report(back("r", "p", line(1, 10_000_000)));

        assertThat(anna.available(MARCH)).isEqualTo(300);
    }

    @Test
    void points_that_lapsed_are_taken_back_from_breakage() {
        OneMember anna = with(
                rule("Points").awardPerFull(1, 10).expire(new Expiry.After(new Span(31, Span.SpanUnit.DAY), false)));
        anna.report(fuel("p", "40", "2000"));

        Decision decision = anna.report(refund("nord-fuel", "r", "2026-04-10T12:00:00Z", "p"));

        assertThat(codes(decision)).containsExactly(Entry.Code.EXPIRE, Entry.Code.REVERSE);
        assertThat(anna.state().purse()).isEqualTo(Purse.EMPTY);
        assertThat(anna.balances().values()).containsOnly(0L);
    }

    @Test
    void an_award_that_used_a_purchase_up_goes_with_it() {
        OneMember anna = with(rule("Clean after the road")
                .when(purchases("wash"))
                .and(new Condition.Earlier(purchases("fuel"), new Window.Last(new Span(48, Span.SpanUnit.HOUR)), true))
                .award(100));
        anna.report(fuel("p", "40", "2000"));
        anna.report(
                at("aqua-wash", "2026-03-02T10:00").id("w").item("wash", "500").purchase());
        assertThat(anna.available(MARCH)).isEqualTo(100);

        Decision decision = anna.report(back("r", "p"));

        assertThat(decision.revisions())
                .extracting(revision -> revision.of().id())
                .containsExactly("p", "w");
        assertThat(anna.available(MARCH)).isZero();
    }

    @Test
    void what_a_returned_purchase_had_used_up_may_be_used_again() {
        OneMember anna = with(rule("Clean after the road")
                .when(purchases("wash"))
                .and(new Condition.Earlier(purchases("fuel"), new Window.Last(new Span(48, Span.SpanUnit.HOUR)), true))
                .award(100));
        anna.report(fuel("p", "40", "2000"));
        anna.report(
                at("aqua-wash", "2026-03-02T10:00").id("w").item("wash", "500").purchase());
        anna.report(refund("aqua-wash", "r", "2026-03-02T11:00:00Z", "w"));
        assertThat(anna.available(MARCH)).isZero();

        anna.report(
                at("aqua-wash", "2026-03-02T15:00").id("x").item("wash", "500").purchase());

        assertThat(anna.available(MARCH)).isEqualTo(100);
    }

    @Test
    void a_limit_over_all_members_is_free_again_for_what_came_back() {
        OneMember anna =
                with(rule("Points").awardPerFull(1, 10).limit(Limit.Measure.POINTS, 250, Limit.Reach.ALL_EVER));
        anna.report(fuel("p", "40", "2000"));
        anna.report(fuel("q", "40", "2000"));
        assertThat(anna.taken()).isEqualTo(250);

        anna.report(back("r", "p"));

        assertThat(anna.taken()).isEqualTo(50);
    }

    @Test
    void a_refund_without_a_purchase_goes_to_the_newest_that_has_the_article_at_the_price() {
        OneMember anna = with(rule("Points").awardPerFull(1, 10));
        anna.report(fuel("old", "10", "500"));
        anna.report(at("nord-fuel", "2026-03-03T09:00")
                .id("dear")
                .petrol("10", "600")
                .purchase());
        Refund refund = new Refund(
                new EventKey(new PartnerId("nord-fuel"), "r"),
                Instant.parse(MARCH),
                List.of(OneMember.anna()),
                Optional.empty(),
                List.of(
                        new Refund.ReturnedLine(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(4_000_000L),
                                Optional.of(Till.rub("200"))),
                        new Refund.ReturnedLine(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(1_000_000L),
                                Optional.of(Till.rub("70")))));

        Decision decision = anna.report(refund);

        assertThat(decision.revisions())
                .extracting(revision -> revision.of().id())
                .containsExactly("old");
        assertThat(decision.notFound()).containsExactly(2);
        assertThat(anna.available(MARCH)).isEqualTo(30 + 60);
    }

    @Test
    void a_refund_without_a_purchase_takes_the_newest_line_that_has_it() {
        OneMember anna = with(rule("Points").awardPerFull(1, 10));
        anna.report(at("nord-fuel", "2026-03-02T09:00")
                .id("p")
                .petrol("10", "500")
                .petrol("4", "200")
                .purchase());
        Refund refund = new Refund(
                new EventKey(new PartnerId("nord-fuel"), "r"),
                Instant.parse(MARCH),
                List.of(OneMember.anna()),
                Optional.empty(),
                List.of(litres(4, "200"), litres(10, "500")));

        Decision decision = anna.report(refund);

        assertThat(decision.notFound())
                .as("the 4 litres are the second line, so the first still has its 10")
                .isEmpty();
        assertThat(anna.available(MARCH)).isZero();
    }

    private static Refund.ReturnedLine litres(long litres, String roubles) {
        return new Refund.ReturnedLine(
                Optional.empty(), Optional.empty(), Optional.of(litres * 1_000_000), Optional.of(Till.rub(roubles)));
    }
}
