package org.loyaltyhub.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loyaltyhub.fixture.Rules.book;
import static org.loyaltyhub.fixture.Rules.rule;
import static org.loyaltyhub.fixture.Till.at;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.fixture.Club;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.hub.FollowingClock;
import org.loyaltyhub.hub.Hub;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.store.StoreException;

/** A host makes the tables itself, or lets the library's user do nothing but read and write. */
class HostsTablesTest {
    private static final Script SCRIPT = new Script(1, "V1__books.sql");
    private static final Version VERSION =
            Version.plain(Club.PROGRAMME, List.of(book(rule("Base").awardPerFull(1, 100))));

    @TempDir
    private Path folder;

    private static void run(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void runScript(DataSource source) throws SQLException {
        run(source, SCRIPT.statements().toArray(String[]::new));
    }

    private static List<String> columns(DataSource source, String table) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Session.on(connection, Dialect.of(connection)).columns(table);
        }
    }

    /** A purchase is reported, and everything in the books fits. */
    private static void use(DataSource source) {
        FollowingClock clock = new FollowingClock();
        try (SqlStore store = SqlStore.open(source, "club", Stores.NO_SOURCE)) {
            store.lend(VERSION);
            Hub hub = Hub.builder().version(VERSION).store(store).clock(clock).build();
            var purchase = at("nord-fuel", "2026-03-02T09:00")
                    .by("anna")
                    .petrol("10", "500")
                    .purchase();
            clock.follow(purchase.happenedAt());

            assertThat(hub.partner("nord-fuel").submit(purchase)).isInstanceOf(Accepted.class);
            assertThat(hub.operator().advanceTo(clock.instant())).isZero();
            assertThat(hub.operator().seal().value()).isPresent();
            assertThat(hub.operator().verify().isSound()).isTrue();
        }
        assertThat(Databases.programmes(source)).containsExactly("club");
    }

    /** The server's user of that name, who may read and write what is there, and make nothing. */
    private static DataSource teller(DataSource source, String name) throws SQLException {
        run(
                source,
                "create role " + name + " login",
                "grant select, insert, update, delete on all tables in schema public to " + name);
        return Databases.at(source + "?user=" + name);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void what_the_script_is_read_to_make_is_what_it_makes(Stores stores) throws SQLException {
        DataSource source = stores.ownDatabase(folder);
        runScript(source);

        assertThat(SCRIPT.tables()).hasSize((int) SCRIPT.statements().stream()
                .filter(sql -> sql.startsWith("create table"))
                .count());
        for (Map.Entry<String, List<String>> table : SCRIPT.tables().entrySet()) {
            assertThat(columns(source, table.getKey())).as(table.getKey()).isEqualTo(table.getValue());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void tables_that_the_hosts_flyway_made_are_used_as_they_are(Stores stores) throws SQLException {
        DataSource source = stores.ownDatabase(folder);
        run(source, "create table host_order (id text)");
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:org/loyaltyhub/store/sql")
                .table("flyway_loyalty")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();

        use(source);
        use(source);

        assertThat(columns(source, "loyalty_schema"))
                .as("the host keeps the record")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void every_table_and_column_that_is_not_there_is_named(Stores stores) throws SQLException {
        DataSource source = stores.ownDatabase(folder);
        runScript(source);
        run(
                source,
                "drop table loyalty_errand",
                "alter table loyalty_member drop column newest_before",
                "alter table loyalty_decision drop column earned");

        assertThatThrownBy(() -> SqlStore.open(source, "club", Stores.NO_SOURCE))
                .isInstanceOf(StoreException.class)
                .hasMessage("the database has tables of the books, but not loyalty_member.newest_before,"
                        + " loyalty_decision.earned, loyalty_errand of V1__books.sql: did the script run to its end,"
                        + " as it stands in this library's jar? Run what is missing");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void an_empty_record_beside_the_tables_says_no_more_than_none(Stores stores) throws SQLException {
        DataSource source = stores.ownDatabase(folder);
        SqlStore.open(source, "other", Stores.NO_SOURCE).close();
        run(source, "delete from loyalty_schema", "delete from loyalty_journal_head", "delete from loyalty_programme");

        use(source);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
    void an_empty_record_without_tables_is_filled(Stores stores) throws SQLException {
        DataSource source = stores.ownDatabase(folder);
        SqlStore.open(source, "club", Stores.NO_SOURCE).close();
        List<String> tables = List.copyOf(SCRIPT.tables().keySet());
        for (int i = tables.size() - 1; i >= 0; i--) {
            run(source, "drop table " + tables.get(i));
        }
        run(source, "delete from loyalty_schema");

        use(source);
    }

    @Test
    void a_user_without_a_right_to_make_tables_opens_what_the_library_made() throws SQLException {
        DataSource source = Stores.POSTGRESQL.ownDatabase(folder);
        SqlStore.open(source, "other", Stores.NO_SOURCE).close();
        run(source, "delete from loyalty_journal_head", "delete from loyalty_programme");
        DataSource teller = teller(source, "teller_of_ours");

        use(teller);

        assertThatThrownBy(() -> run(teller, "create table more (id text)")).hasMessageContaining("permission denied");
    }

    @Test
    void a_user_without_a_right_to_make_tables_opens_what_the_host_made() throws SQLException {
        DataSource source = Stores.POSTGRESQL.ownDatabase(folder);
        runScript(source);

        use(teller(source, "teller_of_the_host"));
    }

    @Test
    void a_user_without_a_right_to_make_tables_is_told_so_where_none_are() throws SQLException {
        DataSource source = Stores.POSTGRESQL.ownDatabase(folder);
        DataSource teller = teller(source, "teller_of_nothing");

        assertThatThrownBy(() -> SqlStore.open(teller, "club", Stores.NO_SOURCE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the database cannot bring its tables up to date")
                .hasMessageContaining("permission denied for schema public");
    }

    @Test
    void books_are_found_along_the_search_path_and_nowhere_else() throws SQLException {
        DataSource source = Stores.POSTGRESQL.ownDatabase(folder);
        run(source, "create schema books", "create schema host", "create schema empty");
        DataSource books = Databases.at(source + "?user=postgres&currentSchema=books");
        use(books);

        DataSource hosts = Databases.at(source + "?user=postgres&currentSchema=host,books");
        DataSource elsewhere = Databases.at(source + "?user=postgres&currentSchema=empty");

        assertThat(Databases.programmes(hosts)).containsExactly("club");
        assertThat(Databases.programmes(elsewhere)).isEmpty();
        assertThat(columns(hosts, "loyalty_member")).isNotEmpty();
        SqlStore.open(hosts, "other", Stores.NO_SOURCE).close();
        assertThat(Databases.programmes(books)).containsExactly("club", "other");
        use(elsewhere);
        assertThat(Databases.programmes(elsewhere)).containsExactly("club");
    }
}
