package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.fixture.SoundBooks;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.store.sql.SqlStore;
import org.loyaltyhub.value.EventKey;

/** Events that are reported together are judged in their order, whatever the database does meanwhile. */
class SubmissionTest {
    private static final int ROUNDS = Boolean.getBoolean("loyalty.slow") ? 60 : 12;
    /** Far more than a commit takes, so that some are written while others are decided. */
    private static final List<Event> EVENTS =
            IntStream.range(0, 400).mapToObj(i -> Traffic.event("e", i)).toList();

    private static final List<EventKey> KEYS =
            EVENTS.stream().<EventKey>map(Event::key).toList();

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void once_the_database_is_gone_nothing_is_written_behind_what_it_did_not_take(Stores stores) {
        DataSource source = stores == Stores.SQLITE ? Stores.sqlite() : Stores.postgresql();
        Random random = new Random(4);
        int interrupted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            FailingDatabase database = new FailingDatabase(source);
            try (SqlStore store = SqlStore.open(database.source(), Stores.nextProgramme(), Stores.NO_SOURCE)) {
                Hub hub = Traffic.hub(store);
                database.goneAfter(random.nextInt(stores == Stores.SQLITE ? 300 : 60));
                interrupted += isAnswered(hub) ? 0 : 1;
                database.recover();

                List<EventKey> written = written(store);
                assertInOrder(round, written);

                assertThat(hub.operator().submitAll(EVENTS)).hasSameSizeAs(EVENTS);
                assertInOrder(round, written(store));
            }
        }
        assertThat(interrupted).isGreaterThan(ROUNDS / 3);
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, false", "SQLITE, true", "POSTGRESQL, false", "POSTGRESQL, true"})
    void what_is_tried_again_comes_before_what_was_behind_it(Stores stores, boolean isCarriedOut) {
        DataSource source = stores == Stores.SQLITE ? Stores.sqlite() : Stores.postgresql();
        Random random = new Random(5);
        for (int round = 0; round < ROUNDS; round++) {
            FailingDatabase database = new FailingDatabase(source);
            try (SqlStore store = SqlStore.open(database.source(), Stores.nextProgramme(), Stores.NO_SOURCE)) {
                Hub hub = Traffic.hub(store);
                database.failAfter(random.nextInt(stores == Stores.SQLITE ? 300 : 60), isCarriedOut);
                boolean isAnswered = isAnswered(hub);
                database.recover();

                List<EventKey> written = written(store);
                assertInOrder(round, written);
                assertThat(written).hasSizeGreaterThanOrEqualTo(isAnswered ? KEYS.size() : 0);
                assertThat(SoundBooks.check(store)).containsAll(written);
            }
        }
    }

    private static void assertInOrder(int round, List<EventKey> written) {
        int same = 0;
        while (same < written.size() && written.get(same).equals(KEYS.get(same))) {
            same++;
        }
        assertThat(written.subList(same, written.size()))
                .as("round %d, behind %d in order", round, same)
                .isEmpty();
    }

    private static boolean isAnswered(Hub hub) {
        try {
            return hub.operator().submitAll(EVENTS).size() == EVENTS.size();
        } catch (StoreException e) {
            return false;
        }
    }

    /** In the order recorded, without what the hub made of them. */
    private static List<EventKey> written(SqlStore store) {
        Set<EventKey> reported = Set.copyOf(KEYS);
        List<EventKey> keys = new ArrayList<>();
        store.settlements().decisions(decision -> keys.add(decision.event().key()));
        return keys.stream().filter(reported::contains).collect(Collectors.toList());
    }
}
