package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.hub.Desk.NORD;
import static org.loyaltyhub.hub.Desk.enrolment;
import static org.loyaltyhub.hub.Desk.purchase;

import java.time.Instant;
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
        Answer waited = desk.store
                .find(new EventKey(NORD, "p"))
                .flatMap(Recorded::answer)
                .orElseThrow();
        assertThat(((Declined) waited).code()).isEqualTo("out-of-range");
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
