package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.loyaltyhub.fixture.OneMember.line;
import static org.loyaltyhub.fixture.OneMember.refund;
import static org.loyaltyhub.fixture.Rules.lines;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Quote;
import org.loyaltyhub.explanation.Explainer;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Till;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Group;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Ratio;

/** Agreements with a budget: Aqua Wash pays for rules of Nord Fuel up to so much, at 0.50 a point. */
class BudgetsTest {
    private static final String STOP = ", \"budget\": \"10.00\", \"per\": \"month\", \"then\": \"stop\"";
    private static final String OTHERS = ", \"budget\": \"10.00\", \"per\": \"month\", \"then\": \"others\"";

    private static Programme programme(String budget) {
        return Club.programme(Club.JSON.replace("\"rulesOf\": \"nord-fuel\"", "\"rulesOf\": \"nord-fuel\"" + budget));
    }

    private static Version version(String budget, Rules... rules) {
        return Version.plain(programme(budget), List.of(Rules.book(rules)));
    }

    private static OneMember with(String budget, Rules... rules) {
        return new OneMember(version(budget, rules));
    }

    private static Purchase fuel(String id, String day) {
        return at("nord-fuel", "2026-" + day + "T09:00")
                .id(id)
                .petrol("10", "600")
                .purchase();
    }

    private static Till wash(String id, String time) {
        return at("aqua-wash", "2026-" + time).id(id).item("wash", "500");
    }

    /** Millionths that the budget of Aqua Wash has lost, over all its periods. */
    private static long used(OneMember anna) {
        return anna.takenByLimit().entrySet().stream()
                .filter(each -> each.getKey().limit().measure() == Limit.Measure.COST)
                .mapToLong(each -> each.getValue())
                .sum();
    }

    /** Points by who pays for them. */
    private static String lots(Decision decision) {
        TreeMap<String, Long> points = new TreeMap<>();
        for (RuleDecision rule : decision.rules()) {
            for (Award award : rule.awards()) {
                award.lots()
                        .forEach(lot -> points.merge(
                                lot.terms().payer().value(), lot.points().units(), Math::addExact));
            }
        }
        return points.toString();
    }

    @Test
    void a_rule_gives_what_the_budget_of_its_payer_has_left_and_then_nothing() {
        OneMember anna = with(STOP, rule("Fill").award(15).paidBy("aqua-wash", 1));

        Decision first = anna.report(fuel("1", "03-02"));
        Decision second = anna.report(fuel("2", "03-03"));
        Decision third = anna.report(fuel("3", "03-04"));

        assertThat(first.granted().units()).isEqualTo(15);
        assertThat(second.granted().units()).as("2.50 are left").isEqualTo(5);
        assertThat(third.granted().units()).isZero();
        assertThat(third.entries()).isEmpty();
        assertThat(anna.balance(Kind.DUE, "aqua-wash")).isEqualTo(-1_000_000_000);
        assertThat(used(anna)).isEqualTo(1_000_000_000);
    }

    @Test
    void a_new_month_has_a_new_budget_and_a_budget_for_ever_has_one() {
        OneMember monthly = with(STOP, rule("Fill").award(20).paidBy("aqua-wash", 1));
        OneMember once = with(
                STOP.replace("\"per\": \"month\", ", ""), rule("Fill").award(20).paidBy("aqua-wash", 1));
        for (OneMember anna : List.of(monthly, once)) {
            anna.report(fuel("1", "03-31"));
        }

        assertThat(monthly.report(fuel("2", "04-01")).granted().units()).isEqualTo(20);
        assertThat(once.report(fuel("2", "04-01")).granted().units()).isZero();
    }

    @Test
    void of_joint_payers_only_the_share_stops_whose_budget_is_used_up() {
        OneMember anna =
                with(STOP, rule("Fill").award(40).paidBy("nord-fuel", 1).paidBy("aqua-wash", 1));

        anna.report(fuel("1", "03-02"));

        assertThat(lots(anna.report(fuel("2", "03-03")))).isEqualTo("{nord-fuel=20}");
    }

    @Test
    void or_the_others_pay_and_the_member_notices_nothing() {
        OneMember anna = with(
                OTHERS,
                rule("Fill")
                        .award(40)
                        .paidBy("nord-fuel", 1)
                        .paidBy("aqua-wash", 2)
                        .paidBy("grip", 1));

        Decision decision = anna.report(fuel("1", "03-02"));

        assertThat(lots(decision))
                .as("20 of aqua-wash, all the budget")
                .isEqualTo("{aqua-wash=20, grip=10, nord-fuel=10}");
        assertThat(lots(anna.report(fuel("2", "03-03")))).isEqualTo("{grip=20, nord-fuel=20}");
    }

    @Test
    void if_nobody_else_pays_the_owner_of_the_rule_does() {
        OneMember anna = with(OTHERS, rule("Fill").award(15).paidBy("aqua-wash", 1));

        anna.report(fuel("1", "03-02"));

        assertThat(lots(anna.report(fuel("2", "03-03")))).isEqualTo("{aqua-wash=5, nord-fuel=10}");
    }

    @Test
    void all_rules_of_the_owner_share_one_budget_in_rule_order() {
        OneMember anna = with(
                STOP,
                rule("One").award(15).paidBy("aqua-wash", 1),
                rule("Two").award(15).paidBy("aqua-wash", 1),
                rule("Own").award(7));

        Decision decision = anna.report(fuel("1", "03-02"));

        assertThat(decision.rules()).extracting(rule -> rule.granted().units()).containsExactly(15L, 5L, 7L);
        assertThat(decision.shared())
                .extracting(SharedUse::asked, SharedUse::used)
                .containsExactly(tuple(750_000_000L, 750_000_000L), tuple(750_000_000L, 250_000_000L));
    }

    @Test
    void only_whole_points_are_given_and_what_does_not_come_to_one_stays_in_the_budget() {
        OneMember anna =
                with(STOP.replace("10.00", "10.20"), rule("Fill").award(30).paidBy("aqua-wash", 1));

        assertThat(anna.report(fuel("1", "03-02")).granted().units()).isEqualTo(20);
        assertThat(used(anna)).isEqualTo(1_000_000_000);
    }

    @Test
    void what_nobody_pays_for_uses_up_no_limit() {
        OneMember anna = with(
                STOP,
                rule("Fill")
                        .award(15)
                        .paidBy("aqua-wash", 1)
                        .limit(Limit.Measure.POINTS, 1000, Limit.Reach.ALL_EVER)
                        .limit(Limit.Measure.TIMES, 100, Limit.Reach.ALL_EVER));
        for (int i = 1; i < 5; i++) {
            anna.report(fuel("" + i, "03-0" + i));
        }

        assertThat(anna.takenByLimit().entrySet().stream()
                        .filter(each -> each.getKey().limit().measure() != Limit.Measure.COST)
                        .map(each -> each.getValue()))
                .containsExactlyInAnyOrder(20L, 2L);
    }

    @Test
    void a_rule_without_a_budget_left_leaves_its_group() {
        OneMember anna = with(
                STOP,
                rule("Rich").award(20).paidBy("aqua-wash", 1).in("g", Group.Mode.BEST, 0),
                rule("Poor").award(3).in("g", Group.Mode.BEST, 0));

        assertThat(anna.report(fuel("1", "03-02")).granted().units()).isEqualTo(20);
        assertThat(anna.report(fuel("2", "03-03")).granted().units()).isEqualTo(3);
    }

    @Test
    void what_loses_in_its_group_costs_no_budget() {
        OneMember anna = with(
                STOP,
                rule("Less").award(3).paidBy("aqua-wash", 1).in("g", Group.Mode.BEST, 0),
                rule("More").award(5).in("g", Group.Mode.BEST, 0));

        assertThat(anna.report(fuel("1", "03-02")).granted().units()).isEqualTo(5);
        assertThat(used(anna)).isZero();
    }

    @Test
    void fees_for_reports_come_out_of_the_budget_too() {
        OneMember anna = with(
                STOP,
                rule("Fee")
                        .give(new Effect.PayReporter("pay reporter 7 RUB", 700))
                        .paidBy("aqua-wash", 1));

        anna.report(fuel("1", "03-02"));
        anna.report(fuel("2", "03-03"));
        Decision third = anna.report(fuel("3", "03-04"));

        assertThat(third.rules().get(0).gives()).isFalse();
        assertThat(anna.balance(Kind.DUE, "nord-fuel"))
                .as("7 and what was left of 10")
                .isEqualTo(1_000_000_000);
        assertThat(anna.balance(Kind.DUE, "aqua-wash")).isEqualTo(-1_000_000_000);
    }

    @Test
    void goods_that_come_back_give_the_budget_back() {
        OneMember anna = with(STOP, rule("Fill").awardPerFull(1, 40).paidBy("aqua-wash", 1));

        anna.report(fuel("1", "03-02"));
        anna.report(refund("nord-fuel", "r1", "2026-03-03T09:00:00Z", "1", line(1, 5_000_000)));
        assertThat(used(anna)).as("7 points of 15").isEqualTo(350_000_000);

        anna.report(refund("nord-fuel", "r2", "2026-03-03T10:00:00Z", "1", line(1, 5_000_000)));
        assertThat(used(anna)).isZero();
        assertThat(anna.balances().values()).containsOnly(0L);
        assertThat(anna.report(fuel("2", "03-04")).granted().units()).isEqualTo(15);
    }

    @Test
    void a_refund_in_a_later_month_gives_back_to_the_month_of_the_purchase() {
        OneMember anna = with(STOP, rule("Fill").award(15).paidBy("aqua-wash", 1));

        anna.report(fuel("1", "03-31"));
        anna.report(fuel("2", "04-01"));
        anna.report(refund("nord-fuel", "r", "2026-04-02T09:00:00Z", "1"));

        assertThat(anna.takenByLimit().values()).containsExactlyInAnyOrder(0L, 750_000_000L);
    }

    @Test
    void in_a_refund_a_payer_bears_no_more_than_it_did() {
        OneMember anna = with(OTHERS, rule("Fill").awardPerFull(1, 10).paidBy("aqua-wash", 1));

        anna.report(fuel("1", "03-02"));
        Decision back = anna.report(refund("nord-fuel", "r", "2026-03-03T09:00:00Z", "1", line(1, 1_000_000)));

        assertThat(back.revisions().get(0).takenBack().units()).isEqualTo(6);
        assertThat(used(anna))
                .as("20 points of aqua-wash stay, 34 are of nord-fuel")
                .isEqualTo(1_000_000_000);
        assertThat(anna.balance(Kind.DUE, "nord-fuel")).isEqualTo(-34L * 60_000_000);
    }

    @Test
    void the_explanation_names_the_budget_and_what_it_had_left() {
        Version version = version(STOP, rule("Fill").award(15).paidBy("aqua-wash", 1));
        OneMember anna = new OneMember(version);
        anna.report(fuel("1", "03-02"));
        Decision second = anna.report(fuel("2", "03-03"));
        Decision third = anna.report(fuel("3", "03-04"));
        Explainer explainer = Explainer.forOperator(version);

        assertThat(explainer.held(second, second.rules().get(0)).text())
                .contains("5 points of 15 points, cut by a budget")
                .contains("budget of aqua-wash for rules of nord-fuel, 10.00 RUB a month: used up, 2.50 RUB left");
        assertThat(explainer.held(third, third.rules().get(0)).text())
                .contains("budget of aqua-wash for rules of nord-fuel, 10.00 RUB a month: used up, 0.00 RUB left");
        assertThat(explainer
                        .in(new Locale("ru"))
                        .held(third, third.rules().get(0))
                        .text())
                .contains("бюджет aqua-wash на правила nord-fuel, 10.00 RUB в месяц: исчерпан, осталось 0.00 RUB");
    }

    private static final Effect HALF =
            new Effect.TakePart("take 50 %", new Ratio(1, 2), lines("wash"), Optional.empty());

    private static Quote quote(String id, String time, String... vouchers) {
        return new Quote(wash(id, time).purchase(), List.of(vouchers));
    }

    @Test
    void a_quote_holds_the_budget_for_its_discounts_but_not_for_points() {
        OneMember anna = with(
                STOP.replace("10.00", "300.00"),
                rule("Half").when(purchases("wash")).give(HALF).award(30).paidBy("aqua-wash", 1));

        anna.report(quote("q", "03-03T12:00"));
        assertThat(used(anna)).as("250 of 300").isEqualTo(25_000_000_000L);

        Decision second = anna.report(quote("q2", "03-03T12:01"));
        assertThat(second.rules().get(0).moneyOff()).as("50 are left").isEqualTo(5_000);

        anna.report(wash("later", "03-03T18:00").purchase());
        assertThat(used(anna)).as("both quotes are over").isZero();
        anna.report(wash("after", "03-03T18:01").purchase());
        assertThat(used(anna)).as("30 points").isEqualTo(1_500_000_000);
    }

    @Test
    void a_purchase_takes_over_what_its_quote_held_and_gives_it_back_on_the_day_of_the_quote() {
        OneMember anna = with(
                STOP.replace("10.00", "300.00"),
                rule("Half").when(purchases("wash")).give(HALF).paidBy("aqua-wash", 1));

        anna.report(quote("q", "03-31T23:55"));
        Purchase bought = wash("w", "04-01T00:05").purchase();
        anna.report(new Purchase(
                bought.key(),
                bought.happenedAt(),
                bought.member(),
                bought.lines(),
                bought.paidWithPoints(),
                bought.reservation(),
                Optional.of("q"),
                bought.site(),
                bought.channel(),
                bought.cashier(),
                bought.attributes()));
        assertThat(used(anna)).isEqualTo(25_000_000_000L);

        anna.report(refund("aqua-wash", "r", "2026-04-02T09:00:00Z", "w"));
        assertThat(anna.takenByLimit().values()).as("of March").containsExactly(0L);
    }

    @Test
    void a_voucher_is_a_promise_and_is_kept_whatever_the_budget_has_left() {
        OneMember anna = with(
                STOP.replace("10.00", "150.00"),
                rule("Voucher").give(Rules.VOUCHER_FOR_A_WASH).paidBy("aqua-wash", 1));
        anna.report(fuel("1", "03-02"));

        Decision used = anna.report(new Quote(
                at("grip", "2026-03-03T12:00").id("q").item("wash", "500").purchase(), List.of("WASH")));

        Gift.VoucherUsed voucher =
                (Gift.VoucherUsed) used.rules().get(0).gifts().get(0);
        assertThat(voucher.granted()).isEqualTo(20_000);
        assertThat(voucher.payers())
                .containsExactly(
                        new Gift.Share(new PartnerId("aqua-wash"), 15_000),
                        new Gift.Share(new PartnerId("nord-fuel"), 5_000));
        assertThat(used(anna)).isEqualTo(15_000_000_000L);
    }
}
