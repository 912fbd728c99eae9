package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.decision.OneBook.MARCH;
import static org.loyaltyhub.fixture.OneMember.adjustment;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loyaltyhub.event.Adjustment;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.PromptHub;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;

/** What a clerk may do alone, 100 points a day, and who is a second person. */
class AdjustmentsTest {
    private static final Programme PROGRAMME = Club.programme(
            Club.JSON.replace("\"agreements\"", "\"adjustments\": {\"perClerkADay\": 100}, \"agreements\""));

    private static Adjustment adjust(String id, long points, String clerk, Optional<String> second) {
        return new Adjustment(
                new EventKey(PartnerId.PROGRAMME, id),
                Instant.parse("2026-03-02T10:00:00Z"),
                List.of(OneMember.anna()),
                Points.ofUnits(points),
                "a complaint",
                clerk,
                second);
    }

    private static PromptHub annaFuels(Rules rule, Stores stores) {
        PromptHub hub = new PromptHub(Version.plain(PROGRAMME, List.of(book(rule))), stores);
        hub.report(at("nord-fuel", "2026-03-02T09:00")
                .by("anna")
                .petrol("10", "600")
                .purchase());
        return hub;
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_MEMORY", "SQLITE"})
    void a_rule_that_is_called_as_a_clerks_limit_has_one_of_its_own(Stores stores) {
        Rules rule = rule("adjustments by olga")
                .ownedByTheProgramme()
                .award(60)
                .limit(Limit.Measure.POINTS, 1_000, Limit.Reach.ALL_PERIOD, Period.DAY);
        PromptHub hub = annaFuels(rule, stores);

        assertThat(hub.report(adjust("1", 60, "olga", Optional.empty()))).isInstanceOf(Accepted.class);
        assertThat(hub.report(adjust("2", 60, "olga", Optional.empty()))).isNotInstanceOf(Accepted.class);
        assertThat(hub.soundness()).isEqualTo("sound");
        assertThat(hub.replayed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"olga", "olga ", " Olga", "OLGA"})
    void a_blank_or_a_capital_makes_no_second_person(String second) {
        PromptHub hub = annaFuels(rule("Base").award(1), Stores.IN_MEMORY);

        assertThat(hub.report(adjust("1", 500, "olga", Optional.of(second)))).isNotInstanceOf(Accepted.class);
        assertThat(hub.report(adjust("2", 500, "olga", Optional.of("pavel")))).isInstanceOf(Accepted.class);
    }

    @Test
    void nor_another_clerk_with_another_100_points() {
        PromptHub hub = annaFuels(rule("Base").award(1), Stores.IN_MEMORY);

        assertThat(hub.report(adjust("1", 100, "olga", Optional.empty()))).isInstanceOf(Accepted.class);
        assertThat(hub.report(adjust("2", 1, "Olga ", Optional.empty()))).isNotInstanceOf(Accepted.class);
    }

    @Test
    void a_clerk_gives_points_within_a_days_limit_and_beyond_it_with_a_second_person() {
        OneMember anna = OneBook.with(PROGRAMME, rule("Points").awardPerFull(1, 10));

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
