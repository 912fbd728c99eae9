package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.OneMember.amount;
import static org.loyaltyhub.fixture.OneMember.line;
import static org.loyaltyhub.fixture.OneMember.refund;
import static org.loyaltyhub.fixture.Rules.lines;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Till;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.Span;
import org.loyaltyhub.value.Unit;

/** What is left of a purchase of which goods came back by quantity, by amount, or both. */
class ReturnedTest {
    private static final String MARCH = "2026-03-20T12:00:00Z";
    private static final long PIECE = 1_000_000;

    private final OneMember anna = new OneMember(Version.plain(
            Club.PROGRAMME, List.of(Rules.book(rule("Visit").when(purchases()).award(10)))));

    private static Till till() {
        return at("nord-fuel", "2026-03-02T09:00").id("p");
    }

    private static Decision back(OneMember member, String id, Refund.ReturnedLine... lines) {
        return member.report(refund("nord-fuel", id, MARCH, "p", lines));
    }

    @Test
    void what_is_paid_back_wholly_is_gone_though_some_came_back_by_quantity_before() {
        anna.report(till().line("coffee", Quantity.of("3", Unit.PIECE), "10.00").purchase());

        back(anna, "r1", line(1, 2 * PIECE));
        assertThat(anna.available(MARCH)).isEqualTo(10);
        back(anna, "r2", amount("3.33"));

        assertThat(anna.available(MARCH)).isZero();
        assertThat(back(anna, "r3").refusal().orElseThrow().code()).isEqualTo("nothing-to-return");
        assertThat(back(anna, "r4", line(1, 1)).refusal().orElseThrow().code()).isEqualTo("nothing-to-return");
    }

    @Test
    void the_last_piece_comes_back_though_others_came_back_by_an_amount_that_is_not_quite_theirs() {
        for (String first : List.of("6.66", "6.67")) {
            OneMember boris = new OneMember(Version.plain(
                    Club.PROGRAMME,
                    List.of(Rules.book(rule("Visit").when(purchases()).award(10)))));
            boris.report(
                    till().line("coffee", Quantity.of("3", Unit.PIECE), "10.00").purchase());

            back(boris, "r1", amount(first));
            assertThat(back(boris, "r2", line(1, 2 * PIECE)).refusal())
                    .as("two are not left")
                    .isPresent();
            assertThat(back(boris, "r3", line(1, PIECE)).refusal()).isEmpty();

            back(boris, "r4");
            assertThat(boris.available(MARCH)).as("after %s", first).isZero();
        }
    }

    @Test
    void pieces_by_quantity_and_the_rest_by_amount_leave_nothing_whatever_the_price() {
        Random random = new Random(20261130);
        for (int i = 0; i < 300; i++) {
            int pieces = 2 + random.nextInt(5);
            String price = BigDecimal.valueOf(100 + random.nextInt(10_000), 2).toString();
            Purchase bought = till().line("coffee", Quantity.of("" + pieces, Unit.PIECE), price)
                    .purchase();
            Returned most = Returned.nothing(bought).plus(0, new Returned.Part((pieces - 1) * PIECE, 0));
            Returned all = most.plus(0, new Returned.Part(0, most.amountLeft(bought, 0)));

            assertThat(most.left(bought)).isPresent();
            assertThat(all.left(bought)).as("%d for %s", pieces, price).isEmpty();
        }
    }

    @Test
    void a_line_that_says_nothing_does_not_keep_a_purchase() {
        anna.report(till().line("diesel", Quantity.of("30", Unit.LITRE), "1500")
                .line("coffee", Quantity.of("0", Unit.PIECE), "0")
                .purchase());

        back(anna, "r");

        assertThat(anna.available(MARCH)).isZero();
    }

    @Test
    void a_line_below_zero_stays_as_it_is_when_another_comes_back() {
        Effect perLitre = new Effect.AwardRate(
                "1 per l",
                new Figure.QuantityOf(lines("fuel"), ValueType.quantity(Unit.LITRE)),
                Optional.of(1_000_000L),
                new Ratio(1, 1),
                Optional.empty());
        OneMember boris = new OneMember(
                Version.plain(Club.PROGRAMME, List.of(Rules.book(rule("Litres").give(perLitre)))));
        boris.report(till().line("diesel", Quantity.of("30", Unit.LITRE), "1500")
                .line("diesel", Quantity.of("-10", Unit.LITRE), "-500")
                .line("diesel", Quantity.of("20", Unit.LITRE), "1000")
                .purchase());
        assertThat(boris.available(MARCH)).isEqualTo(40);

        back(boris, "r", line(3));

        assertThat(boris.available(MARCH)).isEqualTo(20);
    }

    @Test
    void a_free_line_that_the_till_cancelled_does_not_keep_a_purchase() {
        anna.report(till().line("diesel", Quantity.of("30", Unit.LITRE), "1500")
                .line("coffee", Quantity.of("1", Unit.PIECE), "0")
                .line("coffee", Quantity.of("-1", Unit.PIECE), "0")
                .purchase());

        back(anna, "r");

        assertThat(anna.available(MARCH)).isZero();
        assertThat(anna.state().memory().size()).isZero();
    }

    @Test
    void goods_and_their_cancellation_come_back_in_any_order() {
        Purchase bought = till().line("coffee", Quantity.of("3", Unit.PIECE), "10.00")
                .line("coffee", Quantity.of("-1", Unit.PIECE), "-3.33")
                .line("wash", Quantity.of("-1", Unit.PIECE), "0")
                .purchase();
        for (List<Integer> order : List.of(List.of(1, 2, 3), List.of(3, 1, 2), List.of(2, 3, 1))) {
            OneMember boris = new OneMember(Version.plain(
                    Club.PROGRAMME,
                    List.of(Rules.book(rule("Visit").when(purchases()).award(10)))));
            boris.report(bought);

            order.forEach(
                    number -> assertThat(back(boris, "r" + number, line(number)).refusal())
                            .as("line %d of %s", number, order)
                            .isEmpty());

            assertThat(boris.available(MARCH)).as("in order %s", order).isZero();
            assertThat(boris.balances().values()).containsOnly(0L);
        }
    }

    @Test
    void litres_that_the_till_cancelled_are_remembered_so_when_another_line_comes_back() {
        Figure litres = new Figure.History(
                Figure.History.Measure.QUANTITY,
                ValueType.quantity(Unit.LITRE),
                purchases("fuel"),
                new Window.Last(new Span(30, Span.SpanUnit.DAY)));
        for (long most : List.of(20, 21)) {
            OneMember boris = new OneMember(Version.plain(
                    Club.PROGRAMME,
                    List.of(Rules.book(rule("Litres")
                            .when(purchases("coffee"))
                            .and(Rules.atLeast(litres, most * PIECE))
                            .award(1)))));
            boris.report(till().line("diesel", Quantity.of("30", Unit.LITRE), "1500")
                    .line("diesel", Quantity.of("-10", Unit.LITRE), "-500")
                    .line("diesel", Quantity.of("20", Unit.LITRE), "1000")
                    .purchase());
            back(boris, "r", line(3));

            boris.report(at("nord-fuel", "2026-03-21T09:00")
                    .id("q")
                    .item("coffee", "90")
                    .purchase());

            assertThat(boris.available("2026-03-22T00:00:00Z"))
                    .as("at least %d l", most)
                    .isEqualTo(most == 20 ? 1 : 0);
        }
    }
}
