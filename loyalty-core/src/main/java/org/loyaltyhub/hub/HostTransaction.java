package org.loyaltyhub.hub;

import java.util.List;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.value.PartnerId;

/**
 * The hub within one transaction of the host's own. Its outcomes are provisional: they hold once the host commits, and if it
 * rolls back nothing ever was, the ids are free. The hub itself, and others on the database, see nothing of it before.
 *
 * <pre>{@code
 * connection.setAutoCommit(false);
 * try (HostTransaction transaction = hub.within(connection)) {
 *     Outcome outcome = transaction.partner("nord-fuel").submit(purchase);
 *     // … the host's own rows on the same connection …
 *     connection.commit();
 * }
 * }</pre>
 *
 * <p>For one transaction and one thread: make another for the next. From the first event on, others that write to the books
 * wait until the transaction ends, so keep it short, and do not report to the hub itself meanwhile on the same thread. Events
 * that belong together go in one {@link #submitAll}: with several calls the database may choose the transaction to give way
 * to another. After a {@link StoreException} roll back; then it may be tried again. SQLite: begin the transaction to write
 * (the driver's {@code transaction_mode=IMMEDIATE}), or it fails if others wrote since it first read.
 */
public final class HostTransaction implements AutoCloseable {
    private final DefaultHub hub;
    private final Store store;

    HostTransaction(DefaultHub hub, Store store) {
        this.hub = hub;
        this.store = store;
    }

    /**
     * A partner's face within the transaction.
     *
     * @throws IllegalArgumentException if the programme has no such partner
     */
    public PartnerHub partner(PartnerId id) {
        return hub.partner(id);
    }

    /** {@link #partner(PartnerId)} by name. */
    public PartnerHub partner(String id) {
        return hub.partner(id);
    }

    /** Records an event of any partner, or of the programme itself. */
    public Outcome submit(Event event) {
        return hub.submit(event);
    }

    /** {@link #submit(Event)} for each in order. */
    public List<Outcome> submitAll(List<? extends Event> events) {
        return hub.submitAll(events, event -> {});
    }

    /** Lets go of what was prepared on the connection; the transaction and the connection stay the host's. */
    @Override
    public void close() {
        if (store instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new StoreException("the transaction's store cannot be closed: " + e.getMessage(), e);
            }
        }
    }
}
