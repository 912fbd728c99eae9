package org.loyaltyhub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    private static final String EVENTS = Club.fuel("r1", "2026-03-02T09:00", "7001", "45", "2345.60")
            + Club.fuel("r2", "2026-03-02T19:00", "7001", "40", "2000")
            + Club.fuel("r3", "2026-03-03T08:30", "7002", "10", "99.99")
            + Club.fuel("r4", "2026-03-04T08:30", "7003", "20", "1000").replace("nord-fuel", "aqua-wash");

    @TempDir
    private Path folder;

    private Club club;

    @BeforeEach
    void aClub() {
        club = Club.in(folder);
    }

    @Test
    void a_folder_is_run_and_people_read_what_came_of_it() {
        club.with("events.jsonl", EVENTS);

        Golden.matches("run/folder.txt", club.run().all());
    }

    @Test
    void machines_read_the_same() {
        club.with("events.jsonl", EVENTS);

        Golden.matches("run/folder-json.txt", club.run("--format", "json").all());
    }

    /** Of r1 all comes back, of r2 ten litres, of r3 a line that is not there; r4 was never sold. */
    private static final String WITH_REFUNDS = EVENTS
            + Club.back("b1", "2026-03-05T09:00", "\"purchase\":\"r1\"")
            + Club.back(
                    "b2",
                    "2026-03-05T09:00",
                    "\"member\":{\"card\":\"7001\"},\"lines\":[{\"quantity\":10,\"amount\":500},{\"sku\":\"x\",\"amount\":1}]")
            + Club.back("b3", "2026-03-05T09:00", "\"purchase\":\"r3\",\"lines\":[{\"line\":2}]")
            + """
            {"type":"redemption","partner":"aqua-wash","id":"p1","at":"2026-03-05T10:00","member":{"card":"7001"},\
            "reserve":10}
            {"type":"redemption","partner":"aqua-wash","id":"p2","at":"2026-03-05T10:05","commit":"p1"}
            {"type":"adjustment","partner":"programme","id":"a1","at":"2026-03-05T11:00","member":{"card":"7002"},\
            "points":"5","reason":"goodwill","clerk":"olga","approvedBy":"pavel"}
            """;

    @Test
    void what_was_taken_back_paid_with_and_given_by_hand_is_counted() {
        club.with("events.jsonl", WITH_REFUNDS);

        Golden.matches("run/refunds.txt", club.run().all());
        Golden.matches("run/refunds-json.txt", club.run("--format", "json").all());
    }

    @Test
    void lines_of_awards_sum_up_to_what_is_left() {
        club.with("events.jsonl", WITH_REFUNDS);

        club.run("--awards", club.path("awards.jsonl"), "--rejects", club.path("rejects.jsonl"));

        Golden.matches("run/refunds-awards.txt", club.text("awards.jsonl"));
        Golden.matches("run/refunds-rejects.txt", club.text("rejects.jsonl"));
    }

    @Test
    void a_refund_finds_its_purchase_however_many_events_came_between() {
        club.with("events.jsonl", EVENTS + Club.back("b1", "2026-03-05T09:00", "\"purchase\":\"r1\""));

        assertThat(club.run("--awards", club.path("a.jsonl")).out()).contains("refunds              1  1 whole");
        assertThat(club.run("--keep", "1").out()).contains("waiting                1");
    }

    @Test
    void options_take_the_place_of_what_a_folder_holds() {
        club.with("events.jsonl", EVENTS);

        Said said = club.say(
                "run",
                "--programme",
                club.path("programme.json"),
                "--rules",
                club.path("rules/nord-fuel.loyalty"),
                "--events",
                club.path("events.jsonl"));

        assertThat(said).isEqualTo(club.run());
    }

    @Test
    void the_same_file_twice_gives_duplicates_and_no_award() {
        club.with("events.jsonl", EVENTS);

        Said said = club.run(
                "--events", club.path("events.jsonl"), "--events", club.path("events.jsonl"), "--format", "json");

        assertThat(said.exit()).isZero();
        assertThat(said.out())
                .contains(
                        "\"read\" : 8", "\"accepted\" : 4", "\"duplicates\" : 4", "\"awards\" : 3", "\"points\" : 93");
    }

    @Test
    void books_that_last_go_on_where_they_ended_and_the_same_file_again_is_duplicates() {
        club.with("events.jsonl", EVENTS);
        Said plain = club.run("--format", "json");

        Said first = club.run("--store", club.path("club.db"), "--format", "json");
        Said again = club.run("--store", club.path("club.db"), "--format", "json");
        club.with("events.jsonl", Club.fuel("r5", "2026-03-05T09:00", "7001", "45", "1000"));
        Said more = club.run("--store", club.path("club.db"), "--format", "json");

        assertThat(withoutTimes(first.out())).isEqualTo(withoutTimes(plain.out()));
        assertThat(again.out()).contains("\"accepted\" : 0", "\"duplicates\" : 4", "\"points\" : 0");
        assertThat(more.out()).contains("\"accepted\" : 1", "\"points\" : 60");
    }

    @Test
    void goods_may_come_back_that_rules_of_an_earlier_run_gave_for() {
        club.with("events.jsonl", EVENTS);
        club.run("--store", club.path("club.db"));
        club.with(
                        "rules/nord-fuel.loyalty",
                        Club.RULES.replace("Full tank", "Brimful").replace("50", "40"))
                .with("events.jsonl", Club.back("b1", "2026-03-05T09:00", "\"purchase\":\"r1\""));

        Said said = club.run("--store", club.path("club.db"), "--awards", club.path("awards.jsonl"));

        Golden.matches("run/earlier-rules.txt", said.all());
        Golden.matches("run/earlier-rules-awards.txt", club.text("awards.jsonl"));
        assertThat(club.say("verify", "--store", club.path("club.db")).exit()).isZero();
    }

    @Test
    void what_the_calendar_brings_members_of_an_earlier_run_is_counted() {
        club.with("events.jsonl", EVENTS)
                .with(
                        "rules/nord-fuel.loyalty",
                        Club.RULES + "rule \"Month\"\n  when end of month\n  then award 7 points\n");
        club.run("--store", club.path("club.db"));
        club.with("events.jsonl", Club.fuel("r9", "2026-04-05T09:00", "7009", "4", "100"));

        Golden.matches(
                "run/earlier-members.txt",
                club.run("--store", club.path("club.db")).all());
    }

    @Test
    void at_the_end_of_a_month_members_who_came_right_before_it_are_there() {
        club.with("events.jsonl", Club.fuel("r1", "2026-03-30T09:00", "7001", "4", "100"))
                .with(
                        "rules/nord-fuel.loyalty",
                        Club.RULES + "rule \"Month\"\n  when end of month\n  then award 7 points\n");
        club.run("--store", club.path("club.db"));
        club.with(
                "events.jsonl",
                Club.fuel("r2", "2026-03-31T09:00", "7002", "4", "100")
                        + Club.fuel("r3", "2026-04-01T09:00", "7003", "4", "100"));

        club.run("--store", club.path("club.db"));

        Said balance = club.say("balance", "--member", "card:7002", "--store", club.path("club.db"));
        assertThat(balance.out()).containsPattern("available +m2 +8 ");
    }

    private static String withoutTimes(String json) {
        return json.replaceAll("\"(seconds|eventsPerSecond)\" : [0-9.]+", "");
    }

    @Test
    void books_that_cannot_be_opened_are_said_in_plain_words() {
        club.with("events.jsonl", EVENTS);

        Said said = club.run("--store", club.path("no/such/folder/club.db"));

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err())
                .isEqualTo("error: --store DIR/no/such/folder/club.db: there is no folder DIR/no/such/folder"
                        + " (make it first, or name a file elsewhere)\n");
    }

    @Test
    void a_full_disk_is_said_in_plain_words_and_what_was_counted_is_kept() {
        club.with("events.jsonl", EVENTS).run("--store", club.path("club.db"));
        club.with("events.jsonl", EVENTS + fuelOfMany(2_000));

        Said full = club.run("--store", "jdbc:sqlite:" + club.path("club.db") + "?max_page_count=120");
        Said again = club.run("--store", club.path("club.db"), "--format", "json");

        assertThat(full.exit()).isEqualTo(2);
        assertThat(full.err())
                .isEqualTo("error: --store jdbc:sqlite:DIR/club.db: the disk is full; what was counted before is kept"
                        + " (make room on it; then run the same files again: what is kept already counts once)\n");
        assertThat(again.out()).contains("\"read\" : 2004").contains("\"rejected\" : 0");
        assertThat(club.say("verify", "--store", club.path("club.db")).exit()).isZero();
    }

    private static String fuelOfMany(int members) {
        return IntStream.range(0, members)
                .mapToObj(i -> Club.fuel("x" + i, "2026-03-05T09:00", "8" + i, "10", "500"))
                .collect(Collectors.joining());
    }

    @Test
    void points_with_decimals_and_names_of_their_own_are_printed_so() {
        club.with(
                        "programme.json",
                        Club.PROGRAMME.replace("{\"name\": \"point\"", "{\"name\": \"mile\", \"decimals\": 2"))
                .with("rules/nord-fuel.loyalty", Club.RULES.replaceAll("point(s?) ", "point$1 "))
                .with("events.jsonl", EVENTS);

        assertThat(club.run().out()).contains("miles", "43.00", "most miles: card:7001 with 93.00 miles");
    }

    @Test
    void packed_files_are_read() {
        club.with("events.jsonl", EVENTS);
        Said plain = club.run();
        club.with("events.jsonl", Club.packed(EVENTS));

        assertThat(club.run()).isEqualTo(plain);
    }

    @Test
    void events_are_judged_as_they_happened_or_as_they_stand_in_the_file() {
        String full = Club.fuel("late", "2026-03-02T19:00", "7001", "40", "10");
        String first = Club.fuel("early", "2026-03-02T09:00", "7001", "40", "20");
        club.with("events.jsonl", full + first);

        club.run("--awards", club.path("happened.jsonl"));
        club.run("--awards", club.path("file.jsonl"), "--order", "file");

        assertThat(club.text("happened.jsonl")).contains("\"id\":\"early\"").doesNotContain("\"id\":\"late\"");
        assertThat(club.text("file.jsonl")).contains("\"id\":\"late\"").doesNotContain("\"id\":\"early\"");
    }

    @Test
    void by_the_real_clock_an_old_file_is_too_late() {
        club.with("events.jsonl", Club.fuel("r1", "2020-03-02T09:00", "7001", "45", "2345.60"));

        assertThat(club.run().out()).contains("accepted               1");
        assertThat(club.run("--clock", "now").out()).contains("rejected               1  too-late 1");
    }

    @Test
    void a_mistyped_year_does_not_make_everything_after_it_too_late() {
        club.with(
                "events.jsonl",
                Club.fuel("r1", "2926-03-02T09:00", "7001", "45", "100")
                        + Club.fuel("r2", "2026-03-02T09:00", "7001", "45", "100"));

        assertThat(club.run("--order", "file").out())
                .contains("accepted               1", "rejected               1  in-future 1");
    }

    @Test
    void an_export_is_run_by_its_mapping_and_what_is_refused_is_written_with_its_reason() {
        club.with("mapping.json", Club.MAPPING)
                .with("shop.csv", Club.HEADER + """
                r1,02.03.2026 09:00,7001,Diesel,45,2345.60
                r2,02.03.2026 10:00,7002,Diesel,20,12,50
                r3,02.03.2026 11:00,7002,Washing,1,350
                r4,31.02.2026 11:00,7002,Diesel,1,1.5O
                r3,02.03.2026 11:00,7002,Coffee,1,45
                r5,02.12.2025 11:00,7003,Diesel,10,500
                r1,02.03.2026 09:00,7001,Diesel,1,1
                "r6,02.03.2026 09:00,7001,Diesel,1,1
                """)
                .with("again.csv", Club.HEADER + "r1,02.03.2026 09:00,7001,Diesel,45,9999\n");

        Said said = club.run(
                "--events",
                club.path("shop.csv"),
                "--events",
                club.path("again.csv"),
                "--rejects",
                club.path("rejects.jsonl"),
                "--awards",
                club.path("awards.jsonl"));

        Golden.matches(
                "run/export.txt",
                said.all() + "--- rejects.jsonl\n" + club.text("rejects.jsonl") + "--- awards.jsonl\n"
                        + club.text("awards.jsonl"));
    }

    @Test
    void malformed_lines_are_told_and_end_with_2_unless_a_file_of_rejects_takes_them() {
        club.with("events.jsonl", EVENTS + "{\"type\":\"purchase\",}\n" + "not json\n".repeat(6));

        Golden.matches("run/malformed-lines.txt", club.run().all());
        assertThat(club.run("--rejects", club.path("rejects.jsonl")).exit()).isZero();
        assertThat(club.text("rejects.jsonl").lines()).hasSize(7);
    }

    @Test
    void what_can_be_read_of_partner_and_id_stands_with_what_is_refused() {
        club.with(
                        "events.jsonl",
                        Club.fuel("r7", "2026-03-05T09:00", "7001", "4", "1.5O")
                                + "{\"partner\":\"nord-fuel\",\"lines\":[{\"id\":\"x\"}],\"id\":\"r8\",\"at\":}\n"
                                + "{\"partner\":7,\"id\":\"r9\"}\n")
                .with("mapping.json", Club.MAPPING)
                .with("shop.csv", Club.HEADER + ",02.03.2026 09:00,7001,Diesel,45,2345.60\n");

        Said said = club.run(
                "--rejects",
                club.path("rejects.jsonl"),
                "--events",
                club.path("events.jsonl"),
                "--events",
                club.path("shop.csv"));

        assertThat(said.err().lines()).hasSize(4);
        assertThat(club.text("rejects.jsonl").lines().map(line -> line.replaceAll(".*\"lines\":|,\"problems\".*", "")))
                .containsExactly(
                        "[1],\"partner\":\"nord-fuel\",\"id\":\"r7\"",
                        "[2],\"partner\":\"nord-fuel\",\"id\":\"r8\"",
                        "[3],\"id\":\"r9\"",
                        "[2],\"partner\":\"nord-fuel\"");
    }

    @Test
    void events_may_come_from_a_pipe() throws IOException, InterruptedException {
        String pipe = club.path("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe).start().waitFor() == 0, "there are pipes with names");
        Thread writer = new Thread(() -> club.with("pipe", EVENTS));
        writer.start();

        Said said = club.run("--events", pipe);

        writer.join();
        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("accepted               4");
    }

    @Test
    void a_purchase_that_sums_below_zero_is_asked_about() {
        club.with("events.jsonl", EVENTS + Club.fuel("r8", "2026-03-05T09:00", "7001", "-4", "-200"));

        Said said = club.run();

        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("\n1 receipt with a sum below zero: is it a refund?\n");
        assertThat(club.run("--format", "json").out()).contains("\"belowZero\" : 1");
    }

    @Test
    void an_event_that_does_not_fit_the_programme_is_no_malformed_line() {
        club.with(
                "events.jsonl",
                EVENTS + Club.fuel("r9", "2026-03-05T09:00", "7001", "4", "5").replace("RUB", "EUR"));

        Said said = club.run();

        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("rejected               1  currency 1");
        assertThat(said.err())
                .isEqualTo(
                        "rejected: DIR/events.jsonl:5 /currency: the amounts are in EUR, the programme's currency is RUB"
                                + " (convert them to RUB before you send the event)\n");
    }

    @Test
    void events_that_waited_for_their_member_count_when_they_are_judged() {
        club.with("programme.json", Club.PROGRAMME.replace("\"enrol\"", "\"wait\""))
                .with(
                        "events.jsonl",
                        Club.fuel("r1", "2026-03-02T09:00", "7001", "45", "2345.60")
                                + Club.fuel("r2", "2026-03-02T09:00", "7002", "45", "2345.60")
                                + """
                        {"type":"enrolment","partner":"nord-fuel","id":"e1","at":"2026-03-03T09:00","member":{"card":"7001"}}
                        """);

        Said said = club.run("--awards", club.path("awards.jsonl"));

        assertThat(said.out()).contains("accepted               2", "waiting                1", "with 73 points");
        assertThat(club.text("awards.jsonl").lines()).hasSize(2);
    }

    @Test
    void nothing_is_written_over_what_is_read() {
        club.with("events.jsonl", EVENTS);

        Said said = club.run("--rejects", club.path("rules/../events.jsonl"));

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("is both read and written (give the output a file of its own)");
        assertThat(club.text("events.jsonl")).isEqualTo(EVENTS);
    }

    @Test
    void outputs_appear_only_when_they_are_whole() {
        club.with("events.jsonl", EVENTS).with("awards.jsonl", "what was there\n");

        club.with("programme.json", "{}");
        club.run("--awards", club.path("awards.jsonl"));
        assertThat(club.text("awards.jsonl")).isEqualTo("what was there\n");

        club.with("programme.json", Club.PROGRAMME);
        club.run("--awards", club.path("awards.jsonl"));
        assertThat(club.text("awards.jsonl").lines()).hasSize(3);
        assertThat(club.has("awards.jsonl.part")).isFalse();
    }

    @Test
    void a_file_that_breaks_off_is_told_and_nothing_of_an_export_is_taken() {
        byte[] whole = Club.packed(Club.HEADER + "r1,02.03.2026 09:00,7001,Diesel,45,2345.60\n");
        byte[] half = Arrays.copyOf(whole, whole.length - 9);
        club.with("mapping.json", Club.MAPPING).with("shop.csv.gz", half);

        Said said = club.run("--events", club.path("shop.csv.gz"));

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).contains("accepted               0");
        assertThat(said.err())
                .isEqualTo("error: DIR/shop.csv.gz: it is packed, and damaged or broken off"
                        + " (nothing of it is taken: get the whole file)\n");
    }

    @Test
    void nothing_of_json_lines_that_break_off_is_taken_before_all_is_read() {
        club.with("half.jsonl.gz", half(Club.packed(fuelOfMany(2_000)))).with("events.jsonl", EVENTS);

        Said said = club.run("--events", club.path("half.jsonl.gz"), "--events", club.path("events.jsonl"));

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).contains("accepted               4");
        assertThat(said.err())
                .isEqualTo("error: DIR/half.jsonl.gz: it is packed, and damaged or broken off"
                        + " (nothing of it is taken: get the whole file)\n");
    }

    @Test
    void of_json_lines_that_are_judged_as_they_stand_it_is_told_how_many_were_taken() {
        club.with("half.jsonl.gz", half(Club.packed(fuelOfMany(2_000))));

        Said said = club.run("--events", club.path("half.jsonl.gz"), "--order", "file", "--format", "json");

        String accepted = said.out().replaceAll("(?s).*\"accepted\" : (\\d+).*", "$1");
        assertThat(Integer.parseInt(accepted)).isBetween(100, 1_999);
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err())
                .isEqualTo("error: DIR/half.jsonl.gz: it is packed, and damaged or broken off (the " + accepted
                        + " events before that are taken: get the whole file)\n");
    }

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    @Test
    void a_packed_file_is_unpacked_only_so_far() {
        club.with("events.jsonl.gz", Club.packed(" ".repeat(2 << 20)));

        Said said = club.run("--events", club.path("events.jsonl.gz"), "--max-size", "1");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err())
                .isEqualTo("error: DIR/events.jsonl.gz: it holds more than 1 MB"
                        + " (nothing of it is taken: --max-size allows more)\n");
    }
}
