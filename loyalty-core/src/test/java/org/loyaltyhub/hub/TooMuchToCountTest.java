package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.hub.Desk.NORD;
import static org.loyaltyhub.hub.Desk.enrolment;
import static org.loyaltyhub.hub.Desk.purchase;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.store.Recorded;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Ratio;

/** An event for which the rules give more than can be counted stops nobody else. */
@ParameterizedClass
@EnumSource
class TooMuchToCountTest {
    private final Desk desk;

    TooMuchToCountTest(Stores stores) {
        desk = new Desk(stores);
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void an_enrolment_is_answered_though_what_waited_for_it_cannot_be_counted() {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Version version = desk.version("wait", rule("Base").awardPerFull(1_000_000, 1));
        Hub hub = desk.hub(version);
        assertThat(hub.operator().submit(purchase("p", "anna", "2026-03-02T14:30", "9000000000000")))
                .isInstanceOf(Waiting.class);

        assertThat(hub.operator().submit(enrolment("anna", "2026-03-02T11:00:00Z")))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void a_hub_can_be_opened_after_it() {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Version version = desk.version("wait", rule("Base").awardPerFull(1_000_000, 1));
        Hub hub = desk.hub(version);
        hub.operator().submit(purchase("p", "anna", "2026-03-02T14:30", "9000000000000"));
        hub.operator().submit(enrolment("anna", "2026-03-02T11:00:00Z"));

        assertThatCode(() -> desk.hub(version)).doesNotThrowAnyException();
        assertThat(((Declined) answer("p")).code()).isEqualTo("out-of-range");
    }

    @Test
    void a_quote_of_it_says_why_there_is_none() {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Hub hub = desk.hub(desk.version("enrol", rule("Base").awardPerFull(1_000_000, 1)));

        assertThat(hub.partner(NORD)
                        .quote(purchase("p", "anna", "2026-03-02T14:30", "9000000000000"))
                        .problems())
                .extracting(Problem::code)
                .containsExactly("out-of-range");
    }

    @Test
    void what_waited_and_brings_an_account_too_far_is_declined_for_good() {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Version version = desk.version("wait", rule("Base").awardPerFull(1, 1));
        Hub hub = desk.hub(version);
        for (String card : List.of("anna", "boris")) {
            hub.operator().submit(purchase("p " + card, card, "2026-03-02T14:30", "100000000000"));
            hub.operator().submit(enrolment(card, "2026-03-02T11:00:00Z"));
        }

        assertThat(answer("p anna")).isInstanceOf(Accepted.class);
        assertThat(((Declined) answer("p boris")).code()).isEqualTo("out-of-range");
        assertThat(hub.operator().verify().breaches()).isEmpty();
    }

    private Answer answer(String id) {
        return desk.store.find(new EventKey(NORD, id)).flatMap(Recorded::answer).orElseThrow();
    }

    @Test
    void the_calendar_moves_for_others() {
        Figure.History month =
                new Figure.History(Measure.AMOUNT, ValueType.MONEY, purchases(), new Window.This(Period.MONTH));
        Hub hub = desk.hub(desk.version(
                "enrol",
                rule("End")
                        .when(Rules.of(new Subject.EndOf(Period.MONTH)))
                        .give(new Effect.AwardRate(
                                "award 1000000 per full 1 RUB",
                                month,
                                Optional.of(100L),
                                new Ratio(1_000_000, 1),
                                Optional.empty()))));
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        assertThat(hub.operator().submit(purchase("p", "anna", "2026-03-02T14:30", "9000000000000")))
                .isInstanceOf(Accepted.class);
        hub.operator().submit(purchase("q", "boris", "2026-03-02T14:30", "1"));
        desk.clock.follow(Instant.parse("2026-04-02T12:00:00Z"));
        assertThatCode(() -> hub.operator().advanceTo(desk.clock.instant())).doesNotThrowAnyException();
        assertThat(desk.points("boris")).isEqualTo(1_000_000);
    }
}
