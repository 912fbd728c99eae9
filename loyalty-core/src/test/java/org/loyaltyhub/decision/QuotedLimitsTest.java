package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.OneMember.line;
import static org.loyaltyhub.fixture.OneMember.refund;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.lines;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Quote;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.PromptHub;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Ratio;

/** A quote and the purchase that names it count as one event in limits, whatever lies between them. */
class QuotedLimitsTest {
    private static Rules half() {
        Effect half = new Effect.TakePart("take 50 %", new Ratio(1, 2), lines("wash"), Optional.empty());
        return rule("Half").when(purchases("wash")).give(half);
    }

    private static Quote quote(String id, String time) {
        return new Quote(
                at("aqua-wash", "2026-" + time)
                        .by("anna")
                        .id(id)
                        .item("wash", "500")
                        .purchase(),
                List.of());
    }

    /** Of what {@code q} quotes. */
    private static Purchase purchase(String id, String time) {
        return at("aqua-wash", "2026-" + time)
                .by("anna")
                .id(id)
                .item("wash", "250")
                .quote("q")
                .purchase();
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_MEMORY", "SQLITE"})
    void a_time_that_a_quote_counted_goes_back_to_the_day_of_the_quote(Stores stores) {
        Rules half = half().limit(Limit.Measure.TIMES, 1, Limit.Reach.ALL_PERIOD, Period.DAY);
        PromptHub hub = new PromptHub(Version.plain(Club.PROGRAMME, List.of(book(half))), stores);

        hub.report(quote("q", "03-31T23:55"));
        hub.report(purchase("w", "04-01T00:05"));
        hub.report(refund("aqua-wash", "r", "2026-04-01T09:00:00Z", "w"));

        assertThat(hub.soundness()).isEqualTo("sound");
        assertThat(hub.replayed()).isEmpty();
    }

    @Test
    void a_purchase_after_midnight_takes_no_time_of_its_own_day() {
        OneMember anna = new OneMember(Version.plain(
                Club.PROGRAMME,
                List.of(book(half().award(5).limit(Limit.Measure.TIMES, 1, Limit.Reach.ALL_PERIOD, Period.DAY)))));

        anna.report(quote("q", "03-31T23:55"));
        assertThat(anna.report(purchase("w", "04-01T00:05")).granted().units()).isEqualTo(5);
        assertThat(anna.takenByLimit().values()).as("of March 31").containsExactly(1L);

        anna.report(refund("aqua-wash", "r", "2026-04-01T09:00:00Z", "w"));
        assertThat(anna.takenByLimit().values()).containsExactly(0L);
    }

    @Test
    void nor_does_its_day_change_once_nothing_is_left_of_the_discount() {
        OneMember anna = new OneMember(Version.plain(
                Club.PROGRAMME,
                List.of(book(half().award(5).limit(Limit.Measure.TIMES, 1, Limit.Reach.ALL_PERIOD, Period.DAY)))));
        anna.report(quote("q", "03-31T23:55"));
        anna.report(at("aqua-wash", "2026-04-01T00:05")
                .id("w")
                .item("wash", "250")
                .item("wash", "0.01")
                .quote("q")
                .purchase());

        anna.report(refund("aqua-wash", "r", "2026-04-01T09:00:00Z", "w", line(1)));
        assertThat(anna.takenByLimit().values()).as("it gives its points still").containsExactly(1L);
        anna.report(refund("aqua-wash", "r2", "2026-04-01T10:00:00Z", "w"));

        assertThat(anna.takenByLimit().values()).containsExactly(0L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Limit.Reach.class,
            names = {"MEMBER_EVER", "ALL_EVER"})
    void a_rule_whose_quote_took_the_last_time_gives_its_points_with_the_purchase(Limit.Reach reach) {
        OneMember anna = new OneMember(Version.plain(
                Club.PROGRAMME, List.of(book(half().award(5).limit(Limit.Measure.TIMES, 1, reach)))));

        anna.report(quote("q", "03-03T12:00"));
        Decision bought = anna.report(purchase("w", "03-03T12:05"));

        assertThat(bought.granted().units()).isEqualTo(5);
        assertThat(anna.report(purchase("w2", "03-03T12:06")).granted().units()).isZero();
    }

    @Test
    void one_purchase_is_given_back_once_though_a_version_took_force_after_its_quote() {
        Rules half = half().award(5).limit(Limit.Measure.TIMES, 10, Limit.Reach.ALL_EVER);
        PromptHub hub = PromptHub.with(Club.PROGRAMME, book(half));

        hub.report(quote("q", "03-03T12:00"));
        hub.activate(
                Version.plain(Club.PROGRAMME, List.of(book(half, rule("Other").award(1)))));
        hub.report(purchase("w", "03-03T12:05"));
        hub.report(refund("aqua-wash", "r", "2026-03-03T13:00:00Z", "w"));

        assertThat(hub.soundness()).isEqualTo("sound");
        assertThat(hub.replayed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_comes_back_of_a_quote_is_stored_with_the_version_that_judged_the_purchase(Stores stores) {
        PromptHub hub = new PromptHub(Version.plain(Club.PROGRAMME, List.of(book(half()))), stores);

        hub.report(quote("q", "03-03T12:00"));
        hub.activate(
                Version.plain(Club.PROGRAMME, List.of(book(half(), rule("Other").award(1)))));
        hub.report(purchase("w", "03-03T12:05"));
        hub.report(refund("aqua-wash", "r", "2026-03-03T13:00:00Z", "w"));

        assertThat(hub.soundness()).isEqualTo("sound");
        assertThat(hub.replayed()).isEmpty();
    }

    @Test
    void nor_does_it_count_twice_for_the_member() {
        Rules half = half().award(5).limit(Limit.Measure.TIMES, 2, Limit.Reach.MEMBER_EVER);
        PromptHub hub = PromptHub.with(Club.PROGRAMME, book(half));

        hub.report(quote("q", "03-03T12:00"));
        hub.activate(
                Version.plain(Club.PROGRAMME, List.of(book(half, rule("Other").award(1)))));
        hub.report(purchase("w", "03-03T12:05"));
        hub.report(at("aqua-wash", "2026-03-03T12:10")
                .by("anna")
                .item("wash", "500")
                .purchase());

        assertThat(hub.points("anna")).isEqualTo(10);
    }
}
