package org.loyaltyhub.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.store.StoreException;

class SessionsTest {
    @TempDir
    private Path folder;

    private DataSource file() {
        return Databases.at("jdbc:sqlite:" + folder.resolve("club.db"));
    }

    /** The state of a thread that waits for something, or has ended. */
    private static Thread.State waiting(Thread thread) {
        Thread.State state = thread.getState();
        while (state != Thread.State.WAITING && state != Thread.State.TERMINATED) {
            Thread.onSpinWait();
            state = thread.getState();
        }
        return state;
    }

    private List<String> files() throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Sessions.Work<Long> one(CountDownLatch begun, Semaphore let) {
        return session -> {
            session.execute("create table host (number integer)");
            begun.countDown();
            let.acquireUninterruptibly();
            return session.first("select 1 as one", row -> row.getLong("one")).orElseThrow();
        };
    }

    @Test
    void who_closes_waits_for_what_is_being_written_and_leaves_no_log_behind() throws Exception {
        Sessions sessions = Sessions.of(file(), Dialect.SQLITE);
        CountDownLatch begun = new CountDownLatch(1);
        Semaphore let = new Semaphore(0);
        FutureTask<Long> writing = new FutureTask<>(() -> sessions.write("write", one(begun, let)));
        new Thread(writing).start();
        begun.await();
        Thread closer = new Thread(sessions::close);
        closer.start();

        assertThat(waiting(closer)).isEqualTo(Thread.State.WAITING);
        let.release();
        closer.join();

        assertThat(writing.get()).isEqualTo(1);
        assertThat(files()).containsExactly("club.db");
    }

    @Test
    void who_has_a_session_gets_another_though_somebody_closes_and_may_close_too() {
        Sessions sessions = Sessions.of(file(), Dialect.SQLITE);

        long sum = sessions.ask("ask", outer -> {
            sessions.close();
            return sessions.ask("ask more", inner -> inner.first("select 7 as seven", row -> row.getLong("seven")))
                    .orElseThrow();
        });

        assertThat(sum).isEqualTo(7);
        assertThatThrownBy(() -> sessions.ask("ask", session -> 1)).hasMessageContaining("the store is closed");
    }

    @Test
    void closed_books_say_so_and_open_the_file_no_more() throws Exception {
        SqlStore store = SqlStore.open(file(), "club", Stores.NO_SOURCE);
        store.close();
        store.close();

        assertThatThrownBy(store::members)
                .isInstanceOf(StoreException.class)
                .hasMessage("the database cannot list members: the store is closed");
        assertThatThrownBy(store::tidy).hasMessage("the database cannot copy its log: the store is closed");
        assertThat(files()).containsExactly("club.db");
    }
}
