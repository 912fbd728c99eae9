package org.loyaltyhub.rules.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loyaltyhub.rules.internal.engine.Club.purchase;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/** Who owns a session, and when it ends. */
class SessionsTest {
    private final List<Fake> made = Collections.synchronizedList(new ArrayList<>());

    @Test
    void an_idle_session_is_used_again() {
        Sessions sessions = new Sessions(this::sound, 2);

        judge(sessions);
        judge(sessions);

        assertThat(made).hasSize(1);
        assertThat(made.get(0).disposals).hasValue(0);
    }

    @Test
    void a_session_that_saw_an_exception_is_disposed_of_once_and_never_used_again() {
        Sessions sessions = new Sessions(() -> made.isEmpty() ? broken(false) : sound(), 2);

        assertThatThrownBy(() -> judge(sessions)).hasMessage("the engine is broken");
        judge(sessions);
        sessions.close();

        assertThat(made).hasSize(2);
        assertThat(made).allSatisfy(session -> assertThat(session.disposals).hasValue(1));
        assertThat(made.get(0).uses).hasValue(1);
        assertThat(sessions.open()).isZero();
    }

    @Test
    void what_goes_wrong_while_a_broken_session_is_disposed_of_does_not_hide_what_broke_it() {
        Sessions sessions = new Sessions(() -> broken(true), 1);

        assertThatThrownBy(() -> judge(sessions))
                .hasMessage("the engine is broken")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @Test
    void closing_disposes_of_what_is_idle_and_of_what_is_in_use_when_it_comes_back() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Sessions sessions = new Sessions(() -> made.isEmpty() ? waiting(inside, goOn) : sound(), 2);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<?> inUse = other.submit(() -> judge(sessions));
        inside.await();
        judge(sessions);

        sessions.close();
        assertThat(made.get(0).disposals).hasValue(0);
        assertThat(made.get(1).disposals).hasValue(1);
        goOn.countDown();
        inUse.get();
        other.shutdown();

        assertThat(made.get(0).disposals).hasValue(1);
        assertThat(sessions.open()).isZero();
    }

    @Test
    void after_closing_a_late_caller_still_gets_a_session_which_ends_with_its_use() {
        Sessions sessions = new Sessions(this::sound, 2);
        sessions.close();

        judge(sessions);

        assertThat(made)
                .singleElement()
                .satisfies(session -> assertThat(session.disposals).hasValue(1));
    }

    @Test
    void after_so_many_judgements_a_session_is_renewed() {
        Sessions sessions = new Sessions(this::sound, 1);

        for (int i = 0; i <= Session.MOST_JUDGEMENTS; i++) {
            judge(sessions);
        }

        assertThat(made).extracting(session -> session.uses.get()).containsExactly(Session.MOST_JUDGEMENTS, 1);
        assertThat(made).extracting(session -> session.disposals.get()).containsExactly(1, 0);
    }

    @Test
    void no_session_is_ever_in_two_hands_or_disposed_of_twice_however_many_threads_come() throws Exception {
        Sessions sessions = new Sessions(this::sound, 2);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            running.add(threads.submit(() -> {
                for (int i = 0; i < 5_000; i++) {
                    judge(sessions);
                }
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
        threads.shutdown();
        assertThat(sessions.open()).isBetween(1, 2);
        sessions.close();

        assertThat(made).allSatisfy(session -> {
            assertThat(session.sharedBy).hasValue(0);
            assertThat(session.disposals).hasValue(1);
        });
        assertThat(sessions.open()).isZero();
    }

    @Test
    void who_finds_all_sessions_in_use_waits_for_one() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Sessions sessions = new Sessions(() -> waiting(inside, goOn), 1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<?> first = threads.submit(() -> judge(sessions));
        inside.await();

        Future<?> second = threads.submit(() -> judge(sessions));
        assertThat(second.isDone()).isFalse();
        goOn.countDown();
        first.get();
        second.get();
        threads.shutdown();

        assertThat(made)
                .singleElement()
                .satisfies(session -> assertThat(session.uses).hasValue(2));
    }

    @Test
    void a_session_that_cannot_be_made_takes_nobodys_place() {
        AtomicInteger tries = new AtomicInteger();
        Sessions sessions = new Sessions(
                () -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new IllegalStateException("no memory for it");
                    }
                    return sound();
                },
                1);

        assertThatThrownBy(() -> judge(sessions)).hasMessage("no memory for it");
        judge(sessions);

        assertThat(made).hasSize(1);
    }

    @Test
    void the_first_session_is_there_before_the_first_event() {
        Sessions sessions = new Sessions(this::sound, 2);

        sessions.prepare();
        assertThat(made).hasSize(1);
        judge(sessions);

        assertThat(made).hasSize(1);
    }

    private static void judge(Sessions sessions) {
        sessions.judge(purchase(0, "fuel").visit());
    }

    private Session sound() {
        return session(() -> {}, false);
    }

    private Session broken(boolean alsoWhenDisposedOf) {
        return session(
                () -> {
                    throw new IllegalStateException("the engine is broken");
                },
                alsoWhenDisposedOf);
    }

    private Session waiting(CountDownLatch inside, CountDownLatch goOn) {
        return session(
                () -> {
                    inside.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                false);
    }

    private Session session(Runnable fire, boolean failsToDispose) {
        return new Session(() -> drools(fire, failsToDispose), new Subjects(List.of()));
    }

    private KieSession drools(Runnable fire, boolean failsToDispose) {
        Fake fake = new Fake(fire, failsToDispose);
        made.add(fake);
        FactHandle handle = (FactHandle) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {FactHandle.class}, (p, m, args) -> null);
        return (KieSession)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {KieSession.class}, (p, m, args) -> {
                    fake.call(m.getName());
                    return switch (m.getName()) {
                        case "fireAllRules" -> 0;
                        case "insert" -> handle;
                        default -> null;
                    };
                });
    }

    /** Counts what is done to a session. */
    private static final class Fake {
        private final Runnable fire;
        private final boolean failsToDispose;
        private final AtomicInteger uses = new AtomicInteger();
        private final AtomicInteger disposals = new AtomicInteger();
        private final AtomicInteger users = new AtomicInteger();
        private final AtomicInteger sharedBy = new AtomicInteger();

        Fake(Runnable fire, boolean failsToDispose) {
            this.fire = fire;
            this.failsToDispose = failsToDispose;
        }

        void call(String method) {
            switch (method) {
                case "insert", "update" -> sharedBy.addAndGet(users.incrementAndGet() > 1 ? 1 : 0);
                case "fireAllRules" -> {
                    uses.incrementAndGet();
                    fire.run();
                    users.decrementAndGet();
                }
                case "dispose" -> {
                    disposals.incrementAndGet();
                    if (failsToDispose) {
                        throw new IllegalStateException("cannot end either");
                    }
                }
                default -> throw new IllegalArgumentException("nobody should call " + method);
            }
        }
    }
}
