package org.loyaltyhub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.hub.FollowingClock;
import org.loyaltyhub.hub.Hub;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.store.sql.SqlStore;
import org.loyaltyhub.value.PartnerId;

/** The hub over a database, with a clock that follows the events. */
final class HubBooks implements Writer.Batches {
    private final Database.Running database;
    private final SqlStore store;
    private final FollowingClock clock = new FollowingClock();
    private final Hub hub;
    private List<Event> next = List.of();

    HubBooks(Database.Running database, Club club) {
        this.database = database;
        store = SqlStore.open(database.source(), club.programme().terms().name(), stored -> club.version());
        hub = Hub.builder().version(club.version()).store(store).clock(clock).build();
    }

    @Override
    public void prepare(List<Event> batch) {
        next = batch;
    }

    @Override
    public void write() {
        hub.operator()
                .submitAll(next, event -> clock.follow(event.happenedAt()))
                .forEach(HubBooks::check);
    }

    /** One event, durable when this returns. Thread-safe. */
    Outcome submit(Event event) {
        clock.follow(event.happenedAt());
        Outcome outcome = hub.operator().submit(event);
        check(outcome);
        return outcome;
    }

    private static void check(Outcome outcome) {
        if (!(outcome instanceof Accepted)) {
            throw new IllegalStateException("not accepted: " + outcome);
        }
    }

    @Override
    public long kept() {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from loyalty_event where partner <> '" + PartnerId.PROGRAMME + "'")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        store.close();
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
