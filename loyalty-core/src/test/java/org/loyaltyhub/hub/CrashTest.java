package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loyaltyhub.fixture.SoundBooks;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.store.sql.Databases;
import org.loyaltyhub.store.sql.SqlStore;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;

/**
 * A process is killed at a random moment while four threads report, over and over on the same books: no event that was
 * acknowledged is lost, and none is half there. {@code -Dloyalty.crashes=200} does it so often; what was tried is printed.
 */
@Tag("slow")
class CrashTest {
    private static final int ROUNDS =
            Integer.getInteger("loyalty.crashes", Boolean.getBoolean("loyalty.slow") ? 50 : 3);
    /** Each looks at all of the books, which grow. */
    private static final int ROUNDS_ON_SAME_BOOKS = 25;

    private static final String PROGRAMME = "crashing";

    @Test
    void nothing_acknowledged_is_lost_when_the_process_is_killed_over_sqlite(@TempDir Path folder) throws Exception {
        crash(books -> "jdbc:sqlite:" + folder.resolve(books + ".db"), folder);
    }

    @Test
    void nothing_acknowledged_is_lost_when_the_process_is_killed_over_postgresql(@TempDir Path folder)
            throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start()) {
            crash(books -> databaseOf(server, books), folder);
        }
    }

    private static String databaseOf(EmbeddedPostgres server, String name) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server.getJdbcUrl("postgres", name);
    }

    private static void crash(UnaryOperator<String> books, Path folder) throws Exception {
        Random random = new Random(11);
        long acknowledged = 0;
        long kept = 0;
        for (int round = 0; round < ROUNDS; round += ROUNDS_ON_SAME_BOOKS) {
            String url = books.apply("books" + round);
            Set<EventKey> said = new HashSet<>();
            Set<EventKey> there = Set.of();
            for (int i = round; i < Math.min(ROUNDS, round + ROUNDS_ON_SAME_BOOKS); i++) {
                said.addAll(run(url, folder.resolve("said" + i), "round" + i + "-", random.nextInt(900)));
                there = eventsIn(url);
                assertThat(there)
                        .as("round %d, what is there of what was acknowledged", i)
                        .containsAll(said);
            }
            acknowledged += said.size();
            kept += there.size();
            System.out.printf(
                    "%s: killed %d times, %d events acknowledged and none lost, %d in the books and none half there%n",
                    url, Math.min(ROUNDS, round + ROUNDS_ON_SAME_BOOKS), acknowledged, kept);
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(ROUNDS); // each is killed after its first
    }

    /** The events in the books, once they are found to be sound. */
    private static Set<EventKey> eventsIn(String url) {
        try (SqlStore store = SqlStore.open(Databases.at(url), PROGRAMME, Stores.NO_SOURCE)) {
            Traffic.hub(store); // what is owed is caught up
            assertThat(store.errands()).isEmpty();
            return SoundBooks.check(store);
        }
    }

    /** What a process acknowledged before it was killed, so long after it acknowledged its first event. */
    private static List<EventKey> run(String url, Path said, String prefix, int millis) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Child.class.getName(),
                        url,
                        prefix)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(said.toFile())
                .start();
        while (Files.size(said) == 0) {
            assertThat(child.isAlive()).as("the process reports something").isTrue();
            child.waitFor(10, TimeUnit.MILLISECONDS);
        }
        child.waitFor(millis, TimeUnit.MILLISECONDS);
        child.destroyForcibly().waitFor();
        return Files.readAllLines(said).stream()
                .filter(line -> line.endsWith(";")) // the last line may be cut off
                .map(line -> new EventKey(new PartnerId("nord-fuel"), line.substring(0, line.length() - 1)))
                .toList();
    }

    /** Reports events until it is killed, and says which are acknowledged. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            endWithParent();
            SqlStore store = SqlStore.open(Databases.at(arguments[0]), PROGRAMME, Stores.NO_SOURCE);
            Hub hub = Traffic.hub(store);
            AtomicInteger next = new AtomicInteger();
            PrintStream out = System.out;
            for (int i = 0; i < 4; i++) {
                new Thread(() -> {
                            while (true) {
                                var event = Traffic.event(arguments[1], next.incrementAndGet());
                                if (hub.operator().submit(event) instanceof Accepted accepted) {
                                    out.println(accepted.event().id() + ";");
                                    out.flush();
                                }
                            }
                        })
                        .start();
            }
        }

        /** A test that is killed itself leaves nobody behind. */
        private static void endWithParent() {
            Thread watch = new Thread(() -> {
                try {
                    System.in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // over, likewise
                }
                Runtime.getRuntime().halt(1);
            });
            watch.setDaemon(true);
            watch.start();
        }
    }
}
