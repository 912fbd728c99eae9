package org.loyaltyhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTestExplainTest {
    @TempDir
    private Path folder;

    private Club club;

    @BeforeEach
    void aClub() {
        club = Club.in(folder);
    }

    @Test
    void rules_without_a_fault_are_fine() {
        Said said = club.say("check", club.path(""));

        assertThat(said.exit()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).endsWith("\n1 file with 2 rules: 0 errors, 0 warnings\n");
    }

    @Test
    void what_each_rule_gives_at_the_worst_is_told() {
        club.with("rules/aqua-wash.loyalty", """
                rulebook "Aqua Wash"
                owner aqua-wash
                rule "Base points" when purchase of wash at aqua-wash then award 3% of amount
                rule "Tenth" when purchase of wash at aqua-wash
                  and count of purchases of wash at aqua-wash this month in multiples of 10
                  then award 1500 points and take 40 RUB off and take 10% off up to 60.50 RUB
                  limit once per member per week
                rule "Double" when purchase of wash at aqua-wash and day = sunday then multiply points by 2
                rule "Any time" when purchase of wash at aqua-wash and total > 900 RUB then award 1 point
                rule "Thanks" when purchase of wash at aqua-wash then message "Thank you"
                """);

        Golden.matches("run/check.txt", club.say("check", club.path("")).all());
        Golden.matches(
                "run/check-json.txt",
                club.say("check", club.path(""), "--format", "json").all());
    }

    @Test
    void a_file_alone_is_checked_by_the_programme_near_it() {
        assertThat(club.say("check", club.path("rules/nord-fuel.loyalty"))).isEqualTo(club.say("check", club.path("")));
    }

    @Test
    void every_fault_is_told_with_its_place_and_what_to_do() {
        club.with(
                "rules/nord-fuel.loyalty",
                Club.RULES
                        .replace("quantity >= 40 l", "quantitty >= 40 l")
                        .replace("per full 100 RUB", "per full 100 EUR"));

        Golden.matches("run/check-errors.txt", club.say("check", club.path("")).all());
        Golden.matches(
                "run/check-errors-json.txt",
                club.say("check", club.path(""), "--format", "json").all());
    }

    @Test
    void a_rule_with_another_name_than_before_is_warned_about() {
        club.with("before/nord-fuel.loyalty", Club.RULES)
                .with("rules/nord-fuel.loyalty", Club.RULES.replace("Full tank", "Fill it up"));

        Said said = club.say("check", club.path(""), "--previous", club.path("before"));

        assertThat(said.exit()).isZero();
        assertThat(said.out())
                .contains("warning[LR173]: rule \"Fill it up\" was \"Full tank\" before")
                .endsWith("0 errors, 1 warning\n");
        assertThat(club.say("check", club.path(""), "--previous", club.path("")).out())
                .endsWith("0 errors, 0 warnings\n");
        assertThat(club.say("check", club.path(""), "--previous", club.path("none"))
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void a_wrong_mapping_is_found_when_its_folder_is_checked() {
        club.with("mapping.json", Club.MAPPING.replace("nord-fuel", "nord-feul"));

        Said said = club.say("check", club.path(""));

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("mapping.json:3:", "did you mean `nord-fuel`?");
    }

    @Test
    void scenarios_that_pass_are_counted_and_rules_that_none_tries_are_named() {
        club.with(
                "rules/nord-fuel.loyalty",
                Club.RULES.replace("   and 50 points from \"Full tank\"\n   and nothing else\n", ""));

        Golden.matches("run/test-passed.txt", club.say("test", club.path("")).all());
    }

    @Test
    void a_scenario_that_fails_is_told_with_what_came_instead_and_why() {
        club.with("rules/nord-fuel.loyalty", Club.RULES.replace("fuel 40 l for 2000", "fuel 39 l for 2000"));

        Golden.matches("run/test-failed.txt", club.say("test", club.path("")).all());
        Golden.matches(
                "run/test-failed-json.txt",
                club.say("test", club.path(""), "--format", "json").all());
    }

    @Test
    void an_event_is_explained_rule_by_rule() {
        club.with(
                "events.jsonl",
                Club.fuel("r1", "2026-03-02T09:00", "7001", "45", "2345.60")
                        + Club.fuel("r2", "2026-03-02T19:00", "7001", "39.5", "2000"));

        Golden.matches(
                "run/explain.txt",
                club.say("explain", club.path(""), "--event", "nord-fuel/r2").all());
        Golden.matches(
                "run/explain-ru.txt",
                club.say("explain", club.path(""), "--event", "nord-fuel/r2", "--language", "ru")
                        .all());
        Golden.matches(
                "run/explain-rule-json.txt",
                club.say("explain", club.path(""), "--event", "nord-fuel/r1", "--rule", "Full tank", "--format", "json")
                        .all());
    }

    @Test
    void an_event_that_was_rejected_is_explained_by_its_reason() {
        club.with("events.jsonl", Club.fuel("r1", "2026-03-02T09:00", "7001", "45", "1"))
                .with("mapping.json", Club.MAPPING)
                .with("shop.csv", Club.HEADER + "r7,02.03.2026 09:00,7001,Coffee,1,1\n");

        Said said = club.say("explain", club.path(""), "--events", club.path("shop.csv"), "--event", "nord-fuel/r7");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("DIR/shop.csv:2: `Coffee` in column `product` is no category");
    }

    @ParameterizedTest
    @ValueSource(strings = {"petrol-cards", "online-shop"})
    void the_examples_have_no_fault_and_their_scenarios_pass(String example) {
        String path = Path.of("../examples", example).toString();

        assertThat(club.say("check", path).out()).endsWith("0 errors, 0 warnings\n");
        assertThat(club.say("test", path).out())
                .doesNotContain("no scenario tries")
                .endsWith(" passed, 0 failed\n");
    }

    @Test
    void help_says_what_there_is() {
        String help = "";
        for (String command : new String[] {
            "", "check", "test", "format", "run", "explain", "balance", "settle", "statement", "verify", "replay"
        }) {
            Said said = command.isEmpty() ? club.say("--help") : club.say(command, "--help");
            assertThat(said.exit()).isZero();
            help += said.out() + "\n";
        }

        Golden.matches("run/help.txt", help);
        assertThat(club.say("--version").out()).startsWith("loyalty ");
    }
}
