package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Till.at;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
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
        int least = stores == Stores.SQLITE ? 60 : 30; // a server gets many statements by one call
        assertThat(failed).as("calls that failed, one after the other").isGreaterThan(least);
    }

    @Test
    void postgresql_takes_a_batch_by_one_way_for_the_head_one_for_what_is_taken_one_for_the_books_and_a_commit() {
        FailingDatabase database = new FailingDatabase(Stores.postgresql());
        try (SqlStore store = SqlStore.open(database.source(), Stores.nextProgramme(), Stores.NO_SOURCE)) {
            Hub hub = Traffic.hub(store);
            reportAll(hub, purchases(0));
            reportAll(hub, purchases(8)); // from then on it is known whom the card names
            database.recover();

            reportAll(hub, purchases(16));

            assertThat(database.calls()).as("one more asks which ids are known").isEqualTo(5);
        }
    }

    private static List<Event> purchases(int from) {
        return IntStream.range(from, from + 8)
                .<Event>mapToObj(i -> at("nord-fuel", "2026-03-05T09:00")
                        .id("w" + i)
                        .by("c1")
                        .petrol("10", "500")
                        .purchase())
                .toList();
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
        int least = stores == Stores.SQLITE ? 40 : 25;
        assertThat(failed).as("calls that failed, one after the other").isGreaterThan(least);
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
