package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;
import static org.loyaltyhub.fixture.Till.rub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Redemption;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.sql.SqlStore;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/** A hub refuses by what is written, not by what it remembers or had only decided. */
@ParameterizedClass
@EnumSource
class RefusalTest {
    private static final Version FIVE_A_PURCHASE =
            Version.plain(Club.PROGRAMME, List.of(book(rule("Five").award(5))));
    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Hub one;
    private final Hub other;

    RefusalTest(Stores stores) {
        FollowingClock clock = new FollowingClock();
        clock.follow(NOON);
        String programme = Stores.nextProgramme();
        Store first = stores == Stores.IN_MEMORY ? InMemoryStore.keepingAll() : open(stores, programme);
        Store second = stores == Stores.IN_MEMORY ? first : open(stores, programme);
        one = hub(first, clock);
        other = hub(second, clock);
    }

    private Store open(Stores stores, String programme) {
        SqlStore store = SqlStore.open(
                stores == Stores.SQLITE ? Stores.sqlite() : Stores.postgresql(), programme, Stores.NO_SOURCE);
        store.activate(FIVE_A_PURCHASE, Instant.MIN);
        opened.add(store);
        return store;
    }

    private static Hub hub(Store store, FollowingClock clock) {
        return Hub.builder()
                .version(FIVE_A_PURCHASE)
                .store(store)
                .clock(clock)
                .memberIds(MemberIds.random())
                .build();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable store : opened) {
            store.close();
        }
    }

    @Test
    void what_one_hub_set_aside_is_paid_at_another_that_remembers_the_member_from_before() {
        accepted(one, purchase("r1"));
        accepted(other, purchase("r2"));
        accepted(one, reservation("pay", 10));

        accepted(other, redemption("done", new Redemption.Commit("pay", Optional.empty())));
    }

    @Test
    void what_was_bought_through_one_hub_comes_back_through_another_that_remembers_the_member_from_before() {
        accepted(one, purchase("r1"));
        accepted(other, item("r2", "coffee", "100"));
        accepted(one, item("r3", "coffee", "300"));

        accepted(other, withoutReference("back", "300"));
    }

    @Test
    void points_taken_by_a_reservation_that_is_not_written_after_all_are_there_for_the_next() {
        accepted(one, purchase("r1"));
        List<Event> events = List.of(reservation("pay1", 5), reservation("pay2", 5), purchase("r3"));

        List<Outcome> outcomes = one.operator().submitAll(events, event -> {
            if (event.key().id().equals("r3")) { // both reservations are decided, and not written
                accepted(other, purchase("r2"));
            }
        });

        assertThat(outcomes).hasSize(3).hasOnlyElementsOfType(Accepted.class);
    }

    @Test
    void points_taken_by_a_reservation_that_is_written_are_refused_to_the_next() {
        accepted(one, purchase("r1"));

        List<Outcome> outcomes = one.operator().submitAll(List.of(reservation("pay1", 5), reservation("pay2", 5)));

        assertThat(outcomes).extracting(Object::getClass).containsExactly(Accepted.class, Declined.class);
        assertThat(other.operator().submit(reservation("pay3", 5))).isInstanceOf(Declined.class);
    }

    private static void accepted(Hub hub, Event event) {
        assertThat(hub.operator().submit(event)).isInstanceOf(Accepted.class);
    }

    private static Event purchase(String id) {
        return item(id, "petrol-95", "500");
    }

    private static Event item(String id, String category, String roubles) {
        return at("nord-fuel", "2026-03-02T09:00")
                .id(id)
                .by("anna")
                .item(category, roubles)
                .purchase();
    }

    private static Event reservation(String id, long points) {
        return redemption(id, new Redemption.Reserve(Points.ofUnits(points), false));
    }

    private static Event redemption(String id, Redemption.Step step) {
        return new Redemption(key(id), NOON, anna(), step);
    }

    private static Event withoutReference(String id, String roubles) {
        Refund.ReturnedLine line = new Refund.ReturnedLine(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(rub(roubles)));
        return new Refund(key(id), NOON, anna(), Optional.empty(), List.of(line));
    }

    private static EventKey key(String id) {
        return new EventKey(new PartnerId("nord-fuel"), id);
    }

    private static List<Identifier> anna() {
        return List.of(new Identifier("card", "anna"));
    }
}
