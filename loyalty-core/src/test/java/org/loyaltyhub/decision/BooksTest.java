package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.OneMember.adjustment;
import static org.loyaltyhub.fixture.OneMember.amount;
import static org.loyaltyhub.fixture.OneMember.line;
import static org.loyaltyhub.fixture.OneMember.redemption;
import static org.loyaltyhub.fixture.OneMember.refund;
import static org.loyaltyhub.fixture.OneMember.reserve;
import static org.loyaltyhub.fixture.Rules.atLeast;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.lines;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Redemption;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Till;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.Purse;
import org.loyaltyhub.member.Belongings;
import org.loyaltyhub.member.Memory;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Expiry;
import org.loyaltyhub.rule.Group;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.Span;

/** What refunds, payments with points, adjustments and time do to one member's books. */
class BooksTest {
    private static final String MARCH = "2026-03-10T12:00:00Z";

    private static OneMember with(Rules... rules) {
        return with(Club.PROGRAMME, rules);
    }

    private static OneMember with(Programme programme, Rules... rules) {
        return new OneMember(Version.plain(programme, List.of(Rules.book(rules))));
    }

    private static Programme programme(String terms) {
        return Club.programme(Club.JSON.replace("\"late\": 60", "\"late\": 60, " + terms));
    }

    private static Purchase fuel(String id, String litres, String roubles) {
        return at("nord-fuel", "2026-03-02T09:00")
                .id(id)
                .petrol(litres, roubles)
                .purchase();
    }

    private static Refund back(String id, String purchase, Refund.ReturnedLine... lines) {
        return refund("nord-fuel", id, MARCH, purchase, lines);
    }

    private static void spend(OneMember member, long points) {
        member.report(reserve("aqua-wash", "res", "2026-03-03T09:00:00Z", points));
        member.report(
                redemption("aqua-wash", "pay", "2026-03-03T09:05:00Z", new Redemption.Commit("res", Optional.empty())));
    }

    private static List<Entry.Code> codes(Decision decision) {
        return decision.entries().stream().map(Entry::code).toList();
    }

    // Refunds

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
    void what_was_spent_is_owed_and_the_next_points_pay_it() {
        OneMember anna = with(rule("Points").awardPerFull(1, 10));
        anna.report(fuel("p", "40", "2000"));
        spend(anna, 150);

        anna.report(back("r", "p"));

        assertThat(anna.state().purse().debt()).isEqualTo(Points.ofUnits(150));
        assertThat(anna.available(MARCH)).isZero();
        Decision next = anna.report(
                at("nord-fuel", "2026-03-11T09:00").id("q").petrol("40", "2000").purchase(), "2026-03-11T09:00:00Z");
        assertThat(codes(next)).containsExactly(Entry.Code.EARN, Entry.Code.REPAY);
        assertThat(anna.state().purse().debt()).isEqualTo(Points.ZERO);
        assertThat(anna.available("2026-03-11T10:00:00Z")).isEqualTo(50);
    }

    @Test
    void free_points_of_other_awards_pay_before_anything_is_owed() {
        OneMember anna = with(
                rule("Fuel").awardPerFull(1, 10),
                rule("Wash").ownedBy("aqua-wash").when(purchases("wash")).award(120));
        anna.report(fuel("p", "40", "1000"));
        anna.report(
                at("aqua-wash", "2026-03-02T10:00").id("w").item("wash", "500").purchase());
        spend(anna, 100);

        Decision decision = anna.report(back("r", "p"));

        assertThat(codes(decision)).containsExactly(Entry.Code.REVERSE, Entry.Code.REPAY);
        assertThat(anna.available(MARCH)).isEqualTo(20);
        assertThat(anna.state().purse().debt()).isEqualTo(Points.ZERO);
    }

    @Test
    void what_stays_with_the_payer_is_no_debt_in_whatever_order_the_rules_stand() {
        Rules brief = rule("Brief").award(100).expire(new Expiry.After(new Span(60, Span.SpanUnit.DAY), false));
        Rules lasting = rule("Lasting").award(100);
        for (List<Rules> order : List.of(List.of(brief, lasting), List.of(lasting, brief))) {
            OneMember anna = new OneMember(Version.plain(
                    programme("\"refunds\": {\"unpaid\": \"payer\"}"), List.of(book(order.toArray(Rules[]::new)))));
            anna.report(fuel("p", "40", "2000"));
            spend(anna, 100);

            anna.report(back("r", "p"));

            assertThat(anna.state().purse()).isEqualTo(Purse.EMPTY);
        }
    }

    @Test
    void what_another_rule_of_the_group_gives_instead_pays_first_for_what_was_spent() {
        OneMember anna = with(
                programme("\"refunds\": {\"unpaid\": \"payer\"}"),
                rule("Big")
                        .and(atLeast(new Figure.Amount(lines("fuel")), 100_000))
                        .award(100)
                        .in("g", Group.Mode.FIRST, 5)
                        .expire(new Expiry.After(new Span(60, Span.SpanUnit.DAY), false)),
                rule("Small").award(100).in("g", Group.Mode.FIRST, 1));
        anna.report(at("nord-fuel", "2026-03-02T09:00")
                .id("p")
                .petrol("18", "900")
                .petrol("6", "300")
                .purchase());
        spend(anna, 100);

        anna.report(back("r", "p", line(2)));

        assertThat(anna.state().purse()).isEqualTo(Purse.EMPTY);
        assertThat(anna.balance(Kind.ISSUED, "nord-fuel"))
                .as("no more than once")
                .isEqualTo(-100);
    }

    @Test
    void what_is_given_instead_pays_for_what_was_spent_though_it_is_held() {
        OneMember anna = with(
                programme("\"refunds\": {\"unpaid\": \"payer\"}"),
                rule("Big")
                        .and(atLeast(new Figure.Amount(lines("fuel")), 100_000))
                        .award(100)
                        .in("g", Group.Mode.FIRST, 5),
                rule("Small").award(110).in("g", Group.Mode.FIRST, 1).hold(new Span(30, Span.SpanUnit.DAY)));
        anna.report(at("nord-fuel", "2026-03-02T09:00")
                .id("p")
                .petrol("18", "900")
                .petrol("6", "300")
                .purchase());
        spend(anna, 80);

        anna.report(back("r", "p", line(2)));

        assertThat(anna.state().purse().debt()).isEqualTo(Points.ZERO);
        assertThat(anna.available(MARCH)).isZero();
        assertThat(anna.state().purse().held(Instant.parse(MARCH)))
                .as("80 of what the purchase gives are spent")
                .isEqualTo(Points.ofUnits(20));
    }

    @Test
    void where_the_programme_says_so_what_was_spent_stays_with_the_payer() {
        OneMember anna = with(
                programme("\"refunds\": {\"unpaid\": \"payer\"}"),
                rule("Points").awardPerFull(1, 10));
        anna.report(fuel("p", "40", "2000"));
        spend(anna, 150);

        anna.report(back("r", "p"));

        assertThat(anna.state().purse()).isEqualTo(Purse.EMPTY);
        assertThat(anna.balance(Kind.ISSUED, "nord-fuel")).isEqualTo(-150);
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

    // Paying with points

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

    // Time and hand

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

    @Test
    void an_old_debt_is_given_up() {
        OneMember anna = with(
                programme("\"refunds\": {\"writeOff\": 30}"), rule("Points").awardPerFull(1, 10));
        anna.report(fuel("p", "40", "2000"));
        spend(anna, 150);
        anna.report(back("r", "p"));

        Decision later = anna.report(
                at("aqua-wash", "2026-05-03T13:30").id("w").item("wash", "500").purchase());

        assertThat(codes(later)).containsExactly(Entry.Code.WRITE_OFF);
        assertThat(anna.state().purse()).isEqualTo(Purse.EMPTY);
        assertThat(anna.balance(Kind.COSTS, "programme")).isEqualTo(-150 * 50_000_000L);
    }

    @Test
    void a_clerk_gives_points_within_a_days_limit_and_beyond_it_with_a_second_person() {
        OneMember anna = with(
                programme("\"adjustments\": {\"perClerkADay\": 100}"),
                rule("Points").awardPerFull(1, 10));

        anna.report(adjustment("a1", MARCH, 80, Optional.empty()));
        Decision tooMuch = anna.report(adjustment("a2", MARCH, 30, Optional.empty()));
        anna.report(adjustment("a3", MARCH, 30, Optional.of("boris")));
        anna.report(adjustment("a4", "2026-03-11T12:00:00Z", -90, Optional.empty()));

        assertThat(tooMuch.refusal().orElseThrow().message())
                .isEqualTo("30 points by olga alone, who may move 20 points more today");
        assertThat(anna.available("2026-03-11T12:00:00Z")).isEqualTo(20);
        assertThat(anna.balance(Kind.COSTS, "programme")).isEqualTo(-20 * 50_000_000L);
        Decision tooFew = anna.report(adjustment("a5", "2026-03-11T12:00:00Z", -90, Optional.of("boris")));
        assertThat(tooFew.refusal().orElseThrow().code()).isEqualTo("balance-short");
    }
}
