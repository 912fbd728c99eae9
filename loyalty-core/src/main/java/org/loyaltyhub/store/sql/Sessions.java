package org.loyaltyhub.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.store.StoreException;

/**
 * Sessions that are used again, a few at a time. One that saw an error is closed.
 *
 * <p>Thread-safe, but for the one session of a host's transaction.
 */
final class Sessions {
    private static final int IDLE = 8;

    private final Source source;
    private final Dialect dialect;
    private final Deque<Session> idle = new ArrayDeque<>();
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
        return new Sessions(() -> Session.within(connection), dialect);
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
        Session session = null;
        try {
            session = take();
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
        }
    }

    static StoreException failed(String what, SQLException e) {
        String state = e.getSQLState() == null ? "" : " (" + e.getSQLState() + ")";
        return new StoreException("the database cannot " + what + ": " + e.getMessage() + state, e);
    }

    Dialect dialect() {
        return dialect;
    }

    Session take() throws SQLException {
        Session known = idle();
        return known == null ? source.open() : known;
    }

    private synchronized @Nullable Session idle() {
        return idle.pollFirst();
    }

    void giveBack(Session session) {
        boolean kept;
        synchronized (this) {
            kept = !closed && idle.size() < IDLE;
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
    }
}
