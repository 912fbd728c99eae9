package org.loyaltyhub.rules.internal.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.event.Visit;

/**
 * The sessions of a network, as many as are needed at once but never more than a given number. Whoever takes a session out
 * of its slot owns it alone and either puts it back or disposes of it, so none is ever disposed of twice or handed to two.
 *
 * <p>Thread-safe, without locks. A caller that finds all of them in use waits: a judgement takes less than a microsecond,
 * a new session milliseconds.
 */
final class Sessions implements AutoCloseable {
    private static final int TRIES_BEFORE_PAUSES = 100;
    private static final long PAUSE_NANOS = 20_000;
    /** More than one, so that two threads seldom begin at the same slot and hand sessions to each other. */
    private static final int SLOTS_A_SESSION = 4;
    /** Slots stand so many references apart, 128 bytes, so that no two threads write to one cache line. */
    private static final int APART = 32;

    private final Supplier<Session> maker;
    private final int most;
    /** A power of two. */
    private final int slots;

    private final AtomicReferenceArray<@Nullable Session> idle;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean closed;

    /**
     * @param maker makes a new session
     * @param most how many there are at most
     */
    Sessions(Supplier<Session> maker, int most) {
        this.maker = maker;
        this.most = most;
        this.slots = powerOfTwo(most * SLOTS_A_SESSION);
        this.idle = new AtomicReferenceArray<>((slots + 2) * APART);
    }

    /** The least that is not below. */
    private static int powerOfTwo(int least) {
        int highest = Integer.highestOneBit(least);
        return highest == least ? least : 2 * highest;
    }

    /** Makes the first session now, so that no event waits for it. */
    void prepare() {
        giveBack(take());
    }

    /**
     * The families that the event fires. What the engine throws goes to the caller; its session is never used again.
     */
    int[] judge(Visit visit) {
        Session session = take();
        int[] fired;
        try {
            fired = session.judge(visit);
        } catch (RuntimeException | Error broken) {
            discard(session, broken);
            throw broken;
        }
        giveBack(session);
        return fired;
    }

    private Session take() {
        int tries = 0;
        while (true) {
            Session session = takeIdle();
            if (session == null) {
                session = makeUnlessTooMany();
            }
            if (session != null) {
                return session;
            }
            if (tries++ < TRIES_BEFORE_PAUSES) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private @Nullable Session takeIdle() {
        int slot = firstSlot();
        for (int i = slots; i > 0; i--) {
            boolean isFilled = idle.get(at(slot)) != null; // only looked at, an empty one stays in the caches of all
            Session session = isFilled ? idle.getAndSet(at(slot), null) : null;
            if (session != null) {
                return session;
            }
            slot = after(slot);
        }
        return null;
    }

    private @Nullable Session makeUnlessTooMany() {
        if (open.get() >= most) {
            return null;
        }
        Session made = null;
        try {
            made = open.incrementAndGet() <= most ? maker.get() : null;
        } finally {
            if (made == null) {
                open.decrementAndGet();
            }
        }
        return made;
    }

    private void giveBack(Session session) {
        int slot = firstSlot();
        while (!idle.compareAndSet(at(slot), null, session)) {
            slot = after(slot); // there are more slots than sessions, so one is free
        }
        if (closed) {
            disposeIdle();
        }
    }

    /** Threads begin their search at different slots, so that each mostly finds the session it used last. */
    private int firstSlot() {
        return (int) Thread.currentThread().getId() & slots - 1;
    }

    private int after(int slot) {
        return slot + 1 & slots - 1;
    }

    /** Where the slot is: none shares a cache line with the array's own head. */
    private static int at(int slot) {
        return (slot + 1) * APART;
    }

    private void discard(Session session, Throwable broken) {
        try {
            dispose(session);
        } catch (RuntimeException alsoBroken) {
            broken.addSuppressed(alsoBroken);
        }
    }

    private void dispose(Session session) {
        open.decrementAndGet();
        session.dispose();
    }

    private void disposeIdle() {
        for (int slot = 0; slot < slots; slot++) {
            Session session = idle.getAndSet(at(slot), null);
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
