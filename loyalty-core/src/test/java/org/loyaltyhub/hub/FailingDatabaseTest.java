package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.fixture.SoundBooks;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Duplicate;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.store.sql.SqlStore;
import org.loyaltyhub.value.EventKey;

/** Whichever call of the database fails, in whichever way: what was answered is there, and everything is there once. */
class FailingDatabaseTest {
    /** Purchases of new and known members, an enrolment, thanks. */
    private static final List<Event> EVENTS =
            IntStream.range(4, 8).mapToObj(i -> Traffic.event("e", i)).toList();

    @ParameterizedTest
    @CsvSource({"SQLITE, false", "SQLITE, true", "POSTGRESQL, false", "POSTGRESQL, true"})
    void every_event_counts_once_whichever_call_fails(Stores stores, boolean isCarriedOut) {
        DataSource source = stores == Stores.SQLITE ? Stores.sqlite() : Stores.postgresql();
        int failed = 0;
        for (long call = 0; fails(source, call, isCarriedOut); call++) {
            failed++;
        }
        assertThat(failed).as("calls that failed, one after the other").isGreaterThan(60);
    }

    private static boolean fails(DataSource source, long call, boolean isCarriedOut) {
        FailingDatabase database = new FailingDatabase(source);
        try (SqlStore store = SqlStore.open(database.source(), Stores.nextProgramme(), Stores.NO_SOURCE)) {
            Hub hub = Traffic.hub(store);
            database.failAfter(call, isCarriedOut);
            List<EventKey> answered = new ArrayList<>();
            for (Event event : EVENTS.subList(0, 2)) {
                answered.add(report(hub, event));
            }
            for (Outcome outcome : reportAll(hub, EVENTS.subList(2, 4))) {
                answered.add(key(outcome));
            }
            boolean hasFailed = database.hasFailed();
            database.recover();

            Traffic.hub(store); // what is owed is caught up
            assertThat(SoundBooks.check(store)).as("after call %d failed", call).containsAll(answered);
            assertThat(store.errands()).isEmpty();
            assertThat(store.journal()).hasSize(JOURNAL);
            return hasFailed;
        }
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, false", "SQLITE, true", "POSTGRESQL, false", "POSTGRESQL, true"})
    void a_period_is_sealed_and_settled_once_whichever_call_fails(Stores stores, boolean isCarriedOut) {
        DataSource source = stores == Stores.SQLITE ? Stores.sqlite() : Stores.postgresql();
        int failed = 0;
        for (long call = 0; failsToClose(source, call, isCarriedOut); call++) {
            failed++;
        }
        assertThat(failed).as("calls that failed, one after the other").isGreaterThan(40);
    }

    private static boolean failsToClose(DataSource source, long call, boolean isCarriedOut) {
        FailingDatabase database = new FailingDatabase(source);
        try (SqlStore store = SqlStore.open(database.source(), Stores.nextProgramme(), Stores.NO_SOURCE)) {
            Hub hub = Traffic.hub(store);
            OperatorHub operator = hub.operator();
            operator.submitAll(EVENTS);
            database.failAfter(call, isCarriedOut);
            again(operator::seal); // if it was sealed all the same, nothing is left to be sealed
            Settled settled = again(() -> operator.settle(1)).orElseThrow();
            boolean hasFailed = database.hasFailed();
            database.recover();

            assertThat(operator.seals()).as("after call %d failed", call).hasSize(1);
            assertThat(store.settlements().settled(1)).contains(settled);
            assertThat(store.journal()).hasSize(JOURNAL + 1);
            assertThat(operator.verify().breaches()).isEmpty();
            return hasFailed;
        }
    }

    private static <T> T again(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (StoreException e) {
            return asked.get();
        }
    }

    /** Without any failure. */
    private static final int JOURNAL = journalOf();

    private static int journalOf() {
        Hub hub = Traffic.hub(InMemoryStore.keepingAll());
        EVENTS.forEach(event -> hub.operator().submit(event));
        return hub.operator().journal().size();
    }

    /** A caller who gets no answer asks again. */
    private static EventKey report(Hub hub, Event event) {
        try {
            return key(hub.operator().submit(event));
        } catch (StoreException e) {
            return key(hub.operator().submit(event));
        }
    }

    private static List<Outcome> reportAll(Hub hub, List<Event> events) {
        try {
            return hub.operator().submitAll(events);
        } catch (StoreException e) {
            return hub.operator().submitAll(events);
        }
    }

    private static EventKey key(Outcome outcome) {
        if (outcome instanceof Duplicate duplicate) {
            return duplicate.event();
        }
        return ((Accepted) outcome).event();
    }
}
