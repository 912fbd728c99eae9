package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.hub.Desk.NORD;
import static org.loyaltyhub.hub.Desk.byPhone;
import static org.loyaltyhub.hub.Desk.enrolment;
import static org.loyaltyhub.hub.Desk.purchase;
import static org.loyaltyhub.hub.Desk.reserve;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.fixture.Watched;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Rejected;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.store.Recorded;
import org.loyaltyhub.value.EventKey;

/** What waits is judged when what it waits for is there, as it would have been then. */
@ParameterizedClass
@EnumSource
class WaitingEventsTest {
    private final Desk desk;

    WaitingEventsTest(Stores stores) {
        desk = new Desk(stores);
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void a_refund_is_judged_with_its_purchase_that_waited_for_its_member() {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Hub hub = desk.hub(desk.version("wait", rule("Base").awardPerFull(1, 100)));
        assertThat(hub.operator().submit(purchase("p", "anna", "2026-03-02T14:30", "1000")))
                .isInstanceOf(Waiting.class);
        Refund refund = new Refund(
                new EventKey(NORD, "back"),
                Instant.parse("2026-03-02T11:50:00Z"),
                List.of(),
                Optional.of("p"),
                List.of());
        assertThat(hub.operator().submit(refund)).isInstanceOf(Waiting.class);
        hub.operator().submit(enrolment("anna", "2026-03-02T11:00:00Z"));

        assertThat(desk.store.find(refund.key()).orElseThrow().answer().orElseThrow())
                .isInstanceOf(Accepted.class);
        assertThat(desk.points("anna")).isZero();
    }

    @Test
    void what_waits_is_judged_when_a_purchase_enrols_its_member() {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Hub hub = desk.hub(desk.version("wait", rule("Base").award(1)));
        Purchase p = purchase("p", "anna", "2026-03-02T14:30", "100");
        hub.operator().submit(p);
        desk.clock.follow(Instant.parse("2026-03-03T12:00:00Z"));
        hub.operator().activate(desk.version("enrol", rule("Base").award(1))).orElseThrow();
        hub.operator().submit(purchase("q", "anna", "2026-03-03T14:30", "100"));
        assertThat(desk.store.find(p.key()).orElseThrow().answer().orElseThrow())
                .isInstanceOf(Accepted.class);
    }

    @Test
    void what_waited_is_judged_in_the_order_it_came_whatever_it_waited_for() {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Hub hub = desk.hub(desk.version("wait", rule("Base").award(1)));
        hub.operator().submit(byPhone("e1", "7", "2026-03-02T14:00"));
        hub.operator().submit(purchase("e2", "anna", "2026-03-02T14:10", "100"));
        hub.operator().submit(byPhone("e3", "7", "2026-03-02T14:20"));
        hub.operator().submit(enrolment("anna", "7", "2026-03-02T11:50:00Z"));
        assertThat(desk.store.decisions(desk.store.members().get(0)).stream()
                        .map(d -> d.event().key().id())
                        .toList())
                .containsExactly("join anna", "e1", "e2", "e3");
    }

    @Test
    void what_was_forgotten_is_judged_in_the_order_it_came() {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Version version = desk.version("wait", rule("Base").award(1));
        Hub hub = Hub.builder()
                .version(version)
                .clock(desk.clock)
                .store(Watched.store(desk.store, Map.of("waitingFor", arguments -> {
                    throw new IllegalStateException("the machine is gone");
                })))
                .build();
        hub.operator().submit(byPhone("e1", "7", "2026-03-02T14:00"));
        hub.operator().submit(purchase("e2", "anna", "2026-03-02T14:10", "100"));
        hub.operator().submit(byPhone("e3", "7", "2026-03-02T14:20"));
        try {
            hub.operator().submit(enrolment("anna", "7", "2026-03-02T11:50:00Z"));
        } catch (IllegalStateException e) {
            // so it is
        }
        desk.hub(version);
        assertThat(desk.store.decisions(desk.store.members().get(0)).stream()
                        .map(d -> d.event().key().id())
                        .toList())
                .containsExactly("join anna", "e1", "e2", "e3");
    }

    @Test
    void a_refund_that_waited_and_is_refused_is_declined_at_once_with_its_reason() {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Hub hub = desk.hub(desk.version("enrol", rule("Base").awardPerFull(1, 1)));
        for (String id : List.of("back 1", "back 2")) {
            Refund refund =
                    new Refund(new EventKey(NORD, id), desk.clock.instant(), List.of(), Optional.of("p"), List.of());
            assertThat(hub.operator().submit(refund)).isInstanceOf(Waiting.class);
        }

        hub.operator().submit(purchase("p", "anna", "2026-03-02T14:30", "1000"));
        Answer second = desk.store
                .find(new EventKey(NORD, "back 2"))
                .flatMap(Recorded::answer)
                .orElseThrow();
        assertThat(((Declined) second).code()).isEqualTo("nothing-to-return");
    }

    @Test
    void points_are_not_set_aside_days_later_for_somebody_who_was_unknown() {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Hub hub = desk.hub(desk.version("wait", rule("Base").awardPerFull(1, 1)));
        hub.operator().submit(purchase("p", "anna", "2026-03-02T14:30", "1000"));

        Outcome asked = hub.operator().submit(reserve("pay", "anna", 10, desk.clock.instant()));

        assertThat(((Rejected) asked).problems().get(0).code()).isEqualTo("unknown-member");
        desk.clock.follow(Instant.parse("2026-03-12T12:00:00Z"));
        hub.operator().submit(enrolment("anna", "2026-03-12T11:50:00Z"));
        assertThat(desk.points("anna")).isEqualTo(1000);
    }
}
