package org.loyaltyhub.hub;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** A source whose connections carry out so many calls, and then one of them breaks, before or after it is carried out. */
final class FailingDatabase {
    private final DataSource whole;
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private volatile boolean afterwards;
    private volatile boolean forGood;

    FailingDatabase(DataSource whole) {
        this.whole = whole;
    }

    /**
     * The call after so many fails, and with it its connection: a statement, or the end of a transaction.
     *
     * @param isCarriedOut whether the database did it all the same
     */
    void failAfter(long calls, boolean isCarriedOut) {
        afterwards = isCarriedOut;
        left.set(calls);
    }

    /** Every call after so many fails, and nothing of it is carried out. */
    void goneAfter(long calls) {
        forGood = true;
        failAfter(calls, false);
    }

    /** Whether the call that was to fail was reached. */
    boolean hasFailed() {
        return left.get() < 0;
    }

    /** How many reached the database since it {@linkplain #recover recovered}. */
    long calls() {
        return Long.MAX_VALUE - left.get();
    }

    void recover() {
        forGood = false;
        left.set(Long.MAX_VALUE);
    }

    DataSource source() {
        return proxy(DataSource.class, whole, new boolean[1]);
    }

    private <T> T proxy(Class<T> type, Object target, boolean[] broken) {
        InvocationHandler handler = (self, method, arguments) -> {
            boolean runs = reachesTheDatabase(method);
            if (runs && broken[0]) {
                throw new SQLException("the connection is broken", "08006");
            }
            boolean fails = runs && isTheTurn(left.getAndDecrement());
            if (fails && !afterwards) {
                broken[0] = true;
                undo(target);
                throw new SQLException("broken before", "08006");
            }
            Object result = invoke(target, method, arguments);
            if (fails) {
                broken[0] = true;
                undo(target);
                throw new SQLException("broken after", "08006");
            }
            if (result instanceof PreparedStatement) {
                return proxy(PreparedStatement.class, result, broken);
            }
            if (result instanceof Statement) {
                return proxy(Statement.class, result, broken);
            }
            return result instanceof Connection ? proxy(Connection.class, result, new boolean[1]) : result;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private boolean isTheTurn(long callsLeft) {
        return callsLeft == 0 || (forGood && callsLeft < 0);
    }

    /** Statements, some of them many in one, and the ends of transactions that the driver began. */
    private static boolean reachesTheDatabase(Method method) {
        String name = method.getName();
        return name.startsWith("execute") || name.equals("commit") || name.equals("rollback");
    }

    /** A database that loses its client undoes what was not committed. */
    private static void undo(Object target) throws SQLException {
        if (target instanceof Statement statement) {
            statement.getConnection().close();
        } else if (target instanceof Connection connection) {
            connection.close();
        }
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
