package org.loyaltyhub.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.fixture.RandomClub;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.hub.Hub;
import org.loyaltyhub.hub.OperatorHub;
import org.loyaltyhub.ledger.Balances;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.sql.SqlStore;

/** What stores and hubs side by side have to do with seals, settlements and balances. */
class SettlementInEveryStoreTest {
    @ParameterizedTest
    @EnumSource
    void balances_of_any_moment_are_added_up_from_the_journal(Stores stores) throws Exception {
        Store store = stores.fresh();
        RandomClub club = new RandomClub(3, store).goOn(30);
        OperatorHub operator = club.hub().operator();
        Balances then = new Balances();
        store.settlements().balances(then::add);
        long number = store.settlements().lastNumber();
        club.goOn(30);

        assertThat(operator.balancesAsOf(number).all()).isEqualTo(then.all());
        assertThat(operator.balancesAsOf(number + 1).all()).isNotEqualTo(then.all());
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    private static DataSource source(Stores stores) {
        return stores == Stores.SQLITE ? Stores.sqlite() : Stores.postgresql();
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
