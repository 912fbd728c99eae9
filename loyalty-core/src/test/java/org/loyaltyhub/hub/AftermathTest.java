package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.OneMember;
import org.loyaltyhub.fixture.Rules;
import org.loyaltyhub.fixture.Watched;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Points;

/** An event that is written is answered, whatever becomes of what follows from it. */
class AftermathTest {
    private static final Version VERSION = Version.plain(
            Club.PROGRAMME,
            List.of(book(rule("Thanks")
                    .when(Rules.of(new Subject.Enrolments()))
                    .give(new Effect.AwardFlat("award 50 points to referrer", Points.ofUnits(50), true)))));
    private static final Identifier ANNA = new Identifier("card", "anna");

    private final InMemoryStore books = InMemoryStore.keepingAll();
    private final AtomicBoolean isFull = new AtomicBoolean();
    private final FollowingClock clock = new FollowingClock();

    @Test
    void thanks_that_the_store_does_not_take_are_owed_until_it_does() {
        clock.follow(Instant.parse("2026-03-02T10:00:00Z"));
        Hub hub = Hub.builder()
                .version(VERSION)
                .store(thatTakesNoThanks())
                .clock(clock)
                .build();
        hub.operator()
                .submit(at("nord-fuel", "2026-03-02T09:00")
                        .by("anna")
                        .diesel("10", "500")
                        .purchase());
        isFull.set(true);

        assertThat(hub.operator().submit(OneMember.borisBroughtByAnna(clock.instant())))
                .isInstanceOf(Accepted.class);
        assertThat(books.errands()).hasSize(1);
        assertThat(annasPoints(hub)).isZero();

        isFull.set(false);
        hub.operator().advanceTo(clock.instant());

        assertThat(books.errands()).isEmpty();
        assertThat(annasPoints(hub)).isEqualTo(50);
    }

    private Store thatTakesNoThanks() {
        return Watched.store(books, Map.of("commit", arguments -> commit(bundles(arguments))));
    }

    private Object commit(List<Bundle> bundles) {
        if (isFull.get() && bundles.stream().anyMatch(bundle -> bundle.reported() instanceof HubEvent)) {
            throw new StoreException("the disk is full");
        }
        return books.commit(bundles);
    }

    @SuppressWarnings("unchecked") // of the method that the test watches
    private static List<Bundle> bundles(Object[] arguments) {
        return (List<Bundle>) arguments[0];
    }

    private long annasPoints(Hub hub) {
        return hub.operator()
                .member(ANNA)
                .orElseThrow()
                .balance(clock.instant())
                .units();
    }
}
