package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.fixture.Watched;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.outcome.Duplicate;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;

/** No event waits for ever. */
@ParameterizedClass
@EnumSource
class ForgottenWaitersTest {
    private static final Version VERSION = Version.plain(
            Club.programme(Club.JSON.replace("\"enrol\"", "\"wait\"")),
            List.of(Rules.book(rule("Base").awardPerFull(1, 100))));
    private static final PartnerId NORD = new PartnerId("nord-fuel");

    private final FollowingClock clock = new FollowingClock();
    private final Store store;

    ForgottenWaitersTest(Stores stores) {
        store = stores.fresh(stored -> VERSION);
    }

    @AfterEach
    void close() throws Exception {
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    private Hub hub(Store books) {
        return Hub.builder()
                .version(VERSION)
                .store(books)
                .clock(clock)
                .memberIds(MemberIds.countingAfter(store.members()))
                .build();
    }

    /** A hub that stops before it looks who waits. */
    private Hub thatStops() {
        return hub(Watched.store(store, Map.of("waitingFor", arguments -> {
            throw new IllegalStateException("the machine is gone");
        })));
    }

    private void report(Hub hub, String moment, Event event) {
        clock.follow(Instant.parse(moment));
        hub.operator().submit(event);
    }

    private Answer answer(Event event) {
        return store.find(event.key()).orElseThrow().answer().orElseThrow();
    }

    private long points() {
        return store.member(new Identifier("card", "anna"))
                .flatMap(store::state)
                .orElseThrow()
                .balance(clock.instant())
                .units();
    }

    private static Enrolment enrolment() {
        return new Enrolment(
                new EventKey(NORD, "join"),
                Instant.parse("2026-03-01T09:00:00Z"),
                List.of(new Identifier("card", "anna"), new Identifier("phone", "7")));
    }

    private static Purchase purchase(String id) {
        return at("nord-fuel", "2026-03-02T09:00")
                .id(id)
                .by("anna")
                .petrol("40", "2000")
                .purchase();
    }

    private static Refund refund(String purchase) {
        return new Refund(
                new EventKey(NORD, "back of " + purchase),
                Instant.parse("2026-03-02T12:00:00Z"),
                List.of(),
                Optional.of(purchase),
                List.of());
    }

    @Test
    void a_refund_whose_hub_stopped_when_its_purchase_came_is_judged_when_a_hub_is_opened() {
        Hub hub = hub(store);
        report(hub, "2026-03-01T12:00:00Z", enrolment());
        report(hub, "2026-03-03T12:00:00Z", refund("p"));
        assertThatThrownBy(() -> report(thatStops(), "2026-03-04T12:00:00Z", purchase("p")))
                .hasMessage("the machine is gone");
        assertThat(points()).isEqualTo(20);

        hub(store);

        assertThat(answer(refund("p"))).isInstanceOf(Accepted.class);
        assertThat(points()).isZero();
    }

    @Test
    void what_came_in_time_is_judged_however_late_a_hub_is_opened() {
        Hub hub = hub(store);
        report(hub, "2026-03-01T12:00:00Z", enrolment());
        report(hub, "2026-03-03T12:00:00Z", refund("p"));
        assertThatThrownBy(() -> report(thatStops(), "2026-03-04T12:00:00Z", purchase("p")))
                .hasMessage("the machine is gone");
        clock.follow(Instant.parse("2026-04-20T12:00:00Z"));

        hub(store);

        assertThat(answer(refund("p"))).isInstanceOf(Accepted.class);
    }

    @Test
    void what_came_too_late_is_declined_by_the_hub_that_is_opened() {
        Hub hub = hub(store);
        report(hub, "2026-03-01T12:00:00Z", enrolment());
        report(hub, "2026-03-03T12:00:00Z", refund("p"));
        assertThatThrownBy(() -> report(thatStops(), "2026-03-18T12:00:00Z", purchase("p")))
                .hasMessage("the machine is gone");

        hub(store);

        assertThat(answer(refund("p")))
                .isEqualTo(new Declined(
                        refund("p").key(), "waited-too-long", "its purchase was unknown until 2026-03-17T12:00:00Z"));
        assertThat(points()).isEqualTo(20);
    }

    @Test
    void purchases_whose_hub_stopped_when_their_member_joined_are_judged_when_the_calendar_moves_on() {
        Hub hub = hub(store);
        report(hub, "2026-03-03T12:00:00Z", purchase("p"));
        report(hub, "2026-03-03T12:00:00Z", purchase("q"));
        assertThatThrownBy(() -> report(thatStops(), "2026-03-04T12:00:00Z", enrolment()))
                .hasMessage("the machine is gone");

        hub.operator().advanceTo(clock.instant());

        assertThat(answer(purchase("p"))).isInstanceOf(Accepted.class);
        assertThat(answer(purchase("q"))).isInstanceOf(Accepted.class);
        assertThat(points()).isEqualTo(40);
        assertThat(store.forgottenWaiting()).isEmpty();
    }

    @Test
    void what_waited_too_long_is_declined_when_the_calendar_moves_on() {
        Hub hub = hub(store);
        List<Event> waiting = new ArrayList<>();
        waiting.add(refund("unknown"));
        for (int i = 0; i < 600; i++) {
            waiting.add(purchase("p" + i));
        }
        clock.follow(Instant.parse("2026-03-03T12:00:00Z"));
        hub.operator().submitAll(waiting);
        Event later = purchase("later");
        report(hub, "2026-03-03T12:00:01Z", later);

        clock.follow(Instant.parse("2026-03-17T12:00:01Z"));
        hub.operator().advanceTo(Instant.parse("2026-03-17T12:00:00Z"));
        assertThat(waiting).as("not a moment too early").allMatch(event -> answer(event) instanceof Waiting);
        hub.operator().advanceTo(clock.instant());

        assertThat(answer(waiting.get(0)))
                .isEqualTo(new Declined(
                        waiting.get(0).key(),
                        "waited-too-long",
                        "its purchase was unknown until 2026-03-17T12:00:00Z"));
        assertThat(waiting)
                .allMatch(event -> answer(event) instanceof Declined declined
                        && declined.code().equals("waited-too-long"));
        assertThat(answer(later)).as("it has a second left").isInstanceOf(Waiting.class);
        assertThat(hub.operator().submit(waiting.get(0)))
                .isEqualTo(new Duplicate(waiting.get(0).key(), Optional.of(answer(waiting.get(0)))));
        assertThat(store.waitingFor(List.of(new Identifier("card", "anna")))).containsExactly(later);
    }
}
