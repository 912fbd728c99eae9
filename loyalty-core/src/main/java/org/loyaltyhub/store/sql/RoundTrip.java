package org.loyaltyhub.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Statements that are carried out in the order in which they were added, and whose answers are read then. A server gets them
 * together, by one way there and back, where each alone would be waited for; a database in this process gets one after the
 * other. Used once.
 */
final class RoundTrip {
    /** Rows of answers that are on their way while statements still are: neither side may wait for the other to read. */
    private static final int MOST_ANSWERED = 1_000;

    private final Session session;
    private final List<Question> questions = new ArrayList<>();

    RoundTrip(Session session) {
        this.session = session;
    }

    /**
     * @param isOfOneRow whether it is asked alone: there may be any number of them, and each text of statements that go
     *     together is prepared by itself
     * @param mostAnswered rows
     */
    private record Question(String sql, List<Object> arguments, boolean isOfOneRow, int mostAnswered, Answer answer) {}

    private interface Answer {
        void readFrom(PreparedStatement executed) throws SQLException;
    }

    Session session() {
        return session;
    }

    /** @param count is told how many rows it changed */
    void update(String sql, List<Object> arguments, IntConsumer count) {
        questions.add(new Question(sql, arguments, false, 0, executed -> count.accept(executed.getUpdateCount())));
    }

    /** @param count is told how many rows it changed: 1 or 0 */
    void updateOne(String sql, List<Object> arguments, IntConsumer count) {
        questions.add(new Question(sql, arguments, true, 0, executed -> count.accept(executed.getUpdateCount())));
    }

    /** @param mostAnswered how many rows there can be */
    <T> void query(String sql, List<Object> arguments, int mostAnswered, Session.Row<T> row, Consumer<? super T> each) {
        questions.add(new Question(sql, arguments, false, mostAnswered, executed -> {
            try (ResultSet rows = executed.getResultSet()) {
                while (rows.next()) {
                    each.accept(row.read(rows));
                }
            }
        }));
    }

    /**
     * Asks for what has one of these keys, and for one row each at most, in as few statements as the database allows.
     *
     * @param sql in which the only {@code %s} stands for the keys, as the first arguments
     */
    <T> void queryAmong(
            String sql, List<Object[]> keys, List<Object> arguments, Session.Row<T> row, Consumer<? super T> each)
            throws SQLException {
        boolean takesArrays = session.dialect().takesArrays();
        for (int from = 0, size; from < keys.size(); from += size) {
            size = takesArrays ? keys.size() : Rows.size(keys.size() - from);
            List<Object[]> some = keys.subList(from, from + size);
            List<Object> all = new ArrayList<>();
            String listed;
            if (takesArrays) {
                Columns columns = Columns.of(some);
                listed = columns.selected();
                all.addAll(columns.arrays(session.connection()));
            } else {
                listed = "values " + Rows.places(some.get(0).length, size);
                some.forEach(key -> all.addAll(Arrays.asList(key)));
            }
            all.addAll(arguments);
            query(sql.formatted(listed), all, size, row, each);
        }
    }

    void run() throws SQLException {
        for (int from = 0, to; from < questions.size(); from = to) {
            to = session.dialect().takesManyStatements() ? end(from) : from + 1;
            ask(questions.subList(from, to));
        }
    }

    /** Where those end that go together. */
    private int end(int from) {
        int end = from;
        int answered = 0;
        do {
            answered += questions.get(end).mostAnswered();
            end++;
        } while (end < questions.size()
                && answered <= MOST_ANSWERED
                && !questions.get(from).isOfOneRow()
                && !questions.get(end).isOfOneRow());
        return end;
    }

    private void ask(List<Question> together) throws SQLException {
        PreparedStatement statement = session.statement(text(together));
        int place = 1;
        for (Question question : together) {
            place = Session.bind(statement, place, question.arguments());
        }
        statement.execute();
        for (int i = 0; i < together.size(); i++) {
            if (i > 0) {
                statement.getMoreResults();
            }
            together.get(i).answer().readFrom(statement);
        }
    }

    private static String text(List<Question> together) {
        if (together.size() == 1) {
            return together.get(0).sql();
        }
        return String.join("; ", together.stream().map(Question::sql).toList());
    }
}
