package org.loyaltyhub.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.fixture.RandomClub;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.hub.Hub;
import org.loyaltyhub.hub.OperatorHub;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.store.SettlementStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.sql.SqlStore;

/**
 * Books in a database, closed and opened again between periods, are sealed, settled, verified and replayed as books in
 * memory are: what laws say of these holds of those.
 */
class SettlementInEveryStoreTest {
    private static final int CLUBS = 6;

    /** Goes on, and closes a period. */
    private static void period(RandomClub club, long period) {
        club.goOn(40);
        club.hub().operator().seal().orElseThrow();
        if (period > 1) {
            club.hub().operator().settle(period - 1).orElseThrow();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void books_in_a_database_are_those_in_memory(Stores stores) {
        for (long seed = 0; seed < CLUBS; seed++) {
            DataSource source = source(stores);
            String programme = Stores.nextProgramme();
            RandomClub expected = new RandomClub(seed, InMemoryStore.keepingAll());
            SqlStore store = SqlStore.open(source, programme, Stores.NO_SOURCE);
            RandomClub club = new RandomClub(seed, store);
            for (long period = 1; period <= 3; period++) {
                period(expected, period);
                period(club, period);
                store.close();
                store = SqlStore.open(source, programme, Stores.NO_SOURCE);
                club.reopen(store);
            }

            checkEqual("seed " + seed, club.store(), expected.store());
            OperatorHub operator = club.hub().operator();
            assertThat(operator.verify())
                    .as("seed %d", seed)
                    .isEqualTo(expected.hub().operator().verify());
            assertThat(operator.verify().breaches()).as("seed %d", seed).isEmpty();
            assertThat(operator.replay())
                    .as("seed %d", seed)
                    .isEqualTo(expected.hub().operator().replay());
            assertThat(operator.replay().first()).as("seed %d", seed).isEmpty();
            long middle = operator.seals().get(1).last();
            assertThat(operator.balancesAsOf(middle).all())
                    .isEqualTo(expected.hub().operator().balancesAsOf(middle).all());
            store.close();
        }
    }

    private static DataSource source(Stores stores) {
        return stores == Stores.SQLITE ? Stores.sqlite() : Stores.postgresql();
    }

    private static void checkEqual(String which, Store store, Store expected) {
        SettlementStore books = store.settlements();
        SettlementStore others = expected.settlements();
        assertThat(books.seals()).as(which).isEqualTo(others.seals()).hasSize(3);
        for (long period = 1; period <= 3; period++) {
            Optional<Settled> settled = books.settled(period);
            assertThat(settled).as("%s, period %d", which, period).isEqualTo(others.settled(period));
            assertThat(settled.isPresent()).isEqualTo(period < 3);
        }
        assertThat(lines(books)).as(which).isEqualTo(lines(others));
        assertThat(decisions(books)).as(which).isEqualTo(decisions(others));
    }

    private static List<JournalLine> lines(SettlementStore books) {
        List<JournalLine> lines = new ArrayList<>();
        books.journal(1, Long.MAX_VALUE, lines::add);
        return lines;
    }

    private static List<Decision> decisions(SettlementStore books) {
        List<Decision> decisions = new ArrayList<>();
        books.decisions(decisions::add);
        return decisions;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void of_two_hubs_that_close_a_period_at_once_one_does(Stores stores) throws Exception {
        DataSource source = source(stores);
        String programme = Stores.nextProgramme();
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try (SqlStore one = SqlStore.open(source, programme, Stores.NO_SOURCE);
                SqlStore other = SqlStore.open(source, programme, Stores.NO_SOURCE)) {
            RandomClub club = new RandomClub(3, one);
            Hub beside = Hub.builder().version(club.version()).store(other).build();
            for (long period = 1; period <= 5; period++) {
                long next = period;
                club.goOn(5);
                long newest = one.settlements().lastNumber();

                List<Reading<Seal>> seals = atOnce(
                        callers,
                        () -> club.hub().operator().seal(newest),
                        () -> beside.operator().seal(newest));
                List<Reading<Settled>> settled = atOnce(
                        callers,
                        () -> club.hub().operator().settle(next),
                        () -> beside.operator().settle(next));

                assertThat(seals).filteredOn(each -> each.value().isPresent()).hasSize(1);
                assertThat(settled.stream()
                                .flatMap(each -> each.value().stream())
                                .distinct())
                        .as("whoever is answered is answered the same")
                        .hasSize(1)
                        .containsOnly(one.settlements().settled(period).orElseThrow());
            }
            assertThat(one.settlements().seals()).hasSize(5);
            assertThat(club.hub().operator().verify().breaches()).isEmpty();
        } finally {
            callers.shutdown();
        }
    }

    private static <T> List<T> atOnce(ExecutorService callers, Callable<T> one, Callable<T> other) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> each : callers.invokeAll(List.of(one, other))) {
            results.add(each.get());
        }
        return results;
    }
}
