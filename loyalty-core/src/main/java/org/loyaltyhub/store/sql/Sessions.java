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
 * closed. What commits has a session of its own, for SQLite forgets what it read once another connection has written.
 *
 * <p>Thread-safe, but for the one session of a host's transaction.
 */
final class Sessions {
    private static final int MOST = 8;

    private final Source source;
    private final Dialect dialect;
    private final Deque<Session> idle = new ArrayDeque<>();
    private final Semaphore free = new Semaphore(MOST);
    /** Who has a session may take another at once, for whoever waits for one must not hold one. */
    private final ThreadLocal<Integer> held = ThreadLocal.withInitial(() -> 0);

    private @Nullable Session writer;
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
        int before = held.get();
        if (before == 0) {
            free.acquireUninterruptibly();
        }
        held.set(before + 1);
        Session session = null;
        try {
            Session known = idle();
            session = known == null ? source.open() : known;
            T result = work.with(session);
            giveBack(session);
            session = null;
            return result;
        } catch (SQLException e) {
            throw failed(what, e);
        } finally {
            if (session != null) {
                session.close();
            }
            if (before == 0) {
                held.remove();
                free.release();
            } else {
                held.set(before);
            }
        }
    }

    static StoreException failed(String what, SQLException e) {
        String state = e.getSQLState() == null ? "" : " (" + e.getSQLState() + ")";
        return new StoreException("the database cannot " + what + ": " + e.getMessage() + state, e);
    }

    Dialect dialect() {
        return dialect;
    }

    /** The session that commits; for one caller at a time, who gives it back or closes it. */
    Session takeWriter() throws SQLException {
        Session known = knownWriter();
        return known == null ? source.open() : known;
    }

    private synchronized @Nullable Session knownWriter() {
        Session known = writer;
        writer = null;
        return known;
    }

    void giveBackWriter(Session session) {
        boolean kept;
        synchronized (this) {
            kept = !closed && writer == null;
            if (kept) {
                writer = session;
            }
        }
        if (!kept) {
            session.close();
        }
    }

    private synchronized @Nullable Session idle() {
        return idle.pollFirst();
    }

    private void giveBack(Session session) {
        boolean kept;
        synchronized (this) {
            kept = !closed && idle.size() < MOST;
            if (kept) {
                idle.addFirst(session);
            }
        }
        if (!kept) {
            session.close();
        }
    }

    synchronized void close() {
        closed = true;
        idle.forEach(Session::close);
        idle.clear();
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
