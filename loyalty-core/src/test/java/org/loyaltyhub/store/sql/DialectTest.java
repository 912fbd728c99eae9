package org.loyaltyhub.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.hub.FollowingClock;
import org.loyaltyhub.hub.Hub;
import org.loyaltyhub.hub.OperatorHub;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.PartnerId;

/** What each database is told to do, and does. */
class DialectTest {
    @TempDir
    Path folder;

    /** Pages of the log that the database does not have yet. */
    private static long left(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("pragma wal_checkpoint(noop)")) {
            rows.next();
            return rows.getLong("log") - rows.getLong("checkpointed");
        }
    }

    private static void write(Connection connection, int bytes) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into host (content) values (zeroblob(" + bytes + "))");
        }
    }

    @Test
    void a_new_file_of_sqlite_that_another_connection_has_locked_is_waited_for() throws Exception {
        DataSource source = Databases.at("jdbc:sqlite:" + folder.resolve("new.db"));
        try (Connection first = source.getConnection();
                Statement statement = first.createStatement();
                Connection second = source.getConnection()) {
            statement.execute("begin immediate");
            FutureTask<Boolean> preparing = new FutureTask<>(() -> {
                Dialect.SQLITE.prepare(second);
                return true;
            });
            Thread preparer = new Thread(preparing);
            preparer.start();
            while (preparer.getState() != Thread.State.TIMED_WAITING && !preparing.isDone()) {
                Thread.onSpinWait();
            }
            statement.execute("commit");

            assertThat(preparing.get()).isTrue();
        }
    }

    @Test
    void a_long_log_of_sqlite_is_copied_when_nobody_waits_and_a_short_one_is_left() throws Exception {
        DataSource source = Stores.SQLITE.ownDatabase(folder);
        try (SqlStore store = SqlStore.open(source, "club", Stores.NO_SOURCE);
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma wal_autocheckpoint = 0");
            statement.execute("create table host (content blob)");
            write(connection, 1_000_000);

            store.tidy();
            long aShortOne = left(connection);
            write(connection, 16_000_000);
            store.tidy();

            assertThat(aShortOne).isGreaterThan(200);
            assertThat(left(connection)).isZero();
        }
    }

    @Test
    void postgresql_looks_ids_up_and_reads_no_table_whole_though_it_planned_when_there_was_little() throws Exception {
        DataSource source = Stores.POSTGRESQL.ownDatabase(folder);
        List<EventKey> keys = IntStream.range(0, 200)
                .mapToObj(number -> new EventKey(new PartnerId("nord-fuel"), "r" + number))
                .toList();
        try (SqlStore store = SqlStore.open(source, "club", Stores.NO_SOURCE);
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table loyalty_event set (autovacuum_enabled = off)");
            for (int i = 0; i < 20; i++) { // from some time on a plan is kept
                assertThat(store.known(keys)).isEmpty();
            }
            statement.execute("insert into loyalty_event"
                    + " (programme, partner, id, hash, kind, happened_at, outcome, event)"
                    + " select 1, 'nord-fuel', 'other' || n, '', 'purchase', 0, 'accepted', '{}'"
                    + " from generate_series(1, 50000) as n");
            long before = read(statement, "loyalty_event");

            assertThat(store.known(keys)).isEmpty();

            assertThat(read(statement, "loyalty_event") - before).isLessThan(2_000);
        }
    }

    @Test
    void postgresql_changes_members_without_reading_all_there_are_though_it_planned_when_there_were_few()
            throws Exception {
        DataSource source = Stores.POSTGRESQL.ownDatabase(folder);
        try (SqlStore store = SqlStore.open(source, "club", Stores.NO_SOURCE);
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            FollowingClock clock = new FollowingClock();
            clock.follow(Instant.parse("2026-03-05T12:00:00Z"));
            Version version =
                    Version.plain(Club.PROGRAMME, List.of(book(rule("Base").awardPerFull(1, 100))));
            OperatorHub hub = Hub.builder()
                    .version(version)
                    .store(store)
                    .clock(clock)
                    .build()
                    .operator();
            statement.execute("alter table loyalty_member set (autovacuum_enabled = off)");
            for (int i = 0; i < 20; i++) { // from some time on a plan is kept
                hub.submitAll(purchasesOfHundred());
            }
            statement.execute("insert into loyalty_member"
                    + " (programme, member, version, newest, newest_before, state)"
                    + " select 1, 'other' || n, 1, 0, 0, '{}' from generate_series(1, 50000) as n");
            long before = read(statement, "loyalty_member");

            assertThat(hub.submitAll(purchasesOfHundred())).hasOnlyElementsOfType(Accepted.class);

            assertThat(read(statement, "loyalty_member") - before).isLessThan(10_000);
        }
    }

    @Test
    void postgresql_keeps_a_state_of_some_thousand_letters_as_it_is_and_compresses_one_that_fits_no_page()
            throws Exception {
        DataSource source = Stores.POSTGRESQL.ownDatabase(folder);
        try (SqlStore store = SqlStore.open(source, "club", Stores.NO_SOURCE);
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(store.members()).isEmpty();
            statement.execute("insert into loyalty_member"
                    + " (programme, member, version, newest, newest_before, state)"
                    + " select 1, 'm' || size, 1, 0, 0, repeat('s', size)"
                    + " from (values (3000), (7000), (50000)) as sizes (size)");

            assertThat(bytesOf(statement, "m3000")).isGreaterThanOrEqualTo(3_000);
            assertThat(bytesOf(statement, "m7000")).isGreaterThanOrEqualTo(7_000);
            assertThat(bytesOf(statement, "m50000")).isLessThan(8_000);
        }
    }

    /** How much the state takes as it is kept. */
    private static long bytesOf(Statement statement, String member) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "select pg_column_size(state) from loyalty_member where member = '" + member + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static List<Purchase> purchasesOfHundred() {
        return IntStream.range(0, 100)
                .mapToObj(member -> at("nord-fuel", "2026-03-05T09:00")
                        .by("c" + member)
                        .petrol("10", "500")
                        .purchase())
                .toList();
    }

    /** Rows of the table that were read so far, or looked at in an index. */
    private static long read(Statement statement, String table) throws Exception {
        Thread.sleep(1_500); // the server counts with some delay
        try (ResultSet rows = statement.executeQuery("select max(t.seq_tup_read) + sum(i.idx_tup_read)"
                + " from pg_stat_user_tables t join pg_stat_user_indexes i using (relid)"
                + " where t.relname = '" + table + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
