package org.loyaltyhub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says of books that last, without the files that they were made of. */
class BooksCommandsTest {
    private static final String EVENTS = Club.fuel("r1", "2026-03-02T09:00", "7001", "45", "2345.60")
            + Club.fuel("r2", "2026-03-02T19:00", "7002", "39.5", "2000")
            + """
            {"type":"redemption","partner":"aqua-wash","id":"p1","at":"2026-03-05T10:00","member":{"card":"7001"},\
            "reserve":10}
            {"type":"redemption","partner":"aqua-wash","id":"p2","at":"2026-03-05T10:05","commit":"p1"}
            """;

    @TempDir
    private Path folder;

    private Club club;

    @BeforeEach
    void booksOfTwoPartners() {
        club = Club.in(folder).with("events.jsonl", EVENTS);
        assertThat(club.run("--store", club.path("club.db")).exit()).isZero();
        club.without("programme.json").without("rules/nord-fuel.loyalty").without("events.jsonl");
    }

    private Said say(String command, String... more) {
        String[] words = new String[more.length + 3];
        words[0] = command;
        words[1] = "--store";
        words[2] = club.path("club.db");
        System.arraycopy(more, 0, words, 3, more.length);
        return club.say(words);
    }

    @Test
    void a_period_is_settled_and_its_statements_are_shown_again() {
        Said settled = say("settle");

        Golden.matches("run/settle.txt", settled.all());
        assertThat(say("statement")).isEqualTo(settled);
        Golden.matches(
                "run/statement.txt", say("statement", "--partner", "nord-fuel").all());
        String csv = say("statement", "--period", "1", "--partner", "aqua-wash", "--format", "csv")
                .all();
        assertThat(csv).contains("\r\n");
        Golden.matches("run/statement-csv.txt", csv.replace("\r\n", "\n"));
        assertThat(say("statement", "--format", "json").out())
                .startsWith("{")
                .contains("\"programme\":\"Highway club\"")
                .endsWith("}\n");
    }

    @Test
    void what_is_settled_is_not_settled_again_until_something_happened() {
        say("settle", "--up-to", "2");
        Said second = say("settle", "--format", "json");

        Said third = say("settle");

        assertThat(second.out()).contains("\"period\":2");
        assertThat(third.exit()).isZero();
        assertThat(third.out()).isEmpty();
        assertThat(third.err()).startsWith("nothing happened since period 2, entries 3-");
        assertThat(say("verify").out()).contains("2 seals, 2 settled periods: the books are sound");
    }

    @Test
    void machines_are_told_that_nothing_was_settled() {
        say("settle");

        Said said = say("settle", "--format", "json");

        assertThat(said.exit()).isZero();
        assertThat(said.out()).isEqualTo("""
                {
                  "settled" : null,
                  "why" : "nothing happened since period 1, entries 1-5: nothing is settled"
                }
                """);
        assertThat(said.err()).isEqualTo("nothing happened since period 1, entries 1-5: nothing is settled\n");
    }

    @Test
    void who_asks_for_balances_beyond_the_end_of_the_books_is_told_so() {
        Said now = say("balance");
        Said entry = say("balance", "--as-of", "77");
        Said moment = say("balance", "--as-of", "2126-01-01T00:00:00Z");

        assertThat(entry.out()).isEqualTo(now.out());
        assertThat(entry.err())
                .isEqualTo("there is no entry 77, the newest is 5: this is how the accounts stand now\n");
        assertThat(moment.out()).isEqualTo(now.out());
        assertThat(moment.err())
                .isEqualTo("nothing is recorded after 2026-03-05T07:05:00Z: this is how the accounts stand now\n");
        assertThat(say("balance", "--as-of", "5").err()).isEmpty();
    }

    @Test
    void accounts_are_shown_as_they_stand_and_as_they_stood() {
        Golden.matches("run/balance.txt", say("balance").all());
        Said member = say("balance", "--member", "card:7001", "--format", "csv");
        Said before = say("balance", "--member", "card:7001", "--as-of", "2", "--format", "csv");
        Said then = say("balance", "--member", "card:7001", "--as-of", "2026-03-02T09:00:00Z", "--format", "csv");

        assertThat(member.out()).contains("available,m1,63,points\r\n");
        assertThat(before.out()).contains("available,m1,73,points\r\n");
        assertThat(then).isEqualTo(before);
        assertThat(say("balance", "--partner", "nord-fuel", "--format", "json").out())
                .contains("{\"account\":\"issued\",\"of\":\"nord-fuel\",\"balance\":\"-93\",\"unit\":\"points\"}");
    }

    @Test
    void sound_books_are_verified_and_replayed_by_the_rules_that_are_stored_in_them() {
        Said verified = say("verify");
        Said replayed = say("replay", "--format", "json");

        assertThat(verified.exit()).isZero();
        assertThat(verified.out())
                .isEqualTo("5 entries, 2 members, 4 decisions, 0 seals, 0 settled periods:" + " the books are sound\n");
        assertThat(replayed.exit()).isZero();
        assertThat(replayed.out()).isEqualTo("{\"same\":true,\"members\":2,\"decisions\":4}\n");
    }

    @Test
    void books_that_somebody_changed_end_with_1_and_the_first_entry_that_is_wrong() throws SQLException {
        change("update loyalty_entry set entry = replace(entry, 'Base points', 'Base pints') where number = 1");

        Said verified = say("verify");
        Said replayed = say("replay");

        assertThat(replayed.exit()).isEqualTo(1);
        assertThat(replayed.out()).contains("nord-fuel/r1 of m1: entries 1", "Base pints");
        assertThat(verified.exit()).as("no seal yet, and it sums to zero").isZero();
        change("update loyalty_entry set entry = replace(entry, 'nord-fuel', 'aqua-wash') where number = 1");
        assertThat(say("verify")).satisfies(said -> {
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.out()).contains("what accounts are kept at is the sum of their postings");
        });
    }

    @Test
    void a_row_that_cannot_be_read_is_said_in_plain_words() throws SQLException {
        change("update loyalty_entry set entry = '{' where number = 1");

        assertThat(say("verify").out()).contains("entry 1: ");
        Said settled = say("settle");
        assertThat(settled.exit()).isEqualTo(2);
        assertThat(settled.err()).contains("a stored value is no JSON", "`loyalty verify` says what else is wrong");
    }

    @Test
    void books_opened_only_to_be_read_are_looked_at_and_not_settled() {
        String address = "jdbc:sqlite:file:" + club.path("club.db") + "?open_mode=1&immutable=1";

        for (String command : List.of("verify", "replay", "balance")) {
            assertThat(club.say(command, "--store", address)).isEqualTo(say(command));
        }
        Said settled = club.say("settle", "--store", address);

        assertThat(settled.exit()).isEqualTo(2);
        assertThat(settled.err()).contains("the database cannot be written: it is read-only (let the user");
    }

    @Test
    void books_in_a_folder_that_may_not_be_written_to_are_looked_at() throws IOException {
        Said verified = say("verify");
        Files.setPosixFilePermissions(folder.resolve("club.db"), PosixFilePermissions.fromString("r--r--r--"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(folder), "root may write anywhere");

        assertThat(say("verify")).isEqualTo(verified);
        assertThat(say("explain", "--event", "nord-fuel/r1").exit()).isZero();
        assertThat(say("settle").err()).contains("the database cannot be written: it is read-only");
    }

    @Test
    void books_whose_log_cannot_be_read_are_told_where_to_go() throws IOException {
        club.with("club.db-wal", "what is not in the file yet");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(folder), "root may write anywhere");

        assertThat(say("verify").err())
                .isEqualTo("error: --store DIR/club.db: it is read-only, and a part of the books stands in"
                        + " DIR/club.db-wal (copy both to a folder that you may write to, and name the copy)\n");
    }

    @AfterEach
    void theFolderMayBeDeleted() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + club.path("club.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    @Test
    void an_event_is_explained_from_the_books_as_it_was_when_it_came() {
        Said said = say("explain", "--event", "nord-fuel/r1", "--rule", "Full tank");

        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("nord-fuel \"Full tank\"", "gave 50 points", "quantity >= 40 l: 45 l");
    }
}
