package org.loyaltyhub.rules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.programme.ProgrammeForTests;
import org.loyaltyhub.rules.Compilation;
import org.loyaltyhub.rules.CompiledBook;
import org.loyaltyhub.rules.Golden;
import org.loyaltyhub.rules.RuleFiles;
import org.loyaltyhub.rules.RuleSource;

class ScenarioRunnerTest {
    private static final Path RIGHT = Path.of("src/test/resources/org/loyaltyhub/rules/right");
    private static final String RULES = """
            rulebook "Test"
            owner nord-fuel
            rule "Base points" when purchase of fuel then award 1 point per full 100 RUB
            rule "Full tank" when purchase of fuel and quantity >= 40 l then award 50 points
              limit once per member per day
              limit 80 points in total
            rule "Clean after the road" when purchase of wash and purchase of fuel in last 7 days, unused
              then award 100 points
            rule "Gold" when purchase and member tier = gold and member for >= 1 year then award 7 points
            """;

    private static List<ScenarioResult> run(String scenarios) {
        RuleSource source = new RuleSource("test.loyalty", RULES + scenarios);
        Compilation compilation = RuleFiles.compile(ProgrammeForTests.highwayClub(), List.of(source));
        assertThat(compilation.diagnostics()).noneMatch(each -> each.isError());
        return run(compilation);
    }

    private static List<ScenarioResult> run(Compilation compilation) {
        CompiledBook book = compilation.books().get(0);
        ScenarioRunner runner = new ScenarioRunner(compilation.version(book));
        return book.scenarios().stream().map(runner::run).toList();
    }

    @Test
    void the_scenarios_of_the_languages_own_example_pass() {
        Compilation compilation =
                RuleFiles.compile(ProgrammeForTests.highwayClub(), RIGHT.resolve("nord-fuel.loyalty"));

        List<ScenarioResult> results = run(compilation);

        assertThat(results)
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.differences()).isEmpty());
        assertThat(compilation.books().get(0).uncovered())
                .extracting(rule -> rule.name())
                .containsExactly("Season change", "Premium at night", "Everything that is counted", "Welcome");
    }

    @Test
    void given_events_use_limits_and_purchases_but_their_awards_are_not_compared() {
        List<ScenarioResult> results = run("""
                scenario "The second tank of a day"
                  given purchase of fuel 45 l for 2500 RUB on 2026-03-02 09:00
                  when purchase of fuel 45 l for 2500 RUB on 2026-03-02 19:00
                  then 25 points from "Base points" and no points from "Full tank" and nothing else
                scenario "One wash for one tank"
                  given purchase of fuel 10 l for 500 RUB on 2026-03-02
                    and purchase of wash for 700 RUB at aqua-wash on 2026-03-03
                  when purchase of wash for 700 RUB at aqua-wash on 2026-03-04
                  then nothing
                scenario "What is left of a total"
                  given purchase of fuel 45 l for 10 RUB on 2026-03-02
                  when purchase of fuel 45 l for 10 RUB on 2026-03-03
                  then 30 points from "Full tank" and balance 80 points and nothing else
                scenario "Events under test count together"
                  when purchase of fuel 10 l for 500 RUB on 2026-03-02
                   and purchase of fuel 10 l for 700 RUB on 2026-03-03
                  then 12 points from "Base points" and nothing else
                scenario "A member of old"
                  given member tier gold, enrolled 2024-12-31
                  when purchase of coffee 2 for 300 RUB on 2026-01-01
                  then 7 points from "Gold" and nothing else
                scenario "A new member"
                  given member tier gold, enrolled 2025-12-31
                  when purchase of coffee 2 for 300 RUB on 2026-01-01
                  then nothing
                """);

        assertThat(results)
                .hasSize(6)
                .allSatisfy(each -> assertThat(each.differences())
                        .as(each.scenario().name())
                        .isEmpty());
    }

    @Test
    void what_comes_back_takes_its_points_with_it_and_points_can_be_spent() {
        List<ScenarioResult> results = run("""
                scenario "All came back"
                  when purchase of fuel 45 l for 2500 RUB on 2026-03-02
                   and refund of that purchase on 2026-03-05
                  then no points from "Base points" and balance 0 points and nothing else
                scenario "Twenty litres came back"
                  when purchase of fuel 45 l for 2250 RUB on 2026-03-02
                   and refund of fuel 20 l from that purchase
                  then 12 points from "Base points" and nothing else
                scenario "The coffee came back, the fuel did not"
                  given purchase of diesel 10 l for 500 RUB, coffee 1 piece for 100 RUB on 2026-03-02
                  when refund of coffee from that purchase
                  then balance 5 points and nothing else
                scenario "Diesel is fuel, and that purchase is the newest"
                  given purchase of diesel 10 l for 500 RUB on 2026-03-02
                  given purchase of diesel 20 l for 1000 RUB on 2026-03-03
                  when refund of fuel from that purchase
                  then balance 5 points and nothing else
                scenario "A part of the price came back"
                  given purchase of diesel 10 l for 500 RUB on 2026-03-02
                  when refund of diesel for 150 RUB from that purchase
                  then balance 3 points
                scenario "The wash came back"
                  given purchase of fuel 10 l for 500 RUB on 2026-03-02
                  when purchase of wash for 700 RUB at aqua-wash on 2026-03-03
                   and refund of wash from that purchase on 2026-03-04
                  then nothing
                scenario "What is spent is owed"
                  given purchase of diesel 10 l for 500 RUB on 2026-03-02
                  given redemption of 3 points on 2026-03-03
                  given refund of that purchase
                  when purchase of diesel 10 l for 800 RUB on 2026-03-05
                  then 8 points from "Base points" and balance 5 points
                """);

        assertThat(results)
                .hasSize(7)
                .allSatisfy(each -> assertThat(each.differences())
                        .as(each.scenario().name())
                        .isEmpty());
    }

    @Test
    void a_scenario_in_which_something_impossible_happens_fails_and_says_why() {
        List<ScenarioResult> results = run("""
                scenario "Too few points"
                  given purchase of diesel 10 l for 500 RUB on 2026-03-02
                  when redemption of 300 points
                  then balance 5 points
                scenario "Twice"
                  given purchase of diesel 10 l for 500 RUB on 2026-03-02
                  given refund of that purchase
                  given refund of that purchase
                  when purchase of diesel 10 l for 500 RUB on 2026-03-02
                  then balance 5 points
                """);

        assertThat(results.get(0).differences())
                .extracting(each -> each.expected() + ": " + each.actual())
                .containsExactly("redemption: refused: 300 points asked, 5 points available");
        assertThat(results.get(1).differences())
                .extracting(each -> each.expected() + ": " + each.actual())
                .containsExactly("refund: refused: purchase 1 has nothing left of what is to come back");
    }

    @Test
    void every_difference_says_what_was_expected_what_came_and_why() throws Exception {
        List<ScenarioResult> results = run("""
                scenario "Wrong hopes"
                  given purchase of fuel 30 l for 1500 RUB on 2026-03-02
                  when purchase of fuel 30 l for 1500 RUB on 2026-03-03
                  then 20 points from "Base points"
                   and 50 points from "Full tank"
                   and balance 5 points
                scenario "Nothing hoped for"
                  when purchase of fuel 50 l for 1500 RUB on 2026-03-03
                  then no points from "Base points"
                   and nothing else
                scenario "Nothing at all"
                  when purchase of fuel 30 l for 1500 RUB on 2026-03-03
                  then nothing
                scenario "Another payer"
                  when purchase of fuel 30 l for 1500 RUB on 2026-03-03
                  then 14 points from "Base points" paid by own
                   and 1 point from "Base points" paid by programme
                   and nothing else
                """);

        StringBuilder text = new StringBuilder();
        for (ScenarioResult result : results) {
            assertThat(result.passed()).isFalse();
            text.append(result.scenario().name()).append('\n');
            for (ScenarioResult.Difference difference : result.differences()) {
                text.append("expected ").append(difference.expected());
                text.append(", got ").append(difference.actual()).append('\n');
                difference.explanation().forEach(each -> text.append(each).append('\n'));
            }
            text.append('\n');
        }
        Golden.assertSame(Path.of("src/test/resources/org/loyaltyhub/rules/scenario/differences.txt"), text.toString());
    }
}
