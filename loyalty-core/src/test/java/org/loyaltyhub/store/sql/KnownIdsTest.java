package org.loyaltyhub.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;

/** Each caller is answered about its own id, however many ask at once, and few questions are put. */
class KnownIdsTest {
    private static final int CALLERS = 40;

    private final List<Set<EventKey>> questions = Collections.synchronizedList(new ArrayList<>());

    private static EventKey key(int number) {
        return new EventKey(new PartnerId("nord-fuel"), "r" + number);
    }

    /** Even numbers are known. */
    private Set<EventKey> known(Collection<EventKey> keys) {
        questions.add(Set.copyOf(keys));
        Set<EventKey> known = new HashSet<>(keys);
        known.removeIf(key -> Integer.parseInt(key.id().substring(1)) % 2 == 1);
        return known;
    }

    @Test
    void who_asks_alone_is_asked_for_alone() {
        KnownIds ids = new KnownIds(this::known);

        assertThat(ids.has(key(1))).isFalse();
        assertThat(ids.has(key(2))).isTrue();
        assertThat(questions).containsExactly(Set.of(key(1)), Set.of(key(2)));
    }

    @Test
    void those_who_come_while_a_question_is_on_its_way_are_asked_for_together() throws Exception {
        CountDownLatch allAsk = new CountDownLatch(CALLERS);
        KnownIds ids = new KnownIds(keys -> {
            allAsk.countDown();
            await(allAsk);
            return known(keys);
        });
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<Boolean>> answers = IntStream.range(0, CALLERS)
                    .mapToObj(number -> callers.submit(() -> {
                        if (number > 0) {
                            allAsk.countDown();
                        }
                        return ids.has(key(number));
                    }))
                    .toList();
            for (int i = 0; i < CALLERS; i++) {
                assertThat(answers.get(i).get()).as(key(i).toString()).isEqualTo(i % 2 == 0);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(questions.stream().mapToInt(Set::size).sum()).isEqualTo(CALLERS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void what_goes_wrong_is_told_to_all_who_asked_and_to_nobody_later() {
        List<String> failing = new ArrayList<>(List.of("once"));
        KnownIds ids = new KnownIds(keys -> {
            if (!failing.isEmpty()) {
                throw new StoreException(failing.remove(0));
            }
            return known(keys);
        });

        assertThatThrownBy(() -> ids.has(key(2)))
                .isInstanceOf(StoreException.class)
                .hasRootCauseMessage("once");
        assertThat(ids.has(key(2))).isTrue();
    }
}
