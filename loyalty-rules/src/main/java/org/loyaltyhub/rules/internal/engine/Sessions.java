package org.loyaltyhub.rules.internal.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * The idle sessions of a network, at most one for each core. Whoever takes a session out of its slot owns it alone and
 * either puts it back or disposes of it, so none is ever disposed of twice or handed to two.
 *
 * <p>Thread-safe, without locks: a caller that finds no idle session makes one, which costs far more than a judgement.
 */
final class Sessions implements AutoCloseable {
    private final Supplier<KieSession> maker;
    private final AtomicReferenceArray<@Nullable KieSession> idle;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean closed;

    /**
     * @param maker makes a new session
     * @param most how many are kept idle
     */
    Sessions(Supplier<KieSession> maker, int most) {
        this.maker = maker;
        this.idle = new AtomicReferenceArray<>(most);
    }

    /** Lets the network judge the purchase. What the engine throws goes to the caller; its session is never used again. */
    void judge(Sighting sighting) {
        KieSession session = take();
        try {
            FactHandle handle = session.insert(sighting);
            session.fireAllRules();
            session.delete(handle);
        } catch (RuntimeException | Error broken) {
            discard(session, broken);
            throw broken;
        }
        giveBack(session);
    }

    private KieSession take() {
        int slots = idle.length();
        int first = firstSlot();
        for (int i = 0; i < slots; i++) {
            KieSession session = idle.getAndSet((first + i) % slots, null);
            if (session != null) {
                return session;
            }
        }
        KieSession session = maker.get();
        open.incrementAndGet();
        return session;
    }

    private void giveBack(KieSession session) {
        int slots = idle.length();
        int first = firstSlot();
        for (int i = 0; i < slots; i++) {
            if (idle.compareAndSet((first + i) % slots, null, session)) {
                if (closed) {
                    disposeIdle();
                }
                return;
            }
        }
        dispose(session);
    }

    /** Threads begin their search at different slots, so that each mostly finds the session it used last. */
    private int firstSlot() {
        return (int) (Thread.currentThread().getId() % idle.length());
    }

    private void discard(KieSession session, Throwable broken) {
        try {
            dispose(session);
        } catch (RuntimeException alsoBroken) {
            broken.addSuppressed(alsoBroken);
        }
    }

    private void dispose(KieSession session) {
        open.decrementAndGet();
        session.dispose();
    }

    private void disposeIdle() {
        for (int i = 0; i < idle.length(); i++) {
            KieSession session = idle.getAndSet(i, null);
            if (session != null) {
                dispose(session);
            }
        }
    }

    /** How many are made and not yet disposed of. */
    int open() {
        return open.get();
    }

    /** Disposes of the idle ones; those still in use follow when they are given back. A later judgement still works. */
    @Override
    public void close() {
        closed = true;
        disposeIdle();
    }
}
