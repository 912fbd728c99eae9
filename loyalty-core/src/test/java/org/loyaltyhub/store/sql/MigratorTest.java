package org.loyaltyhub.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loyaltyhub.fixture.Stores;
import org.loyaltyhub.store.StoreException;

class MigratorTest {
    @TempDir
    private Path folder;

    private DataSource file() {
        return Databases.at("jdbc:sqlite:" + folder.resolve("club.db"));
    }

    private static void run(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void many_may_open_a_new_database_at_once() throws Exception {
        ExecutorService openers = Executors.newFixedThreadPool(8);
        List<Future<?>> opened = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            opened.add(openers.submit(
                    () -> SqlStore.open(file(), "club", Stores.NO_SOURCE).close()));
        }
        for (Future<?> each : opened) {
            each.get();
        }
        openers.shutdown();

        try (SqlStore store = SqlStore.open(file(), "club", Stores.NO_SOURCE)) {
            assertThat(store.members()).isEmpty();
        }
    }

    @Test
    void many_may_open_a_new_server_at_once() throws Exception {
        DataSource server = Stores.postgresql();
        run(server, "create schema if not exists fresh");
        DataSource fresh = Databases.at(server.toString() + "?user=postgres&currentSchema=fresh");
        ExecutorService openers = Executors.newFixedThreadPool(8);
        List<Future<?>> opened = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            opened.add(openers.submit(
                    () -> SqlStore.open(fresh, "club", Stores.NO_SOURCE).close()));
        }
        for (Future<?> each : opened) {
            each.get();
        }
        openers.shutdown();
    }

    @Test
    void a_database_of_a_newer_library_is_refused() throws Exception {
        SqlStore.open(file(), "club", Stores.NO_SOURCE).close();
        run(file(), "insert into loyalty_schema (version, name, checksum) values (99, 'V99__more.sql', 'x')");

        assertThatThrownBy(() -> SqlStore.open(file(), "club", Stores.NO_SOURCE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the database is of version 99, this library knows versions up to 1")
                .hasMessageContaining("take the library that wrote it");
    }

    @Test
    void tables_made_by_another_script_are_refused() throws Exception {
        SqlStore.open(file(), "club", Stores.NO_SOURCE).close();
        run(file(), "update loyalty_schema set checksum = 'other'");

        assertThatThrownBy(() -> SqlStore.open(file(), "club", Stores.NO_SOURCE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another V1__books.sql (other)");
    }

    @Test
    void what_is_no_database_is_refused_in_plain_words() {
        assertThatThrownBy(() -> SqlStore.open(
                        Databases.at("jdbc:sqlite:" + folder.resolve("no/such/folder/club.db")),
                        "club",
                        Stores.NO_SOURCE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the database cannot be opened");
        assertThatThrownBy(
                        () -> SqlStore.open(Databases.at("jdbc:nothing:x?password=secret"), "club", Stores.NO_SOURCE))
                .hasMessageContaining("no driver on the class path knows jdbc:nothing:x")
                .hasMessageNotContaining("secret");
    }

    @Test
    void two_programmes_in_one_database_know_nothing_of_each_other() {
        try (SqlStore one = SqlStore.open(file(), "one", Stores.NO_SOURCE);
                SqlStore other = SqlStore.open(file(), "other", Stores.NO_SOURCE)) {
            one.advancedTo(java.time.Instant.EPOCH);

            assertThat(other.advancedTo()).isEmpty();
            assertThat(one.advancedTo()).contains(java.time.Instant.EPOCH);
        }
    }
}
