package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
 * acknowledged is lost, and none is half there. {@code -Dloyalty.crashes=200} does it so often.
 */
@Tag("slow")
class CrashTest {
    private static final int ROUNDS =
            Integer.getInteger("loyalty.crashes", Boolean.getBoolean("loyalty.slow") ? 50 : 3);
    private static final String PROGRAMME = "crashing";

    @Test
    void nothing_acknowledged_is_lost_when_the_process_is_killed_over_sqlite(@TempDir Path folder) throws Exception {
        crash("jdbc:sqlite:" + folder.resolve("club.db"), folder);
    }

    @Test
    void nothing_acknowledged_is_lost_when_the_process_is_killed_over_postgresql(@TempDir Path folder)
            throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start()) {
            crash(server.getJdbcUrl("postgres", "postgres"), folder);
        }
    }

    private static void crash(String url, Path folder) throws Exception {
        Random random = new Random(11);
        Set<EventKey> acknowledged = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(run(url, folder.resolve("said" + round), "round" + round + "-", random.nextInt(900)));
            try (SqlStore store = SqlStore.open(Databases.at(url), PROGRAMME, Stores.NO_SOURCE)) {
                Traffic.hub(store); // what is owed is caught up
                assertThat(store.errands()).isEmpty();
                assertThat(SoundBooks.check(store))
                        .as("round %d, what is there of what was acknowledged", round)
                        .containsAll(acknowledged);
            }
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS); // each is killed after its first
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
    }
}
