package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Watched;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Duplicate;
import org.loyaltyhub.outcome.Rejected;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.EventKey;

class PresumptionTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final FollowingClock clock = new FollowingClock();
    private final Hub hub = hub();

    private Hub hub() {
        clock.follow(Instant.parse("2026-03-05T12:00:00Z"));
        Store store = InMemoryStore.keeping(100_000);
        Store counting = Watched.store(store, Map.of("find", arguments -> {
            asked.incrementAndGet();
            return store.find((EventKey) arguments[0]);
        }));
        return Hub.builder()
                .version(Version.plain(Club.PROGRAMME, List.of(book(rule("Base").awardPerFull(1, 100)))))
                .store(counting)
                .clock(clock)
                .build();
    }

    private static Purchase fuel(String id) {
        return at("nord-fuel", "2026-03-02T09:00")
                .id(id)
                .by("anna")
                .petrol("40", "2340")
                .purchase();
    }

    private void report(String prefix, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(hub.operator().submit(fuel(prefix + i))).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void nobody_asks_for_the_ids_of_events_that_have_not_come_before() {
        report("r", 100);

        assertThat(asked).hasValue(0);
    }

    @Test
    void after_one_that_has_come_before_a_thousand_are_asked_for() {
        report("r", 1);
        assertThat(hub.operator().submit(fuel("r0"))).isInstanceOf(Duplicate.class);
        asked.set(0);

        report("s", 1_500);

        assertThat(asked).hasValue(1_000);
    }

    @Test
    void what_would_be_refused_by_now_is_a_duplicate_all_the_same() {
        report("r", 1);
        clock.follow(Instant.parse("2027-03-05T12:00:00Z"));

        assertThat(hub.operator().submit(fuel("other"))).isInstanceOf(Rejected.class);
        assertThat(hub.operator().submit(fuel("r0"))).isInstanceOf(Duplicate.class);
    }
}
