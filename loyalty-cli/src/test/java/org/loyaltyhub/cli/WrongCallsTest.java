package org.loyaltyhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong calls and wrong files, and all that the command says to them. */
class WrongCallsTest {
    private static final String EVENTS = Club.fuel("r1", "2026-03-02T09:00", "7001", "45", "2345.60");

    @TempDir
    private Path folder;

    /** By name: what is made of a right folder, and what is said. */
    private static final Map<String, Function<Club, Said>> CALLS = new LinkedHashMap<>();

    static {
        CALLS.put("no command", club -> club.say());
        CALLS.put("unknown command", club -> club.say("rnu"));
        CALLS.put("unknown option", club -> club.run("--evnets", "x"));
        CALLS.put("an option without its value", club -> club.run("--events"));
        CALLS.put("a value that is none of the known", club -> club.run("--order", "random"));
        CALLS.put("a number that is none", club -> club.run("--keep", "many"));
        CALLS.put("a number below zero", club -> club.run("--keep", "-1"));
        CALLS.put("a folder that is none", club -> club.say("run", club.path("nowhere")));
        CALLS.put("no folder and no options", club -> club.say("run"));
        CALLS.put("no events", club -> club.without("events.jsonl").run());
        CALLS.put("events that are nowhere", club -> club.run("--events", club.path("nowhere.jsonl")));
        CALLS.put("rules that are nowhere", club -> club.run("--rules", club.path("nowhere")));
        CALLS.put("a mapping that is nowhere", club -> club.run("--mapping", club.path("nowhere.json")));
        CALLS.put("no programme", club -> club.without("programme.json").run());
        CALLS.put(
                "an output in a folder that is nowhere",
                club -> club.run("--awards", club.path("nowhere/awards.jsonl")));
        CALLS.put("events that are a folder", club -> club.run("--events", club.path("rules")));
        CALLS.put(
                "a folder for a programme",
                club -> club.say("check", "--programme", club.path(""), club.path("rules")));
        CALLS.put(
                "an output that is a folder, and a programme that is nowhere",
                club -> club.without("programme.json").run("--rejects", club.path("rules")));
        CALLS.put(
                "a programme that is no json",
                club -> club.with("programme.json", "{\"name\": Club}").run());
        CALLS.put(
                "a programme with names mistyped",
                club -> club.with(
                                "programme.json",
                                Club.PROGRAMME
                                        .replace("\"currency\"", "\"curency\"")
                                        .replace("Moscow", "Mosow"))
                        .run());
        CALLS.put(
                "a mapping that is no json",
                club -> club.with("mapping.json", "[").run());
        CALLS.put(
                "a mapping with names mistyped",
                club -> club.with(
                                "mapping.json",
                                Club.MAPPING.replace("nord-fuel", "north-fuel").replace("\"sum\"", "\"sun\""))
                        .run());
        CALLS.put(
                "rules with errors",
                club -> club.with("rules/nord-fuel.loyalty", Club.RULES.replace("quantity >=", "quantitty >="))
                        .run());
        CALLS.put(
                "an export without a mapping",
                club -> shop(club, Club.HEADER).without("mapping.json").run("--events", club.path("shop.csv")));
        CALLS.put(
                "an export without the columns named",
                club -> shop(club, Club.HEADER.replace("litres", "liters") + "r1,02.03.2026 09:00,7001,Diesel,45,1\n")
                        .run("--events", club.path("shop.csv")));
        CALLS.put("an empty export", club -> shop(club, "").run("--events", club.path("shop.csv")));
        CALLS.put(
                "an export with broken quotes",
                club -> shop(club, Club.HEADER + "r1,\"02.03.2026\" 09:00,7001,Diesel,45,1\n")
                        .run("--events", club.path("shop.csv")));
        CALLS.put(
                "an export with too few columns",
                club -> shop(club, Club.HEADER + "r1,02.03.2026 09:00,7001\n").run("--events", club.path("shop.csv")));
        CALLS.put(
                "an export in another charset",
                club -> club.with("mapping.json", Club.MAPPING)
                        .with(
                                "shop.csv",
                                (Club.HEADER + "r1,02.03.2026 09:00,7001,Mytí,1,1\n")
                                        .getBytes(StandardCharsets.ISO_8859_1))
                        .run("--events", club.path("shop.csv")));
        CALLS.put(
                "an export with wrong values",
                club -> shop(club, Club.HEADER + "r1,2.3.26,,Disel,4O,=1+1\n").run("--events", club.path("shop.csv")));
        CALLS.put(
                "events that are no json",
                club -> club.with("events.jsonl", EVENTS + "{\"type\": purchase}\n")
                        .run());
        CALLS.put(
                "events that break off",
                club -> club.with("events.jsonl", EVENTS.substring(0, EVENTS.length() - 10))
                        .run());
        CALLS.put(
                "events far too long",
                club -> club.with("events.jsonl", "x".repeat(300_000)).run());
        CALLS.put(
                "a number made to fill the memory",
                club -> club.with("events.jsonl", EVENTS.replace("45", "1e999999999"))
                        .run());
        CALLS.put(
                "a picture for events",
                club -> club.with("events.jsonl", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2})
                        .run());
        CALLS.put(
                "a broken packed file",
                club -> club.with("events.jsonl", new byte[] {0x1f, (byte) 0x8b, 7, 7, 7})
                        .run());
        CALLS.put("no event named", club -> club.say("explain", club.path("")));
        CALLS.put("an event that is none", club -> club.say("explain", club.path(""), "--event", "r1"));
        CALLS.put("an event that did not come", club -> club.say("explain", club.path(""), "--event", "nord-fuel/r2"));
        CALLS.put(
                "a rule that is none",
                club -> club.say("explain", club.path(""), "--event", "nord-fuel/r1", "--rule", "Base point"));
        CALLS.put("no books named", club -> club.say("verify"));
        CALLS.put("books that are nowhere", club -> club.say("verify", "--store", club.path("nowhere.db")));
        CALLS.put("a file that holds no books", club -> books(club.with("club.db", "events\n"), "verify"));
        CALLS.put("a database that holds no books", club -> books(club.with("club.db", new byte[0]), "verify"));
        CALLS.put(
                "a database that no driver knows",
                club -> club.say("balance", "--store", "jdbc:nosuch://host/club?user=anna&password=secret"));
        CALLS.put("no books but a space", club -> club.run("--store", " "));
        CALLS.put("books that are a folder", club -> club.run("--store", club.path("rules")));
        CALLS.put("books to look at that are a folder", club -> club.say("balance", "--store", club.path("rules")));
        CALLS.put("books in a folder that is nowhere", club -> club.run("--store", club.path("no/such/club.db")));
        CALLS.put(
                "books by address in a folder that is nowhere",
                club -> club.run("--store", "jdbc:sqlite:" + club.path("no/such/club.db")));
        CALLS.put(
                "a text for books to write to",
                club -> club.with("club.db", "events\n".repeat(100)).run("--store", club.path("club.db")));
        CALLS.put("an address of no database", club -> club.run("--store", "jdbc:postgres://host/club"));
        CALLS.put(
                "a server that is nowhere",
                club -> club.run("--store", "jdbc:postgresql://localhost:1/club?user=anna&password=secret"));
        CALLS.put("books of another name", club -> books(kept(club), "replay", "--name", "Highway clib"));
        CALLS.put("books of several programmes", club -> {
            kept(club.with("programme.json", Club.PROGRAMME.replace("Highway club", "Byway club")));
            return books(kept(club.with("programme.json", Club.PROGRAMME)), "replay");
        });
        CALLS.put("nothing settled to show", club -> books(kept(club), "statement"));
        CALLS.put("a period that is not settled", club -> books(kept(club), "statement", "--period", "2"));
        CALLS.put("a period up to an entry that is none", club -> books(kept(club), "settle", "--up-to", "77"));
        CALLS.put("a statement of nobody", club -> {
            books(kept(club), "settle");
            return books(club, "statement", "--partner", "nord-fule");
        });
        CALLS.put("the balance of a member that is none", club -> books(kept(club), "balance", "--member", "card:9"));
        CALLS.put("the balance of no identifier", club -> books(kept(club), "balance", "--member", "7001"));
        CALLS.put("the balance of a partner that is none", club -> books(kept(club), "balance", "--partner", "nord"));
        CALLS.put("the balance of two", club -> books(club, "balance", "--partner", "x", "--member", "card:7001"));
        CALLS.put("a balance as of something", club -> books(kept(club), "balance", "--as-of", "March"));
        CALLS.put(
                "an event to explain from a folder and from books",
                club -> books(kept(club), "explain", club.path(""), "--event", "nord-fuel/r1"));
        CALLS.put(
                "an event to explain that is not in the books",
                club -> books(kept(club), "explain", "--event", "nord-fuel/r2"));
        CALLS.put(
                "a rule to explain that is not in the books",
                club -> books(kept(club), "explain", "--event", "nord-fuel/r1", "--rule", "Full tnak"));
        CALLS.put("nothing to check", club -> club.say("check"));
        CALLS.put("a file to check that is nowhere", club -> club.say("check", club.path("rules/x.loyalty")));
        CALLS.put(
                "no programme near",
                club -> club.without("programme.json").say("check", club.path("rules/nord-fuel.loyalty")));
    }

    private static Club kept(Club club) {
        assertThat(club.run("--store", club.path("club.db")).exit()).isZero();
        return club;
    }

    private static Said books(Club club, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--store", club.path("club.db")));
        return club.say(all.toArray(String[]::new));
    }

    @Test
    void every_wrong_call_is_answered_word_for_word() {
        String found = CALLS.entrySet().stream()
                .map(each -> "# " + each.getKey() + "\n"
                        + said(each.getKey(), each.getValue()).all() + "\n")
                .collect(Collectors.joining());

        Golden.matches("run/wrong-calls.txt", found);
    }

    @Test
    void no_wrong_call_is_answered_with_a_stack_trace_or_as_well() {
        CALLS.forEach((name, call) -> {
            Said said = said(name, call);
            assertThat(said.exit()).as(name).isIn(1, 2);
            assertThat(said.err()).as(name).isNotBlank().doesNotContain("Exception", "\tat ", "java.");
        });
    }

    @Test
    void a_bug_is_one_plain_line_and_the_rest_only_if_asked_for() {
        Club club = Club.in(folder);
        PrintStream broken = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void println(String text) {
                throw new IllegalStateException("out of\npaper");
            }
        };

        String plain = err(broken, "check", club.path(""));
        String debug = err(broken, "check", club.path(""), "--debug");

        assertThat(plain)
                .isEqualTo("error: a bug in loyalty: java.lang.IllegalStateException: out of paper;"
                        + " please report it to the project with what you typed and what --debug adds\n");
        assertThat(debug).startsWith(plain).contains("\tat org.loyaltyhub.cli.CheckCommand.call");
    }

    @Test
    void an_output_that_cannot_be_written_ends_with_2() {
        Club club = Club.in(folder).with("events.jsonl", EVENTS);
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no room");
            }
        };

        for (List<String> words : List.of(
                List.of("run", club.path("")),
                List.of("generate", club.path("")),
                List.of("check", club.path("")),
                List.of("--help"))) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(full, true, StandardCharsets.UTF_8);
            Terminal terminal = new Terminal(out, new PrintStream(err, true, StandardCharsets.UTF_8), false);

            assertThat(Main.run(terminal, words.toArray(String[]::new)))
                    .as(words.toString())
                    .isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .isEqualTo("error: the output could not be written (is the disk full, or did its reader end?)\n");
        }
    }

    private static String err(PrintStream out, String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(new Terminal(out, new PrintStream(err, true, StandardCharsets.UTF_8), false), args);
        assertThat(exit).isEqualTo(70);
        return err.toString(StandardCharsets.UTF_8);
    }

    private Said said(String name, Function<Club, Said> call) {
        Club club = Club.in(folder.resolve(name.replace(' ', '-'))).with("events.jsonl", EVENTS);
        return call.apply(club);
    }

    private static Club shop(Club club, String csv) {
        return club.with("mapping.json", Club.MAPPING).with("shop.csv", csv);
    }
}
