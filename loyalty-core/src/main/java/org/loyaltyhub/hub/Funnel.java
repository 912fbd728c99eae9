package org.loyaltyhub.hub;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Fate;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.StoreException;

/**
 * Has what many threads decided written together: one commit of the store for all that came while the one before was
 * being written. Of those who wait for a batch, the first writes it for all. Who has much more to decide has it written
 * {@linkplain #writeMeanwhile meanwhile}, by a thread that ends once little is left.
 *
 * <p>Thread-safe. What enters in an order is written in that order.
 */
final class Funnel {
    /** So many are worth a commit of their own while more is decided. */
    private static final int PART = 250;
    /** Who enters a batch of so many waits until it is written before going on. */
    private static final int LARGE = 1_000;

    private final Store store;
    private final boolean isThreadSafe;
    private final ReentrantLock writing = new ReentrantLock();
    private Batch open = new Batch();

    /** @param isThreadSafe whether the store may be called by threads other than those that enter */
    Funnel(Store store, boolean isThreadSafe) {
        this.store = store;
        this.isThreadSafe = isThreadSafe;
    }

    /** A bundle on its way to the store. */
    static final class Ticket {
        private final Bundle bundle;
        private final Optional<Line> line;
        private final Runnable written;
        private final Runnable dropped;
        private final Batch batch;
        private volatile @Nullable Fate fate;

        private Ticket(Bundle bundle, Optional<Line> line, Runnable written, Runnable dropped, Batch batch) {
            this.bundle = bundle;
            this.line = line;
            this.written = written;
            this.dropped = dropped;
            this.batch = batch;
        }

        Bundle bundle() {
            return bundle;
        }
    }

    /** What is written in one commit. */
    private static final class Batch {
        private final List<Ticket> tickets = new ArrayList<>();
        private final AtomicBoolean led = new AtomicBoolean();
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile @Nullable StoreException failure;
    }

    /**
     * Takes the next place in the queue; under the member's lock, if there is one.
     *
     * @param written run once it is written, by whoever writes
     * @param dropped run once it is known not to be
     */
    synchronized Ticket enter(Bundle bundle, Optional<Line> line, Runnable written, Runnable dropped) {
        Ticket ticket = new Ticket(bundle, line, written, dropped, open);
        open.tickets.add(ticket);
        return ticket;
    }

    /**
     * Has the ticket's batch written while the caller goes on, if it is worth it; returns once it is written, if it is large.
     *
     * @throws StoreException if the commit failed
     */
    void writeMeanwhile(Ticket ticket) {
        int waiting = waiting(ticket.batch);
        if (waiting >= LARGE) {
            await(ticket);
        } else if (waiting >= PART
                && isThreadSafe
                && !writing.isLocked()
                && ticket.batch.led.compareAndSet(false, true)) {
            leadMeanwhile(ticket.batch);
        }
    }

    private synchronized int waiting(Batch batch) {
        return batch == open ? open.tickets.size() : 0;
    }

    private void leadMeanwhile(Batch batch) {
        Thread writer = new Thread(() -> leadAll(batch), "loyalty-writer");
        writer.setDaemon(true);
        try {
            writer.start();
        } catch (OutOfMemoryError e) { // there are too many threads
            lead(batch);
        }
    }

    private void leadAll(Batch first) {
        Optional<Batch> next = Optional.of(first);
        while (next.isPresent()) {
            lead(next.get());
            next = nextPart();
        }
    }

    private synchronized Optional<Batch> nextPart() {
        return open.tickets.size() >= PART && open.led.compareAndSet(false, true)
                ? Optional.of(open)
                : Optional.empty();
    }

    private synchronized List<Ticket> close(Batch batch) {
        if (batch == open) {
            open = new Batch();
        }
        return Collections.unmodifiableList(batch.tickets);
    }

    /**
     * Waits until the bundle is written or left out. Under no lock that a decision needs.
     *
     * @throws StoreException if the commit failed, and perhaps after the store wrote it all
     */
    Fate await(Ticket ticket) {
        Batch batch = ticket.batch;
        if (batch.led.compareAndSet(false, true)) {
            lead(batch);
        }
        wait(batch);
        Fate fate = ticket.fate;
        if (fate == null) {
            throw new StoreException(
                    "the store did not take " + ticket.bundle.reported().key(), batch.failure);
        }
        return fate;
    }

    private void lead(Batch batch) {
        writing.lock(); // while the batch before is written, this one grows
        try {
            write(batch, close(batch));
        } finally {
            batch.done.countDown();
            writing.unlock();
        }
    }

    private static void wait(Batch batch) {
        boolean interrupted = false;
        while (true) {
            try {
                batch.done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the outcome is on its way and must not get lost
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Batch batch, List<Ticket> tickets) {
        List<Ticket> sound = new ArrayList<>(tickets.size());
        List<Ticket> dropped = new ArrayList<>();
        for (Ticket ticket : tickets) {
            (isSound(ticket) ? sound : dropped).add(ticket);
        }
        dropped.forEach(ticket -> ticket.fate = Fate.OUTRUN);
        try {
            if (!sound.isEmpty()) {
                List<Fate> fates =
                        store.commit(sound.stream().map(Ticket::bundle).toList());
                for (int i = 0; i < fates.size(); i++) {
                    settle(sound.get(i), fates.get(i), dropped);
                }
            }
        } catch (StoreException e) {
            batch.failure = e;
            dropped.addAll(sound);
        } catch (RuntimeException | Error e) {
            batch.failure = new StoreException("the store failed: " + e, e);
            dropped.addAll(sound);
        } finally {
            dropped.forEach(ticket -> ticket.line.ifPresent(Line::breakOff));
            tickets.forEach(ticket -> ticket.line.ifPresent(line -> line.written(ticket.bundle.decisions())));
            dropped.forEach(ticket -> ticket.dropped.run());
        }
    }

    private static boolean isSound(Ticket ticket) {
        return ticket.line.map(line -> !line.isBroken()).orElse(true);
    }

    private static void settle(Ticket ticket, Fate fate, List<Ticket> dropped) {
        ticket.fate = fate;
        if (fate == Fate.KEPT) {
            ticket.written.run();
        } else {
            dropped.add(ticket);
        }
    }
}
