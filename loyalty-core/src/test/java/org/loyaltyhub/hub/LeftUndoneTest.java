package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.purchases;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;
import static org.loyaltyhub.hub.Desk.NORD;
import static org.loyaltyhub.hub.Desk.enrolment;
import static org.loyaltyhub.hub.Desk.purchase;
import static org.loyaltyhub.hub.Desk.reserve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Comparison;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.ValueType;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.fixture.Watched;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;

/** What a failing store left undone is caught up as if it had been done in time. */
@ParameterizedClass
@EnumSource
class LeftUndoneTest {
    private final Desk desk;

    LeftUndoneTest(Stores stores) {
        desk = new Desk(stores);
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void thanks_that_were_late_are_taken_back() {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        AtomicBoolean isFull = new AtomicBoolean();
        Store watched = Watched.store(desk.store, Map.of("commit", arguments -> {
            @SuppressWarnings("unchecked")
            List<Bundle> bundles = (List<Bundle>) arguments[0];
            if (isFull.get() && bundles.get(0).reported() instanceof HubEvent) {
                throw new StoreException("the disk is full");
            }
            return desk.store.commit(bundles);
        }));
        Hub hub = Hub.builder()
                .version(desk.version(
                        "enrol",
                        rule("Thanks")
                                .give(new Effect.AwardFlat("award 50 points to referrer", Points.ofUnits(50), true))))
                .store(watched)
                .clock(desk.clock)
                .build();
        hub.operator().submit(enrolment("anna", "2026-03-02T11:00:00Z"));
        hub.operator()
                .submit(new Enrolment(
                        new EventKey(NORD, "join"),
                        Instant.parse("2026-03-02T11:10:00Z"),
                        List.of(new Identifier("card", "boris")),
                        Optional.empty(),
                        Optional.of(new Identifier("card", "anna"))));
        isFull.set(true);
        assertThat(hub.operator().submit(purchase("p", "boris", "2026-03-02T14:30", "100")))
                .isInstanceOf(Accepted.class);
        isFull.set(false);
        assertThat(hub.operator()
                        .submit(new Refund(
                                new EventKey(NORD, "back"),
                                desk.clock.instant(),
                                List.of(),
                                Optional.of("p"),
                                List.of())))
                .isInstanceOf(Accepted.class);
        hub.operator().advanceTo(desk.clock.instant());
        assertThat(desk.store.errands()).isEmpty();
        assertThat(desk.points("anna")).as("the purchase came back").isZero();
    }

    @Test
    void what_fell_due_after_an_advance_that_failed_is_booked_by_the_next() {
        AtomicBoolean fails = new AtomicBoolean(true);
        Store watched = Watched.store(desk.store, Map.of("advancedTo", arguments -> {
            if (arguments != null && fails.get()) {
                throw new StoreException("the disk is full");
            }
            if (arguments == null) {
                return desk.store.advancedTo();
            }
            desk.store.advancedTo((Instant) arguments[0]);
            return null;
        }));
        Hub hub = Hub.builder()
                .version(desk.version("enrol", rule("Base").awardPerFull(1, 1)))
                .store(watched)
                .clock(desk.clock)
                .build();
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        hub.operator().submit(purchase("p", "anna", "2026-03-02T14:30", "1000"));
        hub.operator().submit(reserve("r1", "anna", 10, desk.clock.instant()));
        desk.clock.follow(Instant.parse("2026-03-05T12:00:00Z"));
        Instant midnight = Instant.parse("2026-03-31T21:00:00Z");
        try {
            hub.operator().advanceTo(midnight);
        } catch (StoreException e) {
            // the disk was full
        }
        fails.set(false);
        hub.operator().submit(reserve("r2", "anna", 10, desk.clock.instant()));
        desk.clock.follow(Instant.parse("2026-03-20T12:00:00Z"));
        hub.operator().advanceTo(midnight);
        long reserved = desk.store.balance(
                new Account(Account.Kind.RESERVED, desk.store.members().get(0).value()));
        assertThat(reserved).isZero();
    }

    @Test
    void a_purchase_enrols_nobody_whose_enrolment_failed() throws Exception {
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        Version version = desk.version("reject", rule("Base").award(1));
        CountDownLatch enrolling = new CountDownLatch(1);
        CountDownLatch mayFail = new CountDownLatch(1);
        List<Future<?>> first = new ArrayList<>();
        Identifier phone = new Identifier("phone", "9");
        Store watched = Watched.store(
                desk.store,
                Map.of(
                        "commit",
                                arguments -> {
                                    @SuppressWarnings("unchecked")
                                    List<Bundle> bundles = (List<Bundle>) arguments[0];
                                    if (bundles.get(0).reported() instanceof Enrolment) {
                                        enrolling.countDown();
                                        try {
                                            mayFail.await(10, TimeUnit.SECONDS);
                                        } catch (InterruptedException e) {
                                            throw new IllegalStateException(e);
                                        }
                                        throw new StoreException("the disk is full");
                                    }
                                    return desk.store.commit(bundles);
                                },
                        "member",
                                arguments -> {
                                    if (arguments[0].equals(phone)) { // between who is named, and the decision
                                        mayFail.countDown();
                                        try {
                                            first.get(0).get(10, TimeUnit.SECONDS);
                                        } catch (Exception e) {
                                            // the enrolment failed
                                        }
                                    }
                                    return desk.store.member((Identifier) arguments[0]);
                                }));
        Hub hub =
                Hub.builder().version(version).store(watched).clock(desk.clock).build();
        ExecutorService callers = Executors.newFixedThreadPool(1);
        first.add(callers.submit(() -> hub.operator().submit(enrolment("anna", "2026-03-02T11:00:00Z"))));
        enrolling.await();
        Purchase purchase = at("nord-fuel", "2026-03-02T14:30")
                .id("p")
                .by("anna")
                .byPhone("9")
                .petrol("1", "100")
                .purchase();
        hub.operator().submit(purchase);
        callers.shutdown();

        assertThat(desk.store.members()).as("nobody was enrolled").isEmpty();
    }

    @Test
    void there_is_one_first_place_though_the_end_of_the_month_was_interrupted() {
        Figure.History month =
                new Figure.History(Measure.AMOUNT, ValueType.MONEY, purchases(), new Window.This(Period.MONTH));
        Version version = desk.version(
                "enrol",
                rule("Best")
                        .when(Rules.of(new Subject.EndOf(Period.MONTH)))
                        .and(new Condition.Compare(
                                new Figure.Rank(month, false),
                                Comparison.AT_MOST,
                                new Figure.Constant(1, ValueType.COUNT)))
                        .award(1000));
        AtomicBoolean fails = new AtomicBoolean(true);
        AtomicInteger own = new AtomicInteger();
        Store watched = Watched.store(desk.store, Map.of("commit", arguments -> {
            @SuppressWarnings("unchecked")
            List<Bundle> bundles = (List<Bundle>) arguments[0];
            if (bundles.get(0).reported() instanceof HubEvent && fails.get() && own.incrementAndGet() > 1) {
                throw new StoreException("the disk is full");
            }
            return desk.store.commit(bundles);
        }));
        Hub hub = Hub.builder()
                .version(version)
                .store(watched)
                .clock(desk.clock)
                .memberIds(MemberIds.counting())
                .build();
        desk.clock.follow(Instant.parse("2026-03-02T12:00:00Z"));
        hub.operator().submit(purchase("a", "anna", "2026-03-02T14:30", "900"));
        hub.operator().submit(purchase("b", "boris", "2026-03-02T14:30", "500"));
        desk.clock.follow(Instant.parse("2026-04-01T12:00:00Z"));
        try {
            hub.operator().advanceTo(desk.clock.instant());
        } catch (StoreException e) {
            // the disk was full
        }
        fails.set(false);
        hub.operator().submit(purchase("b2", "boris", "2026-03-20T14:30", "500")); // late
        hub.operator().advanceTo(desk.clock.instant());
        assertThat(List.of(desk.points("anna"), desk.points("boris"))).containsExactly(1000L, 0L);
    }
}
