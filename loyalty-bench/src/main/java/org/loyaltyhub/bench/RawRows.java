package org.loyaltyhub.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventWriter;

/**
 * What writing alone costs: for each event its row with its JSON, a decision, three entries, a lot and the member's row,
 * all of them made beforehand and of fixed content but for the JSON. Prepared statements, JDBC batches, one transaction.
 */
final class RawRows implements Writer.Batches {
    private static final int ENTRIES = 3;
    /**
     * As long as what the hub writes of a decision and of a member for an event, on average: 438 and 1,568 letters after
     * 350,000 events of 2,000 members, 434 and 1,583 after 150,000. Who has much behind him comes often.
     */
    private static final String DECISION = "d".repeat(440);

    private static final String STATE = "s".repeat(1_550);

    private static final List<String> TABLES = List.of(
            "create table event (partner text not null, id text not null, member text not null,"
                    + " happened_at bigint not null, json text not null, primary key (partner, id))",
            "create table decision (number bigint not null primary key, partner text not null, id text not null,"
                    + " member text not null, decision text not null)",
            "create table entry (number bigint not null primary key, decision bigint not null, debit text not null,"
                    + " credit text not null, amount bigint not null)",
            "create table lot (number bigint not null primary key, member text not null, payer text not null,"
                    + " points bigint not null, expires_at bigint not null)",
            "create table member (member text not null primary key, version bigint not null, state text not null)");

    private final Database.Running database;
    private final Connection connection;
    private final PreparedStatement event;
    private final PreparedStatement decision;
    private final PreparedStatement entry;
    private final PreparedStatement lot;
    private final PreparedStatement newMember;
    private final PreparedStatement member;
    private final Set<String> members = new HashSet<>();
    private List<Row> next = List.of();
    private long number;

    private record Row(String partner, String id, String member, long happenedAt, String json) {
        static Row of(Event event) {
            return new Row(
                    event.key().partner().value(),
                    event.key().id(),
                    event.member().get(0).value(),
                    event.happenedAt().toEpochMilli(),
                    EventWriter.json(event));
        }
    }

    RawRows(Database.Running database) {
        this.database = database;
        try {
            connection = database.connection();
            try (Statement statement = connection.createStatement()) {
                for (String table : TABLES) {
                    statement.execute(table);
                }
            }
            connection.setAutoCommit(false);
            event = connection.prepareStatement(
                    "insert into event (partner, id, member, happened_at, json) values (?, ?, ?, ?, ?)");
            decision = connection.prepareStatement(
                    "insert into decision (number, partner, id, member, decision) values (?, ?, ?, ?, ?)");
            entry = connection.prepareStatement(
                    "insert into entry (number, decision, debit, credit, amount) values (?, ?, ?, ?, ?)");
            lot = connection.prepareStatement(
                    "insert into lot (number, member, payer, points, expires_at) values (?, ?, ?, ?, ?)");
            newMember = connection.prepareStatement("insert into member (member, version, state) values (?, 0, '')");
            member = connection.prepareStatement("update member set version = version + 1, state = ? where member = ?");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void prepare(List<Event> batch) {
        next = batch.stream().map(Row::of).toList();
    }

    @Override
    public void write() {
        try {
            for (Row row : next) {
                add(row);
            }
            for (PreparedStatement each : List.of(event, decision, entry, lot, newMember, member)) {
                each.executeBatch();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(Row row) throws SQLException {
        number++;
        add(event, row.partner(), row.id(), row.member(), row.happenedAt(), row.json());
        add(decision, number, row.partner(), row.id(), row.member(), DECISION);
        for (int i = 0; i < ENTRIES; i++) {
            add(entry, number * ENTRIES + i, number, row.partner(), row.member(), 100L);
        }
        add(lot, number, row.member(), row.partner(), 100L, row.happenedAt());
        if (members.add(row.member())) {
            add(newMember, row.member());
        }
        add(member, STATE, row.member());
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Long value) {
                statement.setLong(i + 1, value);
            } else {
                statement.setString(i + 1, (String) values[i]);
            }
        }
        statement.addBatch();
    }

    @Override
    public long kept() {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select min(n) from (select count(*) as n from event"
                        + " union all select count(*) from decision union all select count(*) from lot"
                        + " union all select count(*) / " + ENTRIES + " from entry) counts")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
            database.close();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
