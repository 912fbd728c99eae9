package org.loyaltyhub.store.sql;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.value.EventKey;

/**
 * Asks for many callers at once whether the ids of their events are known: those who come while a question is on its way
 * are asked for together by the next.
 *
 * <p>Thread-safe.
 */
final class KnownIds {
    private final Function<Collection<EventKey>, Set<EventKey>> ask;
    private final ReentrantLock asking = new ReentrantLock();
    private Question open = new Question();

    /** @param ask which of the ids are known */
    KnownIds(Function<Collection<EventKey>, Set<EventKey>> ask) {
        this.ask = ask;
    }

    /** One for all who came meanwhile. */
    private static final class Question {
        private final Set<EventKey> keys = new HashSet<>();
        private final CountDownLatch answered = new CountDownLatch(1);
        private boolean isLed;
        private volatile Set<EventKey> known = Set.of();
        private volatile @Nullable StoreException failure;
    }

    /** Whether the id was known when this was called, or became so meanwhile. */
    boolean has(EventKey key) {
        Question question;
        boolean isOurs;
        synchronized (this) {
            question = open;
            question.keys.add(key);
            isOurs = !question.isLed;
            question.isLed = true;
        }
        if (isOurs) {
            lead(question);
        }
        await(question.answered);
        StoreException failure = question.failure;
        if (failure != null) {
            throw new StoreException("the store did not say whether " + key + " is known", failure);
        }
        return question.known.contains(key);
    }

    private void lead(Question question) {
        asking.lock(); // while the one before is on its way, this one grows
        try {
            synchronized (this) {
                open = new Question();
            }
            question.known = ask.apply(question.keys);
        } catch (StoreException e) {
            question.failure = e;
        } catch (RuntimeException | Error e) {
            question.failure = new StoreException("the store failed: " + e, e);
        } finally {
            question.answered.countDown();
            asking.unlock();
        }
    }

    private static void await(CountDownLatch answered) {
        boolean interrupted = false;
        while (true) {
            try {
                answered.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the answer is on its way, and the caller may have begun to write
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
