package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.decision.OneBook.MARCH;
import static org.loyaltyhub.decision.OneBook.back;
import static org.loyaltyhub.decision.OneBook.codes;
import static org.loyaltyhub.decision.OneBook.fuel;
import static org.loyaltyhub.decision.OneBook.programme;
import static org.loyaltyhub.decision.OneBook.spend;
import static org.loyaltyhub.decision.OneBook.with;
import static org.loyaltyhub.fixture.OneMember.line;
import static org.loyaltyhub.fixture.Rules.atLeast;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.lines;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.Purse;
import org.loyaltyhub.rule.Expiry;
import org.loyaltyhub.rule.Group;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Span;

/** What is to be taken back and is spent already: who owes it, and what pays. */
class SpentPointsTest {
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
}
