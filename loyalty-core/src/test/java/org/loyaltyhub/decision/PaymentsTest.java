package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.decision.OneBook.MARCH;
import static org.loyaltyhub.decision.OneBook.back;
import static org.loyaltyhub.decision.OneBook.codes;
import static org.loyaltyhub.decision.OneBook.fuel;
import static org.loyaltyhub.decision.OneBook.programme;
import static org.loyaltyhub.decision.OneBook.with;
import static org.loyaltyhub.fixture.OneMember.line;
import static org.loyaltyhub.fixture.OneMember.redemption;
import static org.loyaltyhub.fixture.OneMember.refund;
import static org.loyaltyhub.fixture.OneMember.reserve;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Redemption;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.rule.Expiry;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Span;

/** Points that pay: set aside, taken, given back, and held before they may. */
class PaymentsTest {
    @Test
    void points_are_set_aside_and_then_pay() {
        OneMember anna = with(rule("Points").awardPerFull(1, 10));
        anna.report(fuel("p", "40", "2000"));

        anna.report(reserve("aqua-wash", "res", "2026-03-03T09:00:00Z", 150));
        assertThat(anna.available("2026-03-03T09:01:00Z")).isEqualTo(50);
        assertThat(anna.state().purse().reserved()).isEqualTo(Points.ofUnits(150));

        Decision paid = anna.report(redemption(
                "aqua-wash",
                "pay",
                "2026-03-03T09:05:00Z",
                new Redemption.Commit("res", Optional.of(Points.ofUnits(120)))));

        assertThat(codes(paid)).containsExactly(Entry.Code.REDEEM, Entry.Code.CANCEL);
        assertThat(anna.available(MARCH)).isEqualTo(80);
        assertThat(anna.balance(Kind.REDEEMED, "aqua-wash")).isEqualTo(120);
        assertThat(anna.balance(Kind.DUE, "aqua-wash")).as("at 0.50 RUB").isEqualTo(120 * 50_000_000L);
        assertThat(anna.balance(Kind.DUE, "nord-fuel")).as("at 0.60 RUB").isEqualTo(-200 * 60_000_000L);
        assertThat(anna.balance(Kind.RESERVE, "programme")).isEqualTo(80 * 50_000_000L);
        assertThat(anna.balance(Kind.MARGIN, "programme")).isEqualTo(200 * 10_000_000L);
    }

    @Test
    void more_than_is_available_is_declined_and_says_what_would_be_allowed() {
        OneMember anna = with(
                programme("\"redemption\": {\"minimum\": 100, \"step\": 50}"),
                rule("Points").awardPerFull(1, 10));
        anna.report(fuel("p", "40", "1990"));

        Refusal refusal = anna.report(reserve("aqua-wash", "res", "2026-03-03T09:00:00Z", 200))
                .refusal()
                .orElseThrow();

        assertThat(refusal)
                .isEqualTo(new Refusal(
                        true,
                        "balance-short",
                        "200 points asked, 199 points available",
                        "150 points would be allowed"));
        Decision upTo = anna.report(redemption(
                "aqua-wash", "upto", "2026-03-03T09:00:00Z", new Redemption.Reserve(Points.ofUnits(200), true)));
        assertThat(upTo.refusal()).isEmpty();
        assertThat(anna.state().purse().reserved()).isEqualTo(Points.ofUnits(150));
    }

    @Test
    void a_reservation_runs_out_and_cannot_pay_any_more() {
        OneMember anna = with(rule("Points").awardPerFull(1, 10));
        anna.report(fuel("p", "40", "2000"));
        anna.report(reserve("aqua-wash", "res", "2026-03-03T09:00:00Z", 150));

        Decision late = anna.report(
                redemption("aqua-wash", "pay", "2026-03-03T10:00:00Z", new Redemption.Commit("res", Optional.empty())));

        assertThat(late.refusal().orElseThrow().code()).isEqualTo("reservation-over");
        Decision next = anna.report(
                at("aqua-wash", "2026-03-03T13:30").id("w").item("wash", "500").purchase());
        assertThat(codes(next)).containsExactly(Entry.Code.CANCEL);
        assertThat(anna.available(MARCH)).isEqualTo(200);
    }

    @Test
    void points_given_back_after_their_time_lapse_at_once() {
        OneMember anna = with(
                programme("\"redemption\": {\"timeout\": 10080}"),
                rule("Points").awardPerFull(1, 10).expire(new Expiry.After(new Span(31, Span.SpanUnit.DAY), false)));
        anna.report(fuel("p", "40", "2000"));
        anna.report(reserve("aqua-wash", "res", "2026-04-01T12:00:00Z", 150));

        Decision back =
                anna.report(redemption("aqua-wash", "no", "2026-04-05T12:00:00Z", new Redemption.Cancel("res")));

        assertThat(codes(back)).containsExactly(Entry.Code.EXPIRE, Entry.Code.CANCEL, Entry.Code.EXPIRE);
        assertThat(anna.balance(Kind.EXPIRED, "programme")).isEqualTo(200);
        assertThat(anna.available("2026-04-05T12:00:00Z")).isZero();
    }

    @Test
    void a_receipt_can_be_paid_in_part_with_points_and_the_part_earns_nothing() {
        OneMember anna = with(rule("Points").when(purchases()).awardPerFull(1, 10));
        anna.report(fuel("p", "40", "2000"));
        anna.report(reserve("aqua-wash", "res", "2026-03-03T09:00:00Z", 150));
        Purchase wash = paidWith("res", "75");

        Decision paid = anna.report(wash);

        assertThat(codes(paid)).containsExactly(Entry.Code.REDEEM, Entry.Code.EARN);
        assertThat(anna.available(MARCH)).as("50 left, and 42 for 425 RUB").isEqualTo(92);
    }

    private static Purchase paidWith(String reservation, String roubles) {
        return at("aqua-wash", "2026-03-03T12:05")
                .id("w")
                .item("wash", "250")
                .item("wash", "250")
                .paidWithPoints(roubles)
                .reservation(reservation)
                .purchase();
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "132", "213", "231", "312", "321"})
    void points_that_had_paid_come_back_once_in_whatever_order_goods_and_their_discount_come_back(String order) {
        OneMember anna = with(rule("Points").awardPerFull(1, 10));
        anna.report(fuel("p", "40", "2000"));
        anna.report(reserve("aqua-wash", "res", "2026-03-03T09:00:00Z", 200));
        anna.report(at("aqua-wash", "2026-03-03T12:05")
                .id("w")
                .item("wash", "100")
                .item("wash", "-50")
                .item("coffee", "50")
                .paidWithPoints("100")
                .reservation("res")
                .purchase());

        long before = anna.available("2026-03-20T12:00:00Z");
        for (int number : order.chars().map(Character::getNumericValue).toArray()) {
            anna.report(refund("aqua-wash", "r" + number, "2026-03-20T12:00:00Z", "w", line(number)));
            long now = anna.available("2026-03-20T12:00:00Z");
            assertThat(now).isBetween(before, 200L);
            before = now;
        }

        assertThat(before).isEqualTo(200);
        assertThat(anna.balance(Kind.REDEEMED, "aqua-wash")).isZero();
    }

    @Test
    void points_that_had_paid_come_back_with_the_goods_and_live_a_last_while() {
        OneMember anna = with(
                rule("Points").awardPerFull(1, 10).expire(new Expiry.After(new Span(31, Span.SpanUnit.DAY), false)));
        anna.report(fuel("p", "40", "2000"));
        anna.report(reserve("aqua-wash", "res", "2026-03-03T09:00:00Z", 150));
        anna.report(paidWith("res", "75"));

        anna.report(refund("aqua-wash", "r1", "2026-03-20T12:00:00Z", "w", line(1)));
        assertThat(anna.available("2026-03-20T12:00:00Z")).isEqualTo(50 + 75);

        anna.report(refund("aqua-wash", "r2", "2026-03-21T12:00:00Z", "w"));
        assertThat(anna.available("2026-03-21T12:00:00Z")).isEqualTo(200);
        assertThat(anna.available("2026-04-10T12:00:00Z")).as("fifty lapsed").isEqualTo(150);
        assertThat(anna.available("2026-04-20T11:00:00Z"))
                .as("thirty days later")
                .isEqualTo(75);
    }

    @Test
    void held_points_are_released_by_an_entry_of_their_own() {
        OneMember anna = with(
                rule("Held").award(10).hold(new Span(14, Span.SpanUnit.DAY)),
                rule("Free").award(1));
        anna.report(fuel("p", "40", "2000"));

        Decision next = anna.report(
                at("nord-fuel", "2026-03-20T09:00").id("q").petrol("1", "50").purchase());

        assertThat(codes(next)).containsExactly(Entry.Code.RELEASE, Entry.Code.EARN, Entry.Code.EARN);
        assertThat(next.entries().get(0).happenedAt()).isEqualTo("2026-03-16T06:00:00Z");
    }
}
