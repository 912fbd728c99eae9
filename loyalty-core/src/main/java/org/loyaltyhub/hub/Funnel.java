package org.loyaltyhub.hub;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Fate;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.StoreException;

/**
 * Has what many threads decided written together: one commit of the store for all that came while the one before was
 * being written. Of those who wait for a batch, the first writes it for all. Who has much more to decide has it written
 * {@linkplain #writeMeanwhile meanwhile}, by a thread that ends once little is left and nobody waits for it.
 *
 * <p>Thread-safe. What enters in an order is written in that order.
 */
final class Funnel {
    /** So many are worth a thread that writes them while more is decided; it is there by the time there is a part. */
    private static final int BEGINNING = 16;
    /** So many are worth a commit of their own. */
    private static final int PART = 64;
    /** So long a commit is held up for the next part, if nobody waits for it. */
    private static final long LINGER_NANOS = 5_000_000;
    /** Who enters a batch of so many waits until it is written before going on. */
    private static final int LARGE = 1_000;

    private final Store store;
    private final boolean isThreadSafe;
    private final ReentrantLock writing = new ReentrantLock();
    private Batch open = new Batch();
    /** Whether a thread writes meanwhile, and looks once more before it ends. */
    private boolean isWriterAtWork;

    /** @param isThreadSafe whether the store may be called by threads other than those that enter */
    Funnel(Store store, boolean isThreadSafe) {
        this.store = store;
        this.isThreadSafe = isThreadSafe;
    }

    /** A bundle on its way to the store. */
    static final class Ticket {
        private final Bundle bundle;
        private final Optional<Line> line;
        private final Optional<Convoy> convoy;
        private final Runnable written;
        private final Runnable dropped;
        private final Batch batch;
        /** The one of the same line that entered before, unless one of the two is settled. */
        private @Nullable Ticket before;
        /** Before the batch is done. */
        private @Nullable Fate fate;

        private Ticket(
                Bundle bundle,
                Optional<Line> line,
                Optional<Convoy> convoy,
                Runnable written,
                Runnable dropped,
                Batch batch) {
            this.bundle = bundle;
            this.line = line;
            this.convoy = convoy;
            this.written = written;
            this.dropped = dropped;
            this.batch = batch;
        }

        Bundle bundle() {
            return bundle;
        }

        /** What was decided for it and for those before it that may not be settled. */
        List<Decision> decisions() {
            List<Decision> decisions = new ArrayList<>();
            for (Ticket each = this; each != null; each = each.before) {
                decisions.addAll(each.bundle.decisions());
            }
            return decisions;
        }

        /** Once it is settled: whether it is known that nothing of it is written, as it has to be decided again. */
        boolean isLeftOut() {
            return fate == Fate.OUTRUN || fate == Fate.OUTDATED;
        }

        void follow(@Nullable Ticket earlier) {
            before = earlier;
        }

        private boolean isSound() {
            boolean isBroken = line.filter(Line::isBroken).isPresent()
                    || convoy.filter(Convoy::isBroken).isPresent();
            return !isBroken;
        }

        private void breakOffUnlessKept() {
            if (fate != Fate.KEPT) {
                line.ifPresent(Line::breakOff);
                convoy.ifPresent(Convoy::breakOff);
            }
        }

        private void settle() {
            if (line.isPresent()) {
                line.get().settled(this);
            }
        }

        private void dropUnlessKept() {
            if (fate != Fate.KEPT) {
                dropped.run();
            }
        }
    }

    /** What came while something was being written. */
    private static final class Batch {
        private final List<Ticket> tickets = new ArrayList<>();
        private final CountDownLatch done = new CountDownLatch(1);
        /** Whether somebody writes it, or is about to. */
        private boolean isLed;
        /** Whether somebody waits for it. */
        private boolean isAwaited;
        /** Before it is done. */
        private @Nullable StoreException failure;

        /** Whether the caller is to write it, the first who asks. Under the funnel's lock. */
        private boolean takeLead() {
            boolean isFirst = !isLed;
            isLed = true;
            return isFirst;
        }
    }

    /**
     * Takes the next place in the queue; under the member's lock, if there is one.
     *
     * @param convoy not let through once that is broken
     * @param written run once it is written, by whoever writes
     * @param dropped run once it is known not to be
     */
    synchronized Ticket enter(
            Bundle bundle, Optional<Line> line, Optional<Convoy> convoy, Runnable written, Runnable dropped) {
        Ticket ticket = new Ticket(bundle, line, convoy, written, dropped, open);
        open.tickets.add(ticket);
        if (line.isPresent()) {
            line.get().entered(ticket); // before anybody can settle it
        }
        if (isWriterAtWork && open.tickets.size() == PART) {
            notifyAll(); // whoever lingers
        }
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
        } else if (waiting >= BEGINNING && isThreadSafe && !writing.isLocked() && engages(ticket.batch)) {
            leadMeanwhile(ticket.batch);
        }
    }

    private synchronized int waiting(Batch batch) {
        return batch == open ? open.tickets.size() : 0;
    }

    /** Whether a thread is to write from that batch on. */
    private synchronized boolean engages(Batch batch) {
        boolean isNew = !isWriterAtWork && batch.takeLead();
        isWriterAtWork |= isNew;
        return isNew;
    }

    private void leadMeanwhile(Batch batch) {
        Thread writer = new Thread(() -> leadAll(batch), "loyalty-writer");
        writer.setDaemon(true);
        try {
            writer.start();
        } catch (OutOfMemoryError e) { // there are too many threads
            leadAll(batch);
        }
    }

    private void leadAll(Batch first) {
        synchronized (this) {
            linger(() -> first.isAwaited);
        }
        Optional<Batch> next = Optional.of(first);
        while (next.isPresent()) {
            try {
                lead(next.get(), Load::nextPart);
            } catch (RuntimeException | Error e) { // to be seen, and nobody is to wait for ever
                Thread here = Thread.currentThread();
                here.getUncaughtExceptionHandler().uncaughtException(here, e);
            }
            next = nextPartOrEnd();
        }
        tidy();
    }

    /** Until there is a part, or somebody waits, or it takes too long. Under the lock, which it lets go meanwhile. */
    private void linger(BooleanSupplier isAwaited) {
        long end = System.nanoTime() + LINGER_NANOS;
        long left = LINGER_NANOS;
        while (open.tickets.size() < PART && !isAwaited.getAsBoolean() && left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            left = end - System.nanoTime();
        }
    }

    /** Beside whoever writes next. */
    private void tidy() {
        try {
            store.tidy();
        } catch (StoreException e) {
            // nobody asked for it, and whoever writes next is told what is wrong
        }
    }

    /** The open batch for whoever writes meanwhile, if it is worth it. */
    private synchronized Optional<Batch> nextPart(boolean isWorthIt) {
        return isWorthIt && open.takeLead() ? Optional.of(open) : Optional.empty();
    }

    private synchronized Optional<Batch> nextPartOrEnd() {
        Optional<Batch> next = nextPart(open.tickets.size() >= PART || open.isAwaited);
        isWriterAtWork = next.isPresent();
        return next;
    }

    /** Nothing enters it any more. */
    private synchronized void close(Batch batch) {
        if (batch == open) {
            open = new Batch();
        }
    }

    /**
     * Waits until the bundle is written or left out. Under no lock that a decision needs.
     *
     * @throws StoreException if the commit failed, and perhaps after the store wrote it all
     */
    Fate await(Ticket ticket) {
        Batch batch = ticket.batch;
        if (isOursToLead(batch)) {
            lead(batch, load -> Optional.empty());
        }
        wait(batch);
        Fate fate = ticket.fate;
        if (fate == null) {
            throw new StoreException(
                    "the store did not take " + ticket.bundle.reported().key(), batch.failure);
        }
        return fate;
    }

    private synchronized boolean isOursToLead(Batch batch) {
        batch.isAwaited = true;
        if (isWriterAtWork) {
            notifyAll(); // whoever lingers
        }
        return !isWriterAtWork && batch.takeLead();
    }

    /** @param more batches to go into the same commit, where the store asks for them */
    private void lead(Batch first, Function<Load, Optional<Batch>> more) {
        Load load = new Load(more);
        writing.lock(); // while the batch before is written, this one grows
        try {
            load.write(load.take(first));
        } finally {
            writing.unlock(); // first the one who writes next, then all who have been waiting
            load.batches.forEach(batch -> batch.done.countDown());
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

    /** What goes into one commit. */
    private final class Load {
        private final Function<Load, Optional<Batch>> more;
        private final List<Batch> batches = new ArrayList<>(1);

        /** Whether somebody waits, so that nothing more is taken. */
        private boolean isFull;

        Load(Function<Load, Optional<Batch>> more) {
            this.more = more;
        }

        /** The next part, for which nobody has to wait long. The last is what is there once somebody waits for the load. */
        Optional<Batch> nextPart() {
            synchronized (Funnel.this) {
                if (isFull) {
                    return Optional.empty();
                }
                linger(this::isAwaited);
                isFull = isAwaited();
                int waiting = open.tickets.size();
                return Funnel.this.nextPart(waiting >= PART || (isFull && waiting > 0));
            }
        }

        private boolean isAwaited() {
            return open.isAwaited || batches.stream().anyMatch(batch -> batch.isAwaited);
        }

        /** Those of the batch that can be written. */
        List<Bundle> take(Batch batch) {
            batches.add(batch);
            close(batch);
            List<Bundle> bundles = new ArrayList<>(batch.tickets.size());
            for (Ticket ticket : batch.tickets) {
                if (ticket.isSound()) {
                    bundles.add(ticket.bundle);
                } else {
                    ticket.fate = Fate.OUTRUN;
                }
            }
            return bundles;
        }

        private List<Bundle> takeMore() {
            List<Bundle> bundles = List.of();
            Optional<Batch> next = more.apply(this);
            while (next.isPresent() && bundles.isEmpty()) {
                bundles = take(next.get());
                next = bundles.isEmpty() ? more.apply(this) : Optional.empty();
            }
            return bundles;
        }

        void write(List<Bundle> first) {
            try {
                if (!first.isEmpty()) {
                    settle(store.commit(first, this::takeMore));
                }
            } catch (StoreException e) {
                fail(e);
            } catch (RuntimeException | Error e) {
                fail(new StoreException("the store failed: " + e, e));
            } finally {
                forEach(Ticket::breakOffUnlessKept);
                forEach(Ticket::settle);
                forEach(Ticket::dropUnlessKept);
            }
        }

        private void settle(List<Fate> fates) {
            Iterator<Fate> next = fates.iterator();
            forEach(ticket -> {
                if (ticket.fate == null) {
                    ticket.fate = next.next();
                    if (ticket.fate == Fate.KEPT) {
                        ticket.written.run();
                    }
                }
            });
        }

        private void fail(StoreException failure) {
            batches.forEach(batch -> batch.failure = failure);
        }

        private void forEach(Consumer<Ticket> what) {
            for (Batch batch : batches) {
                batch.tickets.forEach(what);
            }
        }
    }
}
