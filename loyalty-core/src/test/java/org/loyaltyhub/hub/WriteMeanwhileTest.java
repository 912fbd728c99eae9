package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.store.Fate;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.value.ContentHash;

/** Who has many events to decide has them written while it decides. */
class WriteMeanwhileTest {
    private static final int EVENTS = 1_300;

    private final List<Integer> written = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> writers = Collections.synchronizedList(new ArrayList<>());

    @Test
    void much_is_written_by_another_thread_in_the_order_in_which_it_was_decided() {
        List<Fate> fates = enterAll(new Funnel(InMemoryStore.keepingAll(), true));

        assertThat(fates).hasSize(EVENTS).containsOnly(Fate.KEPT);
        assertThat(written).isEqualTo(IntStream.range(0, EVENTS).boxed().toList());
        assertThat(writers).anyMatch(each -> each != Thread.currentThread());
        assertThat(writers).allMatch(each -> each == Thread.currentThread() || each.isDaemon());
    }

    @Test
    void what_only_the_caller_may_write_is_written_by_the_caller() {
        List<Fate> fates = enterAll(new Funnel(InMemoryStore.keepingAll(), false));

        assertThat(fates).hasSize(EVENTS).containsOnly(Fate.KEPT);
        assertThat(written).isEqualTo(IntStream.range(0, EVENTS).boxed().toList());
        assertThat(writers).containsOnly(Thread.currentThread());
    }

    private List<Fate> enterAll(Funnel funnel) {
        List<Funnel.Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            int number = i;
            Runnable note = () -> {
                written.add(number);
                writers.add(Thread.currentThread());
            };
            Funnel.Ticket ticket = funnel.enter(event(i), Optional.empty(), Optional.empty(), note, () -> {});
            funnel.writeMeanwhile(ticket);
            tickets.add(ticket);
        }
        return tickets.stream().map(funnel::await).toList();
    }

    private static Bundle event(int id) {
        Purchase event = at("nord-fuel", "2026-03-02T09:00")
                .id("r" + id)
                .by("anna")
                .petrol("1", "100")
                .purchase();
        Waiting waiting = new Waiting(event.key(), Instant.parse("2026-03-05T00:00:00Z"));
        return Bundle.of(new Commit(event, ContentHash.of("r" + id), waiting, Optional.empty(), false));
    }
}
