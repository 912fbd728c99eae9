package org.loyaltyhub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeForTests;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.diagnostic.Diagnostic;

/** What is said of a version whose rules had other names in the one before. */
class RenamedRulesTest {
    private static final Programme PROGRAMME = ProgrammeForTests.highwayClub();
    private static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

    private static final String RULES = """
            rulebook "Nord Fuel"
            owner nord-fuel

            rule "Welcome"
              when purchase of fuel at nord-fuel
               and first purchase of fuel at nord-fuel
              then award 100 points
              limit once per member ever

            rule "Clean after the road"
              when purchase of wash at aqua-wash
               and purchase of fuel at nord-fuel in last 7 days, unused
              then award 100 points
              paid by nord-fuel 60%, aqua-wash 40%
              limit 4 times per member per month
              limit 200000 points in total

            rule "Base points"
              when purchase at nord-fuel
              then award 1 point per full 100 RUB

            rule "Full tank"
              when purchase of fuel at nord-fuel
               and quantity >= 40 l
              then award 50 points
              limit once per member per day
            """;

    private static List<Diagnostic> next(String text) {
        Compilation before = RuleFiles.compile(PROGRAMME, List.of(new RuleSource("before.loyalty", RULES)));
        return RuleFiles.compile(PROGRAMME, List.of(new RuleSource("nord-fuel.loyalty", text)), TODAY, before)
                .diagnostics()
                .stream()
                .filter(each -> each.code() != Code.NO_SCENARIO)
                .toList();
    }

    @Test
    void what_counts_anew_under_a_new_name_is_told() throws IOException {
        List<Diagnostic> found = next(RULES.replace("\"Welcome\"", "\"Welcome, friends\"")
                .replace("\"Clean after the road\"", "\"Spring wash\"")
                .replace("then award 100 points\n  paid", "then award 120 points\n  paid")
                .replace("\"Base points\"", "\"For everybody\""));

        Golden.assertSame(
                Path.of("src/test/resources/org/loyaltyhub/rules/previous/renamed.txt"),
                found.stream().map(Diagnostic::render).collect(Collectors.joining("\n\n", "", "\n")));
    }

    @Test
    void what_is_new_or_gone_or_changed_under_its_name_is_no_news() {
        assertThat(next(RULES)).isEmpty();
        assertThat(next(RULES.replace("award 50 points", "award 60 points"))).isEmpty();
        assertThat(next(RULES.substring(0, RULES.indexOf("rule \"Full tank\""))))
                .isEmpty();
        assertThat(next(RULES + """
                rule "Coffee" when purchase of coffee at nord-fuel then award 5 points limit once per member ever
                """)).isEmpty();
        assertThat(next(RULES.replace("rule \"Full tank\"", "rule \"Large night fills\"")
                        .replace("quantity >= 40 l", "time in 22:00..05:59")
                        .replace("award 50 points", "award 7 points")))
                .isEmpty();
    }

    @Test
    void a_rule_may_move_to_another_file_of_its_owner() {
        int full = RULES.indexOf("rule \"Full tank\"");
        Compilation before = RuleFiles.compile(PROGRAMME, List.of(new RuleSource("before.loyalty", RULES)));

        Compilation now = RuleFiles.compile(
                PROGRAMME,
                List.of(
                        new RuleSource("a.loyalty", RULES.substring(0, full)),
                        new RuleSource("b.loyalty", "rulebook \"Tanks\"\nowner nord-fuel\n" + RULES.substring(full))),
                TODAY,
                before);

        assertThat(now.diagnostics()).extracting(Diagnostic::code).containsOnly(Code.NO_SCENARIO);
    }
}
