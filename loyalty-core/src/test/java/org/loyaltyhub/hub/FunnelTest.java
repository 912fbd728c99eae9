package org.loyaltyhub.hub;

import static org.loyaltyhub.fixture.Till.at;

import java.time.Instant;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.ContentHash;

/**
 * Whoever comes in whichever order, each caller of the funnel is answered as if all had come one after the other, and what
 * it was told is kept is there. Interleavings are tried out by Lincheck: first each in its turn, then as they come.
 */
@Tag("slow")
public class FunnelTest {
    private static final boolean IS_SLOW = Boolean.getBoolean("loyalty.slow");

    /** What Lincheck calls from several threads, and one after the other to know what may come of it. */
    @Param(name = "id", gen = IntGen.class, conf = "1:3")
    public static class Callers {
        private final Store store = InMemoryStore.keepingAll();
        private final Funnel funnel = new Funnel(store, true);
        private int written;
        private int dropped;

        /** What became of an event of this id. */
        @Operation
        public String report(@Param(name = "id") int id) {
            Funnel.Ticket ticket = funnel.enter(
                    EVENTS[id],
                    Optional.empty(),
                    Optional.empty(),
                    () -> written++, // of those who wait one at a time writes
                    () -> dropped++);
            return funnel.await(ticket).name();
        }

        @Operation
        public boolean isKnown(@Param(name = "id") int id) {
            return store.find(EVENTS[id].reported().key()).isPresent();
        }
    }

    private static final Bundle[] EVENTS = {event(0), event(1), event(2), event(3)};

    private static Bundle event(int id) {
        Purchase event = at("nord-fuel", "2026-03-02T09:00")
                .id("r" + id)
                .by("anna")
                .petrol("1", "100")
                .purchase();
        Waiting waiting = new Waiting(event.key(), Instant.parse("2026-03-05T00:00:00Z"));
        return Bundle.of(new Commit(event, ContentHash.of("r" + id), waiting, Optional.empty(), false));
    }

    /** Minutes, most of them for making every class obey. */
    @Test
    @EnabledIfSystemProperty(named = "loyalty.slow", matches = "true")
    void callers_in_turn_are_answered_as_if_one_came_after_the_other() {
        new ModelCheckingOptions()
                .iterations(20)
                .invocationsPerIteration(100)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(2)
                .check(Callers.class);
    }

    @Test
    void callers_at_once_are_answered_as_if_one_came_after_the_other() {
        new StressOptions()
                .iterations(IS_SLOW ? 30 : 10)
                .invocationsPerIteration(IS_SLOW ? 1_000 : 200)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(2)
                .check(Callers.class);
    }
}
