package org.loyaltyhub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Range;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeForTests;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Limit;
import org.loyaltyhub.rule.Payer;
import org.loyaltyhub.rule.Place;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.Stated;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.source.Messages;
import org.loyaltyhub.rules.internal.source.SourceText;
import org.loyaltyhub.rules.internal.syntax.Parser;
import org.loyaltyhub.rules.internal.syntax.Printer;
import org.loyaltyhub.rules.internal.syntax.Words;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.Rounding;

class RightFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/org/loyaltyhub/rules/right");
    private static final Place NOWHERE = new Place("", 1, 1);

    static List<Path> rightFiles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".loyalty"))
                    .sorted()
                    .toList();
        }
    }

    private static Compilation compile(Programme programme, String text) {
        Compilation compilation = RuleFiles.compile(programme, List.of(new RuleSource("test.loyalty", text)));
        assertThat(compilation.diagnostics()).noneMatch(each -> each.isError());
        return compilation;
    }

    private static String print(String text) {
        Findings findings = new Findings(new SourceText("test.loyalty", text), Messages.ENGLISH);
        String printed = new Printer(Words.ENGLISH).book(Parser.parse(Words.ENGLISH, findings));
        assertThat(findings.toList()).isEmpty();
        return printed;
    }

    /** The rule without the places where it stands. */
    private static Rule placeless(Rule rule) {
        return rule.with()
                .conditions(rule.conditions().stream()
                        .map(each -> new Stated(each.text(), each.condition(), NOWHERE))
                        .toList())
                .place(NOWHERE)
                .build();
    }

    private static List<Rule> rules(Compilation compilation) {
        return compilation.books().get(0).rules().rules().stream()
                .map(RightFilesTest::placeless)
                .toList();
    }

    private static Rule only(String rule) {
        return only(ProgrammeForTests.highwayClub(), rule);
    }

    private static Rule only(Programme programme, String rule) {
        String text = "rulebook \"Test\"\nowner nord-fuel\nrule \"Test\" " + rule;
        return compile(programme, text).books().get(0).rules().rules().get(0);
    }

    @ParameterizedTest
    @MethodSource("rightFiles")
    void what_is_printed_means_the_same_and_prints_the_same(Path file) throws IOException {
        String text = Files.readString(file);

        String printed = print(text);

        assertThat(print(printed)).isEqualTo(printed);
        assertThat(rules(compile(ProgrammeForTests.highwayClub(), printed)))
                .isEqualTo(rules(compile(ProgrammeForTests.highwayClub(), text)));
        Golden.assertSame(Path.of(file.toString().replace(".loyalty", ".printed")), printed);
    }

    @Test
    void the_four_rules_of_the_petrol_cards_stand_on_single_lines() {
        Compilation compilation = compile(ProgrammeForTests.petrolCards(), """
                rulebook "Petrol cards"
                owner programme
                rule "Base points"           when purchase of fuel                                     then award 1 point per full 10 CZK
                rule "Full tank"             when purchase of fuel and quantity >= 40 l                then award 50 points   limit once per member per day
                rule "Clean after the road"  when purchase of wash and purchase of fuel in last 3 days, unused then award 100 points
                rule "Two brands in a week"  when purchase and partners visited in last 7 days >= 2     then award 30 points   limit once per member per week
                """);

        assertThat(compilation.version().rules()).hasSize(4);
        assertThat(compilation.books().get(0).rules().owner()).isEqualTo(PartnerId.PROGRAMME);
        assertThat(compilation.version().rules().get(3).limits())
                .extracting(Limit::text)
                .containsExactly("once per member per week");
    }

    @Test
    void word_forms_of_comparisons_mean_the_signs() {
        Rule words = only("""
                when purchase of fuel and quantity is at least 40 l and amount less than 5000 RUB
                  and total is more than 5 RUB and lines at most 9 and day is saturday and month is not may
                  and site is in ("1", "2") and time is not in 10:00..12:00
                then award 5 points""");

        assertThat(words.conditions())
                .extracting(Stated::text)
                .containsExactly(
                        "quantity >= 40 l",
                        "amount < 5000 RUB",
                        "total > 5 RUB",
                        "lines <= 9",
                        "day = saturday",
                        "month != may",
                        "site in (\"1\", \"2\")",
                        "time not in 10:00..12:00");
    }

    @Test
    void ranges_that_wrap_around_come_as_two() {
        Rule rule = only("when purchase and day in friday..monday and time in 22:00..06:00 then award 5 points");

        assertThat(((Condition.Within) rule.conditions().get(0).condition()).ranges())
                .containsExactly(new Range(5, 7), new Range(1, 1));
        assertThat(((Condition.Within) rule.conditions().get(1).condition()).ranges())
                .containsExactly(new Range(1320, 1439), new Range(0, 360));
    }

    @Test
    void categories_that_do_not_earn_count_only_in_receipt_has() {
        Rule rule = only("when purchase of shop and receipt has tobacco and total > 5 RUB then award 5 points");
        Programme programme = ProgrammeForTests.highwayClub();
        int tobacco = programme.categoryIndex("tobacco");

        assertThat(rule.trigger().lines().categories().has(tobacco)).isFalse();
        assertThat(((Condition.ReceiptHas) rule.conditions().get(0).condition())
                        .categories()
                        .has(tobacco))
                .isTrue();
        Condition.Compare total = (Condition.Compare) rule.conditions().get(1).condition();
        assertThat(((Figure.Amount) total.left()).lines().categories().has(tobacco))
                .isFalse();
    }

    @Test
    void kinds_stand_for_their_partners() {
        Rule rule = only("when purchase at gas-station then award 5 points");

        assertThat(rule.trigger().partners().stream()).containsExactly(0, 1);
    }

    @Test
    void rates_are_exact() {
        Effect.AwardRate proportional = (Effect.AwardRate) only("when purchase of fuel then award 0.5 points per l")
                .effects()
                .get(0);
        Effect.AwardRate steps = (Effect.AwardRate) only("when purchase then award 3 points per full 100 RUB")
                .effects()
                .get(0);
        Effect.AwardRate percent = (Effect.AwardRate) only("when purchase then award 5% of amount up to 70 points")
                .effects()
                .get(0);

        assertThat(proportional.rate()).isEqualTo(new Ratio(1, 2_000_000));
        assertThat(proportional.step()).isEmpty();
        assertThat(steps.rate()).isEqualTo(new Ratio(3, 1));
        assertThat(steps.step()).contains(10_000L);
        assertThat(percent.rate().of(100_000, Rounding.DOWN))
                .as("5% of 1000 RUB at 0.50 RUB")
                .isEqualTo(100);
        assertThat(percent.cap()).contains(Points.ofUnits(70));
    }

    @Test
    void points_come_in_the_programmes_smallest_unit() {
        Rule rule = only(
                ProgrammeForTests.highwayClub(2),
                "when purchase then award 1.50 points limit 5 RUB per member per day");

        assertThat(((Effect.AwardFlat) rule.effects().get(0)).points()).isEqualTo(Points.ofUnits(150));
        assertThat(rule.limits().get(0).most()).as("5 RUB at 0.50 RUB a point").isEqualTo(1000);
    }

    @Test
    void payers_come_in_their_order_with_their_shares() {
        Rule rule = only("when purchase then award 5 points paid by aqua-wash 40%, own 60% limit once per day");

        assertThat(rule.payers())
                .containsExactly(
                        new Payer(java.util.Optional.of(new PartnerId("aqua-wash")), 2),
                        new Payer(java.util.Optional.of(new PartnerId("nord-fuel")), 3));
    }

    @Test
    void the_last_day_of_a_rule_is_in() {
        Rule rule = only("from 2026-03-01 until 2026-05-31 when purchase then award 5 points");

        assertThat(rule.validity().from()).isEqualTo("2026-03-01T00:00");
        assertThat(rule.validity().until()).isEqualTo("2026-06-01T00:00");
    }

    @Test
    void files_of_one_compilation_have_no_rule_and_no_rulebook_twice() {
        String first = "rulebook \"Spring\"\nowner nord-fuel\nrule \"A\" when purchase then award 5 points\n";
        String second = "rulebook \"Spring\"\nowner nord-fuel\nrule \"A\" when purchase then award 5 points\n";
        String third = "rulebook \"Other\"\nowner aqua-wash\nrule \"A\" when purchase then award 5 points\n";

        Compilation compilation = RuleFiles.compile(
                ProgrammeForTests.highwayClub(),
                List.of(
                        new RuleSource("b.loyalty", second),
                        new RuleSource("c.loyalty", third),
                        new RuleSource("a.loyalty", first)));

        assertThat(compilation.diagnostics())
                .filteredOn(each -> each.isError())
                .extracting(each -> each.code().key() + " " + each.file() + ":" + each.line() + " " + each.label())
                .containsExactly(
                        "duplicate-rulebook a.loyalty:1 said before at b.loyalty:1:10",
                        "duplicate-rule a.loyalty:3 said before at b.loyalty:3:1");
        assertThat(compilation.books()).isEmpty();
    }
}
