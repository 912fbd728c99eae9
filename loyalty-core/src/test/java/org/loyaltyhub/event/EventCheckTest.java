package org.loyaltyhub.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Unit;

class EventCheckTest {
    private static final Instant AT = Instant.parse("2026-03-02T06:00:00Z");
    private static final List<Identifier> ANNA = List.of(new Identifier("card", "7001"));
    private final EventCheck check = EventCheck.of(EventReaderTest.HIGHWAY_CLUB);

    private static EventKey key(String partner, String id) {
        return new EventKey(new PartnerId(partner), id);
    }

    private static Line line(String category, Quantity quantity, Money amount, Map<String, String> attributes) {
        return new Line(category, Optional.empty(), quantity, amount, attributes);
    }

    private static Line coffee(long minor) {
        return line("coffee", Quantity.of("1", Unit.PIECE), rub(minor), Map.of());
    }

    private static Purchase purchase(Money paid, Line... lines) {
        return new Purchase(
                key("nord-fuel", "r-1"),
                AT,
                ANNA,
                List.of(lines),
                paid,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    private static Money rub(long minor) {
        return Money.ofMinor(minor, EventReaderTest.HIGHWAY_CLUB.currency());
    }

    private List<String> found(Event event) {
        return check.problems(event).stream()
                .map(problem -> problem.code() + " " + problem.place())
                .toList();
    }

    @Test
    void an_event_that_fits_has_no_problems() {
        assertThat(found(purchase(rub(0), coffee(15_000)))).isEmpty();
    }

    @Test
    void names_that_the_programme_does_not_know_are_told() {
        Event event = new ProfileChange(
                key("nord-fule", "p-1"),
                AT,
                List.of(new Identifier("plate", "A1")),
                Optional.of("platinum"),
                Optional.of(Set.of("vipp")),
                Optional.empty());

        assertThat(found(event))
                .containsExactly(
                        "unknown-partner /partner",
                        "unknown-identifier /member/plate",
                        "unknown-tier /tier",
                        "unknown-segment /segments/0");
        assertThat(check.problems(event).get(0).advice()).isEqualTo("did you mean `nord-fuel`?");
    }

    @Test
    void the_programme_itself_may_report_who_joins() {
        assertThat(found(new Enrolment(key("programme", "e-1"), AT, ANNA))).isEmpty();
    }

    @Test
    void a_lines_names_and_bounds_are_checked() {
        Line wrong = line(
                "petrol",
                new Quantity(EventCheck.MAX_QUANTITY_MICROS + 1, new Unit("gallon")),
                rub(EventCheck.MAX_AMOUNT_MINOR + 1),
                Map.of("octane", "ninety", "colour", "red"));

        assertThat(found(purchase(rub(0), coffee(1), wrong)))
                .containsExactly(
                        "unknown-category /lines/1/category",
                        "unknown-unit /lines/1/unit",
                        "out-of-range /lines/1/quantity",
                        "out-of-range /lines/1/amount",
                        "unknown-attribute /lines/1/attributes/colour",
                        "not-a-number /lines/1/attributes/octane");
    }

    @Test
    void a_thousand_of_the_largest_lines_still_sum_up() {
        Line[] lines = Collections.nCopies(EventCheck.MAX_LINES, coffee(EventCheck.MAX_AMOUNT_MINOR))
                .toArray(Line[]::new);

        assertThat(found(purchase(rub(0), lines))).isEmpty();
        assertThat(Math.multiplyExact(EventCheck.MAX_AMOUNT_MINOR, EventCheck.MAX_LINES))
                .isPositive();
        assertThat(Math.multiplyExact(EventCheck.MAX_QUANTITY_MICROS, EventCheck.MAX_LINES))
                .isPositive();
    }

    @Test
    void a_number_attribute_has_one_spelling() {
        for (String number : List.of("98.0", "098", "+98", "9.8e1", "1e999999999", "", "0.1234567", "٩٨", "-0")) {
            Line line = line("fuel", Quantity.of("1", Unit.LITRE), rub(1), Map.of("octane", number));
            assertThat(check.problems(purchase(rub(0), line))).as(number).isNotEmpty();
        }
        for (String number : List.of("98", "0", "-1.5", "0.123456")) {
            Line line = line("fuel", Quantity.of("1", Unit.LITRE), rub(1), Map.of("octane", number));
            assertThat(check.problems(purchase(rub(0), line))).as(number).isEmpty();
        }
    }

    @Test
    void a_receipt_is_in_one_currency_has_a_line_and_is_not_overpaid() {
        Money euros = Money.of("1", "EUR");

        assertThat(found(purchase(rub(0)))).containsExactly("empty-list /lines");
        assertThat(found(purchase(euros, coffee(100)))).contains("currency /currency");
        assertThat(found(purchase(rub(101), coffee(200), coffee(-100))))
                .containsExactly("out-of-range /paidWithPoints");
        assertThat(found(purchase(rub(100), coffee(200), coffee(-100)))).isEmpty();
    }

    @Test
    void an_event_names_a_member_once_by_each_kind() {
        List<Identifier> two = List.of(new Identifier("card", "1"), new Identifier("card", "2"));

        assertThat(found(new Enrolment(key("nord-fuel", "e-1"), AT, List.of())))
                .containsExactly("missing-field /member");
        assertThat(found(new Enrolment(key("nord-fuel", "e-1"), AT, two)))
                .containsExactly("duplicate-field /member/card");
    }

    @Test
    void texts_are_bounded_and_hide_nothing() {
        assertThat(found(new Enrolment(key("nord-fuel", " "), AT, ANNA))).containsExactly("empty-text /id");
        assertThat(found(new Enrolment(key("nord-fuel", "x".repeat(257)), AT, ANNA)))
                .containsExactly("too-long /id");
        assertThat(found(new Enrolment(key("nord-fuel", "a\tb"), AT, ANNA))).containsExactly("bad-text /id");
    }

    @Test
    void a_year_that_cannot_be_written_is_refused() {
        assertThat(found(new Enrolment(key("nord-fuel", "e"), Instant.MAX, ANNA)))
                .containsExactly("out-of-range /at");
        assertThat(found(new Enrolment(key("nord-fuel", "e"), Instant.MIN, ANNA)))
                .containsExactly("out-of-range /at");
    }

    @Test
    void an_activity_is_one_that_the_programme_declares_by_a_referrer_it_can_know() {
        Event wrong = new Activity(
                key("nord-fuel", "a-1"),
                AT,
                ANNA,
                "servey",
                Optional.of("a\tb"),
                Optional.empty(),
                Optional.of(new Identifier("plate", "A1")),
                Map.of("octane", "098"));

        assertThat(found(wrong))
                .containsExactly(
                        "unknown-activity /name",
                        "bad-text /site",
                        "unknown-identifier /referrer/plate",
                        "not-a-number /attributes/octane");
    }

    @Test
    void a_refund_names_a_purchase_or_what_comes_back_of_whom() {
        Refund.ReturnedLine nothing =
                new Refund.ReturnedLine(Optional.empty(), Optional.empty(), Optional.of(0L), Optional.empty());
        Refund.ReturnedLine euros = new Refund.ReturnedLine(
                Optional.of(1), Optional.empty(), Optional.empty(), Optional.of(Money.of("-1", "EUR")));

        assertThat(found(refund("nord-fuel", List.of(), Optional.of("r-1")))).isEmpty();
        assertThat(found(refund("nord-fuel", List.of(), Optional.empty())))
                .containsExactly("missing-field /member", "missing-field /lines");
        assertThat(found(refund("programme", ANNA, Optional.of(""), nothing, euros)))
                .containsExactly(
                        "not-a-seller /partner",
                        "empty-text /purchase",
                        "currency /currency",
                        "missing-field /lines/0",
                        "out-of-range /lines/0/quantity",
                        "out-of-range /lines/1/amount");
        assertThat(found(refund("nord-fuel", ANNA, Optional.empty(), euros))).contains("contradiction /lines/0/line");
    }

    private static Refund refund(
            String partner, List<Identifier> member, Optional<String> purchase, Refund.ReturnedLine... lines) {
        return new Refund(key(partner, "f-1"), AT, member, purchase, List.of(lines));
    }

    @Test
    void a_redemption_is_of_points_and_reserves_them_for_somebody() {
        assertThat(found(redemption(List.of(), new Redemption.Reserve(Points.ZERO, false))))
                .containsExactly("missing-field /member", "out-of-range /reserve");
        assertThat(found(redemption(List.of(), new Redemption.Commit("", Optional.of(Points.ofUnits(Long.MAX_VALUE))))))
                .containsExactly("empty-text /commit", "out-of-range /points");
        assertThat(found(redemption(List.of(), new Redemption.Cancel("a\tb")))).containsExactly("bad-text /cancel");
        assertThat(found(redemption(List.of(new Identifier("plate", "A1")), new Redemption.Cancel("p-1"))))
                .containsExactly("unknown-identifier /member/plate");
    }

    private static Redemption redemption(List<Identifier> member, Redemption.Step step) {
        return new Redemption(key("nord-fuel", "p-1"), AT, member, step);
    }

    @Test
    void an_adjustment_is_the_programmes_and_takes_two_different_people() {
        assertThat(found(new Adjustment(
                        key("nord-fuel", "a-1"), AT, ANNA, Points.ZERO, " ", "olga", Optional.of("olga"))))
                .containsExactly(
                        "not-the-programme /partner",
                        "out-of-range /points",
                        "empty-text /reason",
                        "second-person /approvedBy");
    }

    @Test
    void a_birthday_that_nobody_can_have_is_refused() {
        Event unborn = new Enrolment(
                key("nord-fuel", "e-1"), AT, ANNA, Optional.of(LocalDate.of(2026, 3, 3)), Optional.empty());
        Event change = new ProfileChange(
                key("nord-fuel", "p-1"),
                AT,
                ANNA,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(LocalDate.of(1890, 1, 1)),
                Map.of("colour", "red"));

        assertThat(found(unborn)).containsExactly("out-of-range /birthday");
        assertThat(found(change)).containsExactly("out-of-range /birthday", "unknown-attribute /attributes/colour");
    }

    @Test
    void nobody_reports_an_event_of_the_hubs_own_making() {
        Event birthday = new HubEvent("birthday/2026/m-1", AT, new Subject.Birthdays(), Optional.empty());

        assertThat(found(birthday)).containsExactly("not-reported ");
    }

    @Test
    void a_profile_change_changes_something() {
        Event nothing = new ProfileChange(
                key("nord-fuel", "p-1"), AT, ANNA, Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(check.problems(nothing))
                .containsExactly(new Problem(
                        "empty-change",
                        "",
                        "the event changes nothing",
                        "give a tier, segments, a status, a birthday or attributes"));
    }
}
