package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.hub.Desk.NORD;
import static org.loyaltyhub.hub.Desk.enrolment;
import static org.loyaltyhub.hub.Desk.purchase;
import static org.loyaltyhub.hub.Desk.reserve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Redemption;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.fixture.Watched;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Points;

/** Events that are reported together are judged as if they had been reported one by one. */
@ParameterizedClass
@EnumSource
class ReportedTogetherTest {
    private final Desk desk;

    ReportedTogetherTest(Stores stores) {
        desk = new Desk(stores);
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void who_is_enrolled_by_one_may_buy_by_the_next_though_another_hub_put_a_version_in_force() {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Version first = desk.version("reject", rule("Base").award(1));
        Hub one = desk.hub(first);
        Hub other = desk.hub(first);
        other.operator().activate(desk.version("reject", rule("Base").award(2))).orElseThrow();
        desk.clock.follow(Instant.parse("2026-03-02T12:00:01Z"));

        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            events.add(enrolment("c" + i, "2026-03-02T11:00:00Z"));
        }
        for (int i = 0; i < 1_000; i++) {
            events.add(purchase("p" + i, "c" + i, "2026-03-02T14:30", "100"));
        }
        List<Outcome> outcomes = one.operator().submitAll(events);

        assertThat(outcomes.stream().filter(each -> !(each instanceof Accepted)).limit(3))
                .isEmpty();
    }

    @Test
    void what_is_set_aside_by_one_may_be_paid_with_by_another_though_another_hub_put_a_version_in_force() {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Version first = desk.version("enrol", rule("Base").awardPerFull(1, 1));
        Hub one = desk.hub(first);
        one.operator().submit(purchase("before", "anna", "2026-03-02T14:20", "1000"));
        desk.hub(first)
                .operator()
                .activate(desk.version("enrol", rule("Base").award(2)))
                .orElseThrow();
        desk.clock.follow(Instant.parse("2026-03-02T12:00:01Z"));
        List<Event> events = new ArrayList<>();
        events.add(reserve("r", "anna", 10, desk.clock.instant()));
        for (int i = 0; i < 1_000; i++) {
            events.add(purchase("p" + i, "c" + i, "2026-03-02T14:30", "1"));
        }
        events.add(new Redemption(
                new EventKey(NORD, "paid"),
                desk.clock.instant(),
                List.of(),
                new Redemption.Commit("r", Optional.empty())));
        List<Outcome> outcomes = one.operator().submitAll(events);
        assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
        assertThat(outcomes.get(1_001)).isInstanceOf(Accepted.class);
    }

    @Test
    void what_waited_counts_for_the_next() {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Hub hub = desk.hub(desk.version("wait", rule("Base").awardPerFull(1, 1)));
        hub.operator().submit(purchase("p", "anna", "2026-03-02T14:30", "1000"));
        List<Outcome> outcomes = hub.operator()
                .submitAll(List.of(
                        enrolment("anna", "2026-03-02T11:50:00Z"), reserve("pay", "anna", 10, desk.clock.instant())));
        assertThat(outcomes.get(1)).isInstanceOf(Accepted.class);
    }

    @Test
    void thanks_count_for_the_next() {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Hub hub = desk.hub(desk.version(
                "enrol",
                rule("Thanks")
                        .when(Rules.of(new Subject.Enrolments()))
                        .give(new Effect.AwardFlat("award 50 points to referrer", Points.ofUnits(50), true))));
        hub.operator().submit(enrolment("anna", "2026-03-02T11:00:00Z"));
        List<Outcome> outcomes = hub.operator()
                .submitAll(List.of(
                        new Enrolment(
                                new EventKey(NORD, "join"),
                                Instant.parse("2026-03-02T11:10:00Z"),
                                List.of(new Identifier("card", "boris")),
                                Optional.empty(),
                                Optional.of(new Identifier("card", "anna"))),
                        reserve("pay", "anna", 10, desk.clock.instant())));
        assertThat(outcomes.get(1)).isInstanceOf(Accepted.class);
    }

    @Test
    void the_next_sees_the_one_before_though_the_hub_has_few_members_at_hand() throws Exception {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Version version = desk.version("enrol", rule("Base").awardPerFull(1, 1));
        Hub[] hub = new Hub[1];
        AtomicBoolean isFirst = new AtomicBoolean(true);
        ExecutorService callers = Executors.newFixedThreadPool(1);
        Store watched = Watched.store(desk.store, Map.of("prepare", arguments -> {
            Bundle bundle = (Bundle) arguments[0];
            if (bundle.reported().key().id().equals("p") && isFirst.getAndSet(false)) {
                try {
                    callers.submit(() -> hub[0].operator().submit(purchase("other", "boris", "2026-03-02T14:30", "5")))
                            .get(10, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
            return desk.store.prepare(bundle);
        }));
        hub[0] = Hub.builder()
                .version(version)
                .store(watched)
                .clock(desk.clock)
                .cachedMembers(1)
                .memberIds(MemberIds.counting())
                .build();
        hub[0].operator().submit(purchase("before", "anna", "2026-03-02T14:20", "1"));
        List<Outcome> outcomes = hub[0].operator()
                .submitAll(List.of(
                        purchase("p", "anna", "2026-03-02T14:30", "1000"),
                        reserve("pay", "anna", 10, desk.clock.instant())));
        callers.shutdown();
        assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
        assertThat(outcomes.get(1)).isInstanceOf(Accepted.class);
    }
}
