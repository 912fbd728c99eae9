package org.loyaltyhub.rules.drl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeForTests;
import org.loyaltyhub.rule.Effect;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.RuleBook;
import org.loyaltyhub.rules.Compilation;
import org.loyaltyhub.rules.Golden;
import org.loyaltyhub.rules.RuleFiles;
import org.loyaltyhub.rules.RuleSource;
import org.loyaltyhub.rules.generated.Choices;
import org.loyaltyhub.rules.generated.Judgements;
import org.loyaltyhub.rules.generated.Judgements.Judgement;
import org.loyaltyhub.rules.generated.RandomCoalition;
import org.loyaltyhub.rules.generated.RandomEvents;
import org.loyaltyhub.rules.generated.RandomEvents.Reported;
import org.loyaltyhub.rules.generated.RandomRules;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.RuleKey;

/**
 * The second opinion: the exported text, compiled by drools-mvel, gives the awards that the rules' own trees give. {@code
 * -Dloyalty.slow=true} tries ten times as many; {@code -Dloyalty.seed=N} only one.
 */
@Tag("slow")
class DrlExportTest {
    private static final long FIRST_SEED = 20_260_401;
    private static final int CASES = Boolean.getBoolean("loyalty.slow") ? 2_000 : 200;
    private static final Programme PROGRAMME = RandomCoalition.programme();

    private static RuleBook book(List<Rule> rules) {
        return new RuleBook("random", new PartnerId("partner-0"), rules, "random");
    }

    /** Those of the rules that can be exported. */
    private static List<Rule> exportable(List<Rule> rules) {
        return rules.stream()
                .filter(rule -> Expressible.reasonAgainst(rule).isEmpty())
                .toList();
    }

    @Test
    void the_exported_text_awards_what_the_trees_award() {
        Long only = Long.getLong("loyalty.seed");
        long first = only == null ? FIRST_SEED : only;
        long last = only == null ? FIRST_SEED + CASES : only + 1;
        int exported = 0;
        int held = 0;
        for (long seed = first; seed < last; seed++) {
            Choices choose = new Choices(seed);
            List<Rule> rules = exportable(new RandomRules(PROGRAMME, choose).rules(choose.between(1, 20)));
            List<Reported> events = new RandomEvents(PROGRAMME, choose).events(60, 3);
            List<RuleBook> books = List.of(book(rules));
            DrlExport export = DrlExport.of(PROGRAMME, books);

            List<List<Judgement>> expected = Judgements.fold(Version.plain(PROGRAMME, books), events);
            Version byDrl = Version.of(PROGRAMME, books, all -> new DrlMatcher(export, all));
            List<List<Judgement>> actual = Judgements.fold(byDrl, events);

            for (int i = 0; i < expected.size(); i++) {
                if (!expected.get(i).equals(actual.get(i))) {
                    fail("with -Dloyalty.seed=" + seed + " they differ on " + events.get(i) + "\ntrees: "
                            + expected.get(i) + "\nDRL:   " + actual.get(i) + "\n" + export.text());
                }
                held += expected.get(i).stream()
                        .mapToInt(each -> each.rules().size())
                        .sum();
            }
            exported += rules.size();
        }
        if (only == null) {
            assertThat(exported).isGreaterThan(2 * CASES);
            assertThat(held).isGreaterThan(10 * CASES);
        }
    }

    @Test
    void the_text_reads_as_drools_people_write_it() throws IOException {
        RuleSource source = new RuleSource("club.loyalty", """
                rulebook "Nord Fuel, spring 2026"
                owner nord-fuel
                rule "Base points"
                  tell "1 point for every full 100 roubles"
                  when purchase of everything except tobacco at nord-fuel
                  then award 1 point per full 100 RUB
                rule "Full tank"
                  from 2026-03-01 until 2026-05-31
                  when purchase of fuel at gas-station
                   and quantity >= 40 l
                   and day in (saturday, sunday)
                  then award 50 points
                  limit once per member per day
                rule "Washed before"
                  when purchase of fuel except diesel
                   and purchase of wash in last 7 days
                   and not count of purchases this month > 4
                  then award 7 points
                rule "Clean after the road"
                  when purchase of wash
                   and purchase of fuel in last 7 days, unused
                  then award 100 points
                """);
        Compilation compilation = RuleFiles.compile(ProgrammeForTests.highwayClub(), List.of(source));
        List<RuleBook> books = compilation.version().books();

        String text = DrlExport.of(compilation.programme(), books).text();

        Golden.assertSame(Path.of("src/test/resources/org/loyaltyhub/rules/drl/club.drl"), text);
        assertThat(DrlMatcher.session(text)).isNotNull();
    }

    @Test
    void names_that_try_to_be_code_stay_names() {
        Rule rule =
                exportable(new RandomRules(PROGRAMME, new Choices(3)).rules(20)).get(0);
        List<Rule> hostile = new ArrayList<>();
        for (String name : List.of(
                "\" when then System.exit(1); end //",
                "a\nrule b when then System.exit(1); end",
                "\\u0022 when then end",
                "*/ end /*",
                "a\u2028b",
                "a\u202eb")) {
            hostile.add(renamed(rule, name));
        }

        DrlExport export = DrlExport.of(PROGRAMME, List.of(book(hostile)));

        assertThat(export.rules().values())
                .containsExactlyInAnyOrderElementsOf(
                        hostile.stream().map(Rule::key).toList());
        assertThat(export.text().lines().filter(line -> line.startsWith("rule ")))
                .hasSize(hostile.size());
        assertThat(export.text()).doesNotContain("\\", "\u2028", "\u202e");
        assertThat(DrlMatcher.session(export.text())
                        .getKieBase()
                        .getKiePackage("org.loyaltyhub.exported")
                        .getRules())
                .hasSize(hostile.size());
    }

    private static Rule renamed(Rule rule, String name) {
        return rule.with()
                .key(new RuleKey(rule.key().owner(), name))
                .tell(Optional.of(name))
                .when(rule.trigger(), name)
                .effects(List.of(new Effect.Message(name, name)))
                .limits(List.of())
                .group(Optional.empty(), 0)
                .hold(Optional.empty())
                .expiry(Optional.empty())
                .build();
    }

    @Test
    void every_rule_is_in_the_text_or_left_out_with_its_reason() {
        List<Rule> rules = new RandomRules(PROGRAMME, new Choices(1)).rules(300);

        DrlExport export = DrlExport.of(PROGRAMME, List.of(book(rules)));

        List<Object> told = new ArrayList<>(export.rules().values());
        Set<String> reasons = new TreeSet<>();
        for (DrlExport.LeftOut each : export.leftOut()) {
            told.add(each.rule());
            reasons.addAll(List.of(each.reason().split("; ")));
        }
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        rules.stream().map(Rule::key).toList());
        assertThat(reasons)
                .contains(
                        "it is about no purchase",
                        "lines are filtered one by one",
                        "what is unused is between the rule and its member",
                        "what gives only once is kept with the member");
        assertThat(export.leftOut())
                .allSatisfy(each -> assertThat(export.text())
                        .contains("// left out: " + each.rule().name()));
    }

    @Test
    void the_same_books_give_the_same_text() {
        List<RuleBook> books = List.of(book(new RandomRules(PROGRAMME, new Choices(2)).rules(50)));

        assertThat(DrlExport.of(PROGRAMME, books).text())
                .isEqualTo(DrlExport.of(PROGRAMME, books).text());
    }
}
