package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.fixture.SoundBooks;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.store.sql.Databases;
import org.loyaltyhub.store.sql.SqlStore;
import org.loyaltyhub.value.EventKey;

/** The database goes away while hubs report, and comes back. */
class OutageTest {
    private static final int PORT = 0;

    @Test
    void a_hub_goes_on_when_its_server_is_stopped_and_started_under_load(@TempDir Path folder) throws Exception {
        EmbeddedPostgres first = server(folder, PORT);
        int port = first.getPort();
        Set<EventKey> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger unanswered = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        try (SqlStore store =
                SqlStore.open(Databases.at(first.getJdbcUrl("postgres", "postgres")), "outage", Stores.NO_SOURCE)) {
            Hub hub = Traffic.hub(store);
            for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> report(hub, next, acknowledged, unanswered, enough));
                thread.start();
                threads.add(thread);
            }
            int before;
            try {
                waitFor(() -> acknowledged.size() > 100);
                first.close();
                waitFor(() -> unanswered.get() > 0);
                before = acknowledged.size();
            } finally {
                // whatever fails: the callers need an end
                enough.set(acknowledged.isEmpty());
            }
            try (EmbeddedPostgres second = server(folder, port)) {
                assertThat(second.getPort()).isEqualTo(port);
                waitFor(() -> acknowledged.size() > before + 100);
                enough.set(true);
                for (Thread thread : threads) {
                    thread.join();
                }
                Traffic.hub(store); // what is owed is caught up
                assertThat(SoundBooks.check(store)).containsAll(acknowledged);
            }
        }
    }

    private static EmbeddedPostgres server(Path folder, int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on");
        return port == PORT ? builder.start() : builder.setPort(port).start();
    }

    /** Whoever gets no answer asks again. */
    private static void report(
            Hub hub, AtomicInteger next, Set<EventKey> acknowledged, AtomicInteger unanswered, AtomicBoolean enough) {
        while (!enough.get()) {
            Event event = Traffic.event("e", next.incrementAndGet());
            boolean answered = false;
            while (!answered && !enough.get()) {
                try {
                    hub.operator().submit(event);
                    acknowledged.add(event.key());
                    answered = true;
                } catch (StoreException e) {
                    unanswered.incrementAndGet();
                }
            }
        }
    }

    private static void waitFor(java.util.function.BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(10);
        }
    }

    @Test
    void a_full_disk_loses_nothing_that_was_acknowledged_and_the_hub_goes_on_with_more_room(@TempDir Path folder) {
        DataSource whole = Databases.at("jdbc:sqlite:" + folder.resolve("club.db"));
        AtomicInteger pages = new AtomicInteger(120);
        List<EventKey> acknowledged = new ArrayList<>();
        int number = 0;
        try (SqlStore store = SqlStore.open(limited(whole, pages), "full", Stores.NO_SOURCE)) {
            Hub hub = Traffic.hub(store);
            boolean isFull = false;
            while (!isFull) {
                Event event = Traffic.event("e", ++number);
                try {
                    assertThat(hub.operator().submit(event)).isInstanceOf(Accepted.class);
                    acknowledged.add(event.key());
                } catch (StoreException e) {
                    assertThat(e.getCause().getMessage()).containsAnyOf("full", "FULL");
                    isFull = true;
                }
            }
            assertThat(acknowledged).hasSizeGreaterThan(20);
            assertThat(SoundBooks.check(store)).containsAll(acknowledged);

            pages.set(100_000);
            for (int last = number + 50; number <= last; number++) {
                Event event = Traffic.event("e", number);
                assertThat(hub.operator().submit(event)).isInstanceOf(Accepted.class);
                acknowledged.add(event.key());
            }
            assertThat(SoundBooks.check(store)).containsAll(acknowledged);
        }
    }

    /** A disk with so much room: SQLite takes it for full as it would a real one. */
    private static DataSource limited(DataSource whole, AtomicInteger pages) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    Connection connection = (Connection) method.invoke(whole, arguments);
                    try (var statement = connection.createStatement()) {
                        statement.execute("pragma max_page_count = " + pages.get());
                    }
                    return connection;
                });
    }
}
