package org.loyaltyhub.rules.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeForTests;
import org.loyaltyhub.programme.ProgrammeReader;
import org.loyaltyhub.rules.Compilation;
import org.loyaltyhub.rules.RuleFiles;
import org.loyaltyhub.rules.RuleSource;
import org.loyaltyhub.rules.diagnostic.Code;

class WorstCaseTest {
    private static final Programme PROGRAMME = ProgrammeForTests.highwayClub();

    private static Compilation compile(String rule) {
        String text = "rulebook \"Test\"\nowner nord-fuel\nrule \"Base points\" when purchase then award 1 point\n"
                + "rule \"Test\" " + rule;
        return RuleFiles.compile(PROGRAMME, List.of(new RuleSource("rules/test.loyalty", text)));
    }

    private static List<String> worst(String rule) {
        return compile(rule).orElseThrow().books().get(0).worstCases().get(1).text(PROGRAMME);
    }

    @Test
    void a_limit_in_times_bounds_what_a_fixed_award_comes_to() {
        assertThat(worst("when purchase then award 100 points limit 4 times per member per month"))
                .containsExactly("at most 400 points per member per day, 400 points per member per month");
        assertThat(worst("when purchase then award 50 points limit once per member per day"))
                .containsExactly("at most 50 points per member per day, 1550 points per member per month");
        assertThat(worst("when purchase then award 50 points limit once per member per week"))
                .containsExactly("at most 50 points per member per day, 300 points per member per month");
    }

    @Test
    void the_tightest_limit_counts_whoever_uses_it_up() {
        assertThat(
                        worst(
                                "when purchase then award 50 points limit 10 times per member per day limit 300 points per month"))
                .containsExactly("at most 300 points per member per day, 300 points per member per month");
        assertThat(worst(
                        "when purchase then award 50 points and award 10 points limit 45 points per member per purchase"
                                + " limit 2 times per member ever"))
                .containsExactly("at most 90 points per member per day, 90 points per member per month");
    }

    @Test
    void what_happens_once_needs_no_limit() {
        assertThat(worst("when birthday then award 500 points"))
                .containsExactly("at most 500 points per member per day, 500 points per member per month");
        assertThat(worst("when purchase and first purchase then award 500 points"))
                .containsExactly("at most 500 points per member per day, 500 points per member per month");
        assertThat(worst("when end of day then award 5 points"))
                .containsExactly("at most 5 points per member per day, 155 points per member per month");
    }

    @Test
    void awards_in_proportion_are_a_share_of_what_is_bought() {
        assertThat(worst("when purchase then award 1 point per full 100 RUB"))
                .containsExactly("points worth 0.5% of what is bought");
        assertThat(worst("when purchase then award 5% of amount")).containsExactly("points worth 5% of what is bought");
        assertThat(worst("when purchase then award 1 point per 100 RUB up to 300 RUB, 3 points per 100 RUB above"))
                .containsExactly("points worth 1.5% of what is bought");
        assertThat(worst("when purchase then award 5% of amount up to 70 points"))
                .containsExactly("at most 70 points each time, any number of times");
        assertThat(worst("when purchase of fuel then award 1 point per l up to 60 l"))
                .containsExactly("at most 60 points each time, any number of times");
        assertThat(worst("when purchase of fuel then award 1 point per l"))
                .containsExactly("points without a bound of their own");
    }

    @Test
    void a_multiplier_is_bounded_by_its_limit_alone() {
        assertThat(worst("when purchase then multiply points by 2"))
                .containsExactly("points without a bound of their own");
        assertThat(worst("when purchase then multiply points by 2 limit 100 points per member per day"))
                .containsExactly("at most 100 points per member per day, 3100 points per member per month");
    }

    @Test
    void discounts_and_vouchers_are_money() {
        assertThat(worst("when purchase at nord-fuel then take 10 RUB off limit 40 RUB per member per month"))
                .containsExactly("at most 40.00 RUB per member per day, 40.00 RUB per member per month");
        assertThat(worst("when purchase at nord-fuel then take 5% off")).containsExactly("5% of what is bought");
        assertThat(worst("when purchase then give voucher \"WASH-20\" for 50 RUB off wash at aqua-wash, valid 7 days"
                        + " and award 5 points limit once per member per month"))
                .containsExactly(
                        "at most 5 points per member per day, 5 points per member per month",
                        "at most 50.00 RUB per member per day, 50.00 RUB per member per month");
    }

    @Test
    void budgets_that_stop_bound_a_rule_whose_payers_all_have_one() {
        Programme programme = ProgrammeReader.read("club.json", """
                {"name": "Club", "currency": "RUB", "points": {"name": "point", "value": "0.50"},
                 "zone": "Europe/Moscow", "identifiers": ["card"], "categories": [{"name": "fuel"}],
                 "partners": [{"id": "nord-fuel"}, {"id": "aqua-wash", "issuePrice": "0.60"}, {"id": "grip"}],
                 "agreements": [
                   {"payer": "aqua-wash", "rulesOf": "nord-fuel", "budget": "100", "per": "month", "then": "stop"},
                   {"payer": "programme", "rulesOf": "nord-fuel", "budget": "100", "then": "stop"},
                   {"payer": "grip", "rulesOf": "nord-fuel", "budget": "100", "then": "others"}]}""").orElseThrow();
        Compilation compilation = RuleFiles.compile(programme, List.of(new RuleSource("rules/test.loyalty", """
                        rulebook "Test"
                        owner nord-fuel
                        rule "One" when purchase then award 9 points paid by aqua-wash
                        rule "Two" when purchase then award 900 points paid by aqua-wash 1 part, programme 1 part
                        rule "Own" when purchase then award 9 points paid by aqua-wash 1 part, own 1 part
                        rule "Others" when purchase then award 9 points paid by grip
                        rule "Fee" when purchase then pay reporter 2 RUB paid by aqua-wash
                        """)));

        assertThat(compilation.orElseThrow().books().get(0).worstCases())
                .extracting(each -> each.text(programme).get(0))
                .containsExactly(
                        "at most 166 points per member per day, 166 points per member per month",
                        "at most 366 points per member per day, 366 points per member per month",
                        "at most 9 points each time, any number of times",
                        "at most 9 points each time, any number of times",
                        "at most 100.00 RUB per member per day, 100.00 RUB per member per month");
        assertThat(compilation.diagnostics())
                .as("all that others pay has its bound")
                .extracting(each -> each.code())
                .doesNotContain(Code.FLAT_WITHOUT_LIMIT);
    }

    @Test
    void what_costs_nothing_says_nothing() {
        assertThat(worst("when purchase then message \"Hello\"")).isEmpty();
    }

    @Test
    void who_wants_the_rules_or_nothing_gets_every_diagnostic_with_its_place() {
        assertThatThrownBy(() -> compile("when purchase and amout > 5 RUB then award 5 points and award 0 points")
                        .orElseThrow())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--> rules/test.loyalty:4:31")
                .hasMessageContaining("did you mean `amount`?")
                .hasMessageContaining("`award 0 points` gives nothing");
    }
}
