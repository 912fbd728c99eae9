package org.loyaltyhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
    @TempDir
    private Path folder;

    private Club club;

    @BeforeEach
    void aClub() {
        club = Club.in(folder);
    }

    @Test
    void what_it_writes_a_run_takes_at_once_and_whole() {
        Said written = generate("--members", "50", "--events", "500", "--output", club.path("events.jsonl"));
        Said run = club.say("run", club.path(""));

        assertThat(written.exit()).isZero();
        assertThat(written.out()).startsWith("500 events of ").endsWith(", in DIR/events.jsonl\n");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).containsPattern("accepted +500\n").containsPattern("rejected +0\n");
    }

    @Test
    void a_packed_file_is_read_like_another() {
        generate("--events", "200", "--output", club.path("events.jsonl.gz"));

        Said run = club.say("run", club.path(""), "--events", club.path("events.jsonl.gz"));

        assertThat(run.out()).containsPattern("accepted +200\n");
    }

    @Test
    void without_a_file_the_events_stand_on_the_standard_output_the_same_for_the_same_seed() {
        Said once = generate("--events", "20", "--seed", "3");
        Said again = generate("--events", "20", "--seed", "3");
        Said other = generate("--events", "20", "--seed", "4");

        assertThat(once.out().lines()).hasSize(20).allMatch(line -> line.startsWith("{\"type\":\"purchase\""));
        assertThat(again).isEqualTo(once);
        assertThat(other.out()).isNotEqualTo(once.out());
    }

    @Test
    void a_coalition_in_which_nobody_shops_is_told_about() {
        club.with(
                "programme.json",
                Club.PROGRAMME.replace("gas-station", "bakery").replace("car-wash", "florist"));

        Said said = generate("--events", "20");

        assertThat(said)
                .isEqualTo(new Said(
                        2,
                        "",
                        "error: no partner of Highway club has one of the kinds gas-station, car-wash, tire-shop, press"
                                + " first and sells goods that earn: nobody would go there (docs/command.md says who does"
                                + " what in an invented coalition)\n"));
    }

    @Test
    void no_members_and_no_programme_are_wrong_calls() {
        assertThat(generate("--members", "0").err())
                .isEqualTo("error: 0 members and 10000 events (there must be one of each at least)\n");
        assertThat(club.say("generate").err())
                .isEqualTo("error: there is no programme (name a folder that holds programme.json, or give --programme"
                        + " FILE)\n");
        assertThat(generate("--events", "5", "--output", club.path("no/such/file"))
                        .err())
                .isEqualTo("error: DIR/no/such/file: cannot be written (check that you may write it and that the disk"
                        + " has room)\n");
    }

    private Said generate(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "generate";
        all[1] = club.path("");
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return club.say(all);
    }
}
