package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.OneMember.adjustment;
import static org.loyaltyhub.fixture.OneMember.line;
import static org.loyaltyhub.fixture.OneMember.refund;
import static org.loyaltyhub.fixture.OneMember.reserve;
import static org.loyaltyhub.fixture.Rules.atLeast;
import static org.loyaltyhub.fixture.Rules.lines;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Quote;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Till;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.member.Belongings;
import org.loyaltyhub.member.Counters;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Offer;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Ratio;

/** Discounts and vouchers that a quote holds until a purchase names it. */
class QuotesTest {
    private static final Effect TENTH =
            new Effect.TakePart("take 10 %", new Ratio(1, 10), lines("wash"), Optional.empty());
    private static final Effect WASH_VOUCHER = new Effect.GiveVoucher(
            "give voucher WASH",
            "WASH",
            new Offer(
                    new Offer.Off.Sum(20_000),
                    lines("wash"),
                    Bits.of(Club.PROGRAMME.partnerIndex(new PartnerId("aqua-wash")))),
            30);

    private static OneMember with(Rules... rules) {
        return new OneMember(Version.plain(Club.PROGRAMME, List.of(Rules.book(rules))));
    }

    private static Quote quote(String id, String time, String roubles, String... vouchers) {
        return new Quote(wash(id, time, roubles).purchase(), List.of(vouchers));
    }

    private static Till wash(String id, String time, String... roubles) {
        Till wash = at("aqua-wash", "2026-03-0" + time).id(id);
        for (String each : roubles) {
            wash.item("wash", each);
        }
        return wash;
    }

    private static List<String> discounts(Decision decision) {
        return decision.entries().stream()
                .filter(entry -> entry.code() == Entry.Code.DISCOUNT)
                .flatMap(entry -> entry.postings().stream())
                .map(posting -> posting.account() + " " + posting.amount() / 100_000_000)
                .toList();
    }

    @Test
    void a_quote_holds_its_discount_until_a_purchase_names_it_and_then_the_giver_is_paid_by_who_pays_for_the_rule() {
        OneMember anna = with(rule("Tenth")
                .when(purchases("wash"))
                .give(TENTH)
                .awardPerFull(1, 10)
                .paidBy("nord-fuel", 1));

        Decision quoted = anna.report(quote("q", "3T12:00", "500"));
        Decision bought = anna.report(wash("w", "3T12:10", "450").quote("q").purchase());

        assertThat(quoted.entries()).isEmpty();
        assertThat(quoted.rules()).hasSize(1);
        assertThat(quoted.granted().units()).as("points come with the purchase").isZero();
        assertThat(discounts(bought)).containsExactly("nord-fuel due -50", "aqua-wash due 50");
        assertThat(bought.granted().units()).isEqualTo(45);
        assertThat(anna.state().quotes()).isEmpty();
    }

    @Test
    void a_limit_counts_a_quote_and_its_purchase_once() {
        OneMember anna = with(rule("Tenth")
                .when(purchases("wash"))
                .give(TENTH)
                .award(5)
                .limit(Limit.Measure.TIMES, 1, Limit.Reach.MEMBER_EVER)
                .limit(Limit.Measure.TIMES, 1, Limit.Reach.ALL_EVER)
                .limit(Limit.Measure.MONEY, 8_000, Limit.Reach.ALL_EVER));

        anna.report(quote("q", "3T12:00", "500"));
        Decision second = anna.report(quote("q2", "3T12:01", "500"));
        Decision bought = anna.report(wash("w", "3T12:10", "450").quote("q").purchase());

        assertThat(second.rules()).as("the first has it").isEmpty();
        assertThat(discounts(bought)).hasSize(2);
        assertThat(anna.takenByLimit().values()).containsExactlyInAnyOrder(1L, 5_000L);
    }

    @Test
    void a_quote_that_nobody_names_is_over_in_time_and_gives_back_what_it_held() {
        OneMember anna = with(rule("Tenth")
                .when(purchases("wash"))
                .give(TENTH)
                .limit(Limit.Measure.TIMES, 1, Limit.Reach.MEMBER_EVER)
                .limit(Limit.Measure.MONEY, 8_000, Limit.Reach.ALL_EVER));
        anna.report(quote("q", "3T12:00", "500"));
        assertThat(anna.taken()).isEqualTo(5_000);

        Decision late = anna.report(wash("w", "3T13:30", "450").quote("q").purchase());

        assertThat(discounts(late)).isEmpty();
        assertThat(anna.state().quotes()).isEmpty();
        assertThat(anna.state().counters()).isEqualTo(Counters.NONE);
        assertThat(anna.taken()).isZero();
        assertThat(anna.report(quote("q2", "3T13:31", "500")).rules()).hasSize(1);
    }

    @Test
    void a_voucher_is_used_at_another_partner_at_the_cost_of_who_gave_it() {
        OneMember anna = with(rule("Voucher").give(WASH_VOUCHER));
        anna.report(
                at("nord-fuel", "2026-03-02T09:00").id("p").petrol("40", "2000").purchase());

        Decision quoted = anna.report(quote("q", "3T12:00", "150", "WASH"));
        assertThat(anna.state().belongings().vouchers()).isEmpty();
        Decision bought = anna.report(wash("w", "3T12:10", "0").quote("q").purchase());

        assertThat(quoted.refusal()).isEmpty();
        assertThat(discounts(bought))
                .as("no more than the receipt")
                .containsExactly("nord-fuel due -150", "aqua-wash due 150");
        assertThat(anna.state().belongings().vouchers()).isEmpty();
        Decision again = anna.report(quote("q2", "3T12:20", "150", "WASH"));
        assertThat(again.refusal().orElseThrow().code()).isEqualTo("no-such-voucher");
    }

    @Test
    void a_voucher_counts_in_the_limits_of_its_rule_when_it_is_given_and_not_when_it_is_used() {
        OneMember anna =
                with(rule("Voucher").give(WASH_VOUCHER).limit(Limit.Measure.TIMES, 2, Limit.Reach.MEMBER_EVER));
        anna.report(
                at("nord-fuel", "2026-03-02T09:00").id("p").petrol("40", "2000").purchase());
        anna.report(quote("q", "3T12:00", "150", "WASH"));
        anna.report(wash("w", "3T12:10", "0").quote("q").purchase());

        Decision second = anna.report(at("nord-fuel", "2026-03-04T09:00")
                .id("p2")
                .petrol("40", "2000")
                .purchase());

        assertThat(second.rules().get(0).gives()).isTrue();
        assertThat(anna.state().belongings().vouchers()).hasSize(1);
    }

    @Test
    void a_voucher_of_a_quote_that_is_over_is_open_again() {
        OneMember anna = with(rule("Voucher").give(WASH_VOUCHER));
        anna.report(
                at("nord-fuel", "2026-03-02T09:00").id("p").petrol("40", "2000").purchase());
        anna.report(quote("q", "3T12:00", "150", "WASH"));

        anna.report(wash("w", "3T14:00", "150").purchase());

        assertThat(anna.state().belongings().vouchers()).hasSize(1);
    }

    @Test
    void a_voucher_is_good_only_where_and_on_what_its_rule_says() {
        OneMember anna = with(rule("Voucher").give(WASH_VOUCHER));
        anna.report(
                at("nord-fuel", "2026-03-02T09:00").id("p").petrol("40", "2000").purchase());
        Purchase coffee =
                at("nord-fuel", "2026-03-03T12:00").id("q").item("wash", "100").purchase();

        Decision elsewhere = anna.report(new Quote(coffee, List.of("WASH")));

        assertThat(elsewhere.refusal().orElseThrow().code()).isEqualTo("voucher-no-use");
        assertThat(anna.state().belongings().vouchers()).hasSize(1);
    }

    @Test
    void a_discount_goes_back_with_the_goods_in_proportion() {
        OneMember anna = with(rule("Tenth")
                .when(purchases("wash"))
                .give(TENTH)
                .limit(Limit.Measure.MONEY, 8_000, Limit.Reach.ALL_EVER)
                .paidBy("nord-fuel", 1));
        anna.report(quote("q", "3T12:00", "500"));
        anna.report(wash("w", "3T12:10", "450").quote("q").purchase());

        anna.report(refund("aqua-wash", "r1", "2026-03-10T12:00:00Z", "w", OneMember.amount("90.00")));
        assertThat(anna.balance(Kind.DUE, "aqua-wash") / 100_000_000).isEqualTo(40);
        assertThat(anna.taken()).isEqualTo(4_000);

        anna.report(refund("aqua-wash", "r2", "2026-03-10T12:01:00Z", "w"));
        assertThat(anna.balances().values()).containsOnly(0L);
        assertThat(anna.taken()).isZero();
    }

    @Test
    void a_rule_that_a_quote_counted_still_holds_for_what_is_left_of_its_purchase() {
        OneMember anna = with(rule("Few")
                .when(purchases("wash"))
                .give(TENTH)
                .award(50)
                .limit(Limit.Measure.TIMES, 100, Limit.Reach.ALL_EVER));
        anna.report(new Quote(wash("q", "3T12:00", "500", "300").purchase(), List.of()));
        anna.report(wash("w", "3T12:00", "450", "270").quote("q").purchase());

        anna.report(refund("aqua-wash", "r1", "2026-03-10T12:00:00Z", "w", line(2)));
        assertThat(anna.available("2026-03-10T12:00:00Z")).isEqualTo(50);
        assertThat(anna.taken()).isEqualTo(1);

        anna.report(refund("aqua-wash", "r2", "2026-03-10T12:01:00Z", "w"));
        assertThat(anna.available("2026-03-10T12:01:00Z")).isZero();
        assertThat(anna.taken()).isZero();
    }

    @Test
    void a_discount_goes_back_in_proportion_though_points_paid_for_all_the_rest() {
        OneMember anna = with(rule("Tenth").when(purchases("wash")).give(TENTH).paidBy("nord-fuel", 1));
        anna.report(adjustment("gift", "2026-03-01T00:00:00Z", 1_800, Optional.of("boss")));
        anna.report(new Quote(wash("q", "3T12:00", "500", "500").purchase(), List.of()));
        anna.report(reserve("aqua-wash", "res", "2026-03-03T09:00:00Z", 1_800));
        anna.report(at("aqua-wash", "2026-03-03T12:05")
                .id("w")
                .item("wash", "450")
                .item("wash", "450")
                .paidWithPoints("900")
                .reservation("res")
                .quote("q")
                .purchase());

        anna.report(refund("aqua-wash", "r1", "2026-03-10T12:00:00Z", "w", line(2)));

        assertThat(anna.balance(Kind.DUE, "nord-fuel") / 100_000_000)
                .as("half of the hundred that it gave")
                .isEqualTo(-50);
    }

    @Test
    void what_came_with_a_discount_goes_when_its_rule_holds_no_more_and_the_discount_stays_in_proportion() {
        OneMember anna = with(rule("Both")
                .when(purchases("wash"))
                .and(atLeast(new Figure.Amount(lines("wash")), 50_000))
                .give(TENTH)
                .give(WASH_VOUCHER)
                .give(new Effect.GiveBadge("give badge Shine", "Shine")));
        anna.report(new Quote(wash("q", "3T12:00", "500", "500").purchase(), List.of()));
        anna.report(wash("w", "3T12:00", "450", "450").quote("q").purchase());
        assertThat(anna.state().belongings().vouchers()).hasSize(1);

        anna.report(refund("aqua-wash", "r1", "2026-03-10T12:00:00Z", "w", line(2)));
        assertThat(anna.state().belongings()).isEqualTo(Belongings.NONE);
        assertThat(anna.balance(Kind.DUE, "aqua-wash") / 100_000_000)
                .as("half of the discount, which nord-fuel bears")
                .isEqualTo(50);

        anna.report(refund("aqua-wash", "r2", "2026-03-10T12:01:00Z", "w"));
        assertThat(anna.state().belongings()).isEqualTo(Belongings.NONE);
        assertThat(anna.balances().values()).containsOnly(0L);
    }

    @Test
    void a_voucher_that_a_quote_held_is_gone_when_the_quote_is_over_and_what_it_was_given_for_came_back() {
        OneMember anna = with(rule("Voucher").give(WASH_VOUCHER));
        anna.report(
                at("nord-fuel", "2026-03-02T09:00").id("p").petrol("40", "2000").purchase());
        anna.report(at("nord-fuel", "2026-03-02T10:00")
                .id("p2")
                .petrol("40", "2000")
                .purchase());
        anna.report(quote("q", "3T12:00", "500", "WASH", "WASH"));

        anna.report(refund("nord-fuel", "r", "2026-03-03T09:02:00Z", "p"));
        anna.report(wash("w", "3T14:00", "150").purchase());

        assertThat(anna.state().belongings().vouchers())
                .extracting(voucher -> voucher.source().id())
                .contains("p2")
                .doesNotContain("p");
    }

    @Test
    void a_voucher_is_gone_though_the_quote_that_held_it_is_over_at_the_same_moment() {
        OneMember anna = with(rule("Voucher").give(WASH_VOUCHER));
        anna.report(
                at("nord-fuel", "2026-03-02T09:00").id("p").petrol("40", "2000").purchase());
        anna.report(quote("q", "3T12:00", "500", "WASH"));

        anna.report(refund("nord-fuel", "r", "2026-03-04T09:00:00Z", "p"));

        assertThat(anna.state().quotes()).isEmpty();
        assertThat(anna.state().belongings().vouchers()).isEmpty();
    }

    @Test
    void a_purchase_that_names_no_quote_reads_no_past() {
        Version version = Version.plain(
                Club.PROGRAMME,
                List.of(Rules.book(rule("Wash").when(purchases("wash")).award(5))));
        MemberState anna = MemberState.enrolled(new MemberId("anna"), Instant.parse("2026-01-01T00:00:00Z"), false);
        Purchase wash = wash("w", "3T12:10", "450").purchase();
        Outside withoutPast = new Outside() {
            @Override
            public long grant(SharedLimit limit, long asked) {
                return asked;
            }

            @Override
            public Past past() {
                throw new AssertionError("the past of a member may be long: who does not need it does not ask");
            }
        };

        Decision decision = Decider.decide(version, anna, wash, wash.happenedAt(), withoutPast);

        assertThat(decision.granted().units()).isEqualTo(5);
    }
}
