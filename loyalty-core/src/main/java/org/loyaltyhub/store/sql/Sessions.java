package org.loyaltyhub.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.store.StoreException;

/**
 * Sessions that are used again, a few at a time: who comes when all are in use waits for one. One that saw an error is
 * closed. What commits has a session of its own, for SQLite forgets what it read once another connection has written. Once
 * they are closed, nobody gets one any more.
 *
 * <p>Thread-safe, but for the one session of a host's transaction.
 */
final class Sessions {
    private static final int MOST = 8;

    private final Source source;
    private final Dialect dialect;
    private final Deque<Session> idle = new ArrayDeque<>();
    private final Deque<Session> idleWriter = new ArrayDeque<>();
    private final Semaphore free = new Semaphore(MOST);
    /** Who has a session may take another at once, for whoever waits for one must not hold one. */
    private final ThreadLocal<Integer> held = ThreadLocal.withInitial(() -> 0);

    private int lent;
    private boolean closed;

    private interface Source {
        Session open() throws SQLException;
    }

    private Sessions(Source source, Dialect dialect) {
        this.source = source;
        this.dialect = dialect;
    }

    /** On connections of the source. */
    static Sessions of(DataSource source, Dialect dialect) {
        return new Sessions(() -> open(source, dialect), dialect);
    }

    /** Within the host's transaction. */
    static Sessions within(Connection connection, Dialect dialect) {
        return new Sessions(() -> Session.within(connection, dialect), dialect);
    }

    private static Session open(DataSource source, Dialect dialect) throws SQLException {
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(true);
            dialect.prepare(connection);
            return Session.on(connection, dialect);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** What is done in one transaction. */
    interface Work<T> {
        T with(Session session) throws SQLException;
    }

    /** Reads with one statement, which needs no transaction around it. */
    <T> T ask(String what, Work<T> work) {
        return once(what, work);
    }

    /** Does what is better done while nobody waits for a commit. */
    void tidy() {
        once("copy its log", session -> {
            dialect.tidy(session);
            return true;
        });
    }

    /** Reads, in a transaction that is then undone. */
    <T> T read(String what, Work<T> work) {
        return once(what, session -> {
            session.beginToRead();
            T result = work.with(session);
            session.rollback();
            return result;
        });
    }

    /** Writes, in a transaction that is then committed. */
    <T> T write(String what, Work<T> work) {
        return once(what, session -> {
            session.beginToWrite();
            T result = work.with(session);
            session.commit();
            return result;
        });
    }

    private <T> T once(String what, Work<T> work) {
        boolean waits = held.get() == 0;
        if (waits) {
            free.acquireUninterruptibly();
        }
        try {
            return lend(idle, MOST, work);
        } catch (SQLException e) {
            throw failed(what, e);
        } finally {
            if (waits) {
                free.release();
            }
        }
    }

    /** Does what commits, with the session for that; one caller at a time. */
    <T> T withWriter(Work<T> work) throws SQLException {
        return lend(idleWriter, 1, work);
    }

    /** One that is idle, or a new one. Afterwards it is kept among the idle, unless there was an error. */
    private <T> T lend(Deque<Session> idle, int most, Work<T> work) throws SQLException {
        Session session = take(idle);
        int before = held.get();
        held.set(before + 1);
        try {
            if (session == null) {
                session = source.open();
            }
            T result = work.with(session);
            if (isKept(session, idle, most)) {
                session = null;
            }
            return result;
        } finally {
            if (session != null) {
                session.close();
            }
            if (before == 0) {
                held.remove();
            } else {
                held.set(before);
            }
            giveBack();
        }
    }

    private synchronized @Nullable Session take(Deque<Session> idle) throws SQLException {
        if (closed && held.get() == 0) {
            throw new SQLException("the store is closed");
        }
        lent++;
        return idle.pollFirst();
    }

    private synchronized boolean isKept(Session session, Deque<Session> idle, int most) {
        boolean kept = !closed && idle.size() < most;
        if (kept) {
            idle.addFirst(session);
        }
        return kept;
    }

    private synchronized void giveBack() {
        lent--;
        notifyAll(); // whoever closes
    }

    static StoreException failed(String what, SQLException e) {
        String state = e.getSQLState() == null ? "" : " (" + e.getSQLState() + ")";
        return new StoreException("the database cannot " + what + ": " + e.getMessage() + state, e);
    }

    Dialect dialect() {
        return dialect;
    }

    /** Waits for all who have a session, but for the caller. */
    synchronized void close() {
        closed = true;
        idle.forEach(Session::close);
        idle.clear();
        idleWriter.forEach(Session::close);
        idleWriter.clear();
        boolean interrupted = false;
        while (lent > held.get()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true; // what is being written is written first
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
