package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Duplicate;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.store.sql.SqlStore;
import org.loyaltyhub.value.Identifier;

/** A host writes its own rows and the hub's in one transaction. */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
class HostTransactionTest {
    private static final Version VERSION = Version.plain(
            Club.PROGRAMME,
            List.of(book(
                    rule("Base").awardPerFull(1, 100),
                    rule("Pot").award(7).limit(Limit.Measure.POINTS, 100, Limit.Reach.ALL_EVER))));

    private final FollowingClock clock = new FollowingClock();
    private final DataSource source;
    private final SqlStore store;
    private final Hub hub;
    private final String table;

    HostTransactionTest(Stores stores) {
        source = stores == Stores.SQLITE ? Stores.sqlite() : Stores.postgresql();
        String programme = Stores.nextProgramme();
        table = "host_order_" + programme.replace(' ', '_');
        store = SqlStore.open(source, programme, stored -> VERSION);
        clock.follow(Instant.parse("2026-03-05T12:00:00Z"));
        hub = Hub.builder()
                .version(VERSION)
                .store(store)
                .clock(clock)
                .memberIds(MemberIds.random())
                .build();
    }

    @BeforeEach
    void theHostHasATable() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table " + table + " (id text)");
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Connection begin() throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private void order(Connection connection, String id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into " + table + " values ('" + id + "')");
        }
    }

    private long orders() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Purchase fuel(String id, String card) {
        return at("nord-fuel", "2026-03-02T09:00")
                .id(id)
                .by(card)
                .petrol("10", "500")
                .purchase();
    }

    private long points(String card) {
        return hub.operator()
                .member(new Identifier("card", card))
                .map(state -> state.balance(clock.instant()).units())
                .orElse(0L);
    }

    private static long granted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Accepted.class);
        return ((Accepted) outcome).receipt().points().units();
    }

    @Test
    void what_the_host_commits_is_there_and_not_before() throws SQLException {
        hub.operator().submit(fuel("r0", "anna"));
        try (Connection connection = begin();
                HostTransaction transaction = hub.within(connection)) {
            order(connection, "one");

            assertThat(granted(transaction.partner("nord-fuel").submit(fuel("r1", "anna"))))
                    .isEqualTo(12);
            assertThat(granted(transaction.submit(fuel("r2", "boris")))).isEqualTo(12);
            assertThat(transaction.submit(fuel("r1", "anna"))).isInstanceOf(Duplicate.class);

            assertThat(store.find(fuel("r1", "anna").key()))
                    .as("seen from outside")
                    .isEmpty();
            assertThat(points("anna")).isEqualTo(12);
            connection.commit();
        }

        assertThat(points("anna")).isEqualTo(24);
        assertThat(points("boris")).isEqualTo(12);
        assertThat(orders()).isEqualTo(1);
        assertThat(hub.operator().submit(fuel("r1", "anna"))).isInstanceOf(Duplicate.class);
        assertThat(granted(hub.operator().submit(fuel("r3", "anna")))).isEqualTo(12);
        assertThat(store.journal()).extracting(line -> line.number()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void what_the_host_rolls_back_never_was() throws SQLException {
        hub.operator().submit(fuel("r0", "anna"));
        try (Connection connection = begin();
                HostTransaction transaction = hub.within(connection)) {
            order(connection, "one");
            transaction.submitAll(List.of(fuel("r1", "anna"), fuel("r2", "boris"), fuel("r3", "anna")));
            connection.rollback();
        }

        assertThat(orders()).isZero();
        assertThat(points("anna")).isEqualTo(12);
        assertThat(hub.operator().member(new Identifier("card", "boris"))).isEmpty();
        for (int i = 1; i <= 14; i++) {
            hub.operator().submit(fuel("r" + i, "clara"));
        }
        assertThat(points("anna") + points("clara"))
                .as("the whole pot is there, and every id was free")
                .isEqualTo(15 * 5 + 100);
        assertThat(store.journal()).extracting(line -> line.number()).endsWith(30L);
    }

    @Test
    void hosts_and_hubs_beside_each_other_lose_nothing_and_exceed_nothing() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(6);
        List<Future<Integer>> kept = new ArrayList<>();
        for (int caller = 0; caller < 6; caller++) {
            int number = caller;
            kept.add(callers.submit(() -> number % 2 == 0 ? reportToTheHub(number) : withinTransactions(number)));
        }
        int events = 0;
        for (Future<Integer> each : kept) {
            events += each.get();
        }
        callers.shutdown();

        long sum = 0;
        long version = 0;
        for (var member : store.members()) {
            sum += store.state(member).orElseThrow().balance(clock.instant()).units();
            version += store.state(member).orElseThrow().version();
        }
        assertThat(version).isEqualTo(events);
        assertThat(sum).isEqualTo(events * 5L + 100);
    }

    private int reportToTheHub(int caller) {
        for (int i = 0; i < 30; i++) {
            granted(hub.operator().submit(fuel("h" + caller + "-" + i, "card" + i % 4)));
        }
        return 30;
    }

    /** Every third is rolled back; one that the database lets down is tried again. */
    private int withinTransactions(int caller) throws SQLException {
        int kept = 0;
        for (int i = 0; i < 30; i++) {
            boolean done = false;
            while (!done) {
                try (Connection connection = beginToWrite();
                        HostTransaction transaction = hub.within(connection)) {
                    granted(transaction.submit(fuel("t" + caller + "-" + i, "card" + i % 4)));
                    if (i % 3 == 0) {
                        connection.rollback();
                    } else {
                        connection.commit();
                        kept++;
                    }
                    done = true;
                } catch (org.loyaltyhub.store.StoreException e) {
                    assertThat(e).as("given way to others").hasMessageMatching("(?s).*(40P01|40001|BUSY).*");
                }
            }
        }
        return kept;
    }

    private Connection beginToWrite() throws SQLException {
        if (!source.toString().startsWith("jdbc:sqlite")) {
            return begin();
        }
        Properties properties = new Properties();
        properties.setProperty("transaction_mode", "IMMEDIATE");
        properties.setProperty("busy_timeout", "30000");
        Connection connection = java.sql.DriverManager.getConnection(source.toString(), properties);
        connection.setAutoCommit(false);
        return connection;
    }

    @Test
    void a_connection_without_a_transaction_and_books_without_a_database_are_refused() throws SQLException {
        try (Connection connection = source.getConnection()) {
            assertThatThrownBy(() -> hub.within(connection))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("setAutoCommit(false)");
            Hub inMemory = Hub.builder()
                    .version(VERSION)
                    .store(InMemoryStore.keepingAll())
                    .build();
            assertThatThrownBy(() -> inMemory.within(connection)).isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
