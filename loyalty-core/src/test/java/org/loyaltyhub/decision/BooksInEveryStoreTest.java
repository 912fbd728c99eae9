package org.loyaltyhub.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.hub.FollowingClock;
import org.loyaltyhub.hub.Hub;
import org.loyaltyhub.hub.MemberIds;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.sql.SqlStore;
import org.loyaltyhub.value.MemberId;

/** Refunds, redemptions and adjustments in books that are closed and opened again end as in books that never are. */
class BooksInEveryStoreTest {
    private static final MemberId ANNA = new MemberId("m1");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void a_hub_that_is_reopened_answers_and_books_as_one_that_never_was(Stores stores) {
        DataSource source = stores == Stores.SQLITE ? Stores.sqlite() : Stores.postgresql();
        long revised = 0;
        for (long seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            Version version = BooksLawsTest.version(random);
            List<BooksLawsTest.Step> history = BooksLawsTest.history(random);
            FollowingClock clock = new FollowingClock();
            InMemoryStore memory = InMemoryStore.keepingAll();
            Hub steady = hub(version, memory, clock, 100);
            String programme = Stores.nextProgramme();
            SqlStore store = SqlStore.open(source, programme, Stores.NO_SOURCE);
            Hub hub = hub(version, store, clock, 1);
            int i = 0;
            for (BooksLawsTest.Step step : history) {
                if (i++ % 10 == 9) {
                    store.close();
                    store = SqlStore.open(source, programme, Stores.NO_SOURCE);
                    hub = hub(version, store, clock, 1);
                }
                clock.follow(step.recordedAt());
                assertThat(hub.operator().submit(step.event()))
                        .as("seed %d, %s", seed, step.event())
                        .isEqualTo(steady.operator().submit(step.event()));
            }

            assertThat(store.journal()).isEqualTo(memory.journal());
            assertThat(store.decisions(ANNA)).as("seed %d", seed).isEqualTo(memory.decisions(ANNA));
            revised += memory.decisions(ANNA).stream()
                    .mapToLong(decision -> decision.revisions().size())
                    .sum();
            store.close();
        }
        assertThat(revised).as("purchases that came back").isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource
    void events_reported_together_come_to_the_same_as_one_after_the_other(Stores stores) {
        for (long seed = 100; seed < 110; seed++) {
            Random random = new Random(seed);
            Version version = BooksLawsTest.version(random);
            List<BooksLawsTest.Step> history = BooksLawsTest.history(random);
            FollowingClock one = new FollowingClock();
            FollowingClock other = new FollowingClock();
            InMemoryStore memory = InMemoryStore.keepingAll();
            Hub steady = hub(version, memory, one, 100);
            List<Outcome> expected = history.stream()
                    .map(step -> {
                        one.follow(step.recordedAt());
                        return steady.operator().submit(step.event());
                    })
                    .toList();
            Store store = stores.fresh();
            List<Event> events = history.stream().map(BooksLawsTest.Step::event).toList();

            List<Outcome> outcomes = hub(version, store, other, 100)
                    .operator()
                    .submitAll(
                            events,
                            event -> other.follow(
                                    history.get(events.indexOf(event)).recordedAt()));

            assertThat(outcomes).as("seed %d", seed).isEqualTo(expected);
            assertThat(store.journal()).isEqualTo(memory.journal());
        }
    }

    @ParameterizedTest
    @EnumSource
    void two_hubs_on_the_same_books_answer_in_turns_as_one(Stores stores) throws Exception {
        for (long seed = 200; seed < 224; seed++) {
            Random random = new Random(seed);
            Version version = BooksLawsTest.version(random);
            List<BooksLawsTest.Step> history = BooksLawsTest.history(random);
            FollowingClock clock = new FollowingClock();
            InMemoryStore memory = InMemoryStore.keepingAll();
            Hub steady = hub(version, memory, clock, 100);
            List<Store> books = twice(stores);
            List<Hub> hubs = List.of(hub(version, books.get(0), clock, 100), hub(version, books.get(1), clock, 100));

            for (BooksLawsTest.Step step : history) {
                clock.follow(step.recordedAt());
                assertThat(hubs.get(random.nextInt(2)).operator().submit(step.event()))
                        .as("seed %d, %s", seed, step.event())
                        .isEqualTo(steady.operator().submit(step.event()));
            }

            assertThat(books.get(0).journal()).isEqualTo(memory.journal());
            for (Store store : books) {
                if (store instanceof AutoCloseable closeable) {
                    closeable.close();
                }
            }
        }
    }

    /** The same books, as two processes see them. */
    private static List<Store> twice(Stores stores) {
        if (stores == Stores.IN_MEMORY) {
            Store store = stores.fresh();
            return List.of(store, store);
        }
        DataSource source = stores == Stores.SQLITE ? Stores.sqlite() : Stores.postgresql();
        String programme = Stores.nextProgramme();
        return List.of(
                SqlStore.open(source, programme, Stores.NO_SOURCE), SqlStore.open(source, programme, Stores.NO_SOURCE));
    }

    private static Hub hub(Version version, Store store, FollowingClock clock, int cached) {
        return Hub.builder()
                .version(version)
                .store(store)
                .clock(clock)
                .memberIds(MemberIds.countingAfter(store.members()))
                .cachedMembers(cached)
                .build();
    }
}
