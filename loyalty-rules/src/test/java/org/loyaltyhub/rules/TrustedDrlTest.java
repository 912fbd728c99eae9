package org.loyaltyhub.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Activity;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.explanation.Explanation;
import org.loyaltyhub.hub.Hub;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeForTests;
import org.loyaltyhub.rules.diagnostic.Diagnostic;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.RuleKey;
import org.loyaltyhub.value.Unit;

/** Rules of the operator's own, in DRL, beside the rule books of one hub. */
class TrustedDrlTest {
    private static final Programme PROGRAMME = ProgrammeForTests.highwayClub();
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final String HEAD = """
            package operator
            import org.loyaltyhub.rules.drl.Receipt
            import org.loyaltyhub.rules.drl.ReceiptLine
            global org.loyaltyhub.rules.drl.Awards awards
            """;

    /** A join and an accumulate: what the rule language cannot say. */
    private static final String BASKET = HEAD + """
            dialect "mvel"
            rule "Two coffees of one kind"
            when
              $one : ReceiptLine(categories contains "coffee", $sku : sku)
              $other : ReceiptLine(categories contains "coffee", sku == $sku, number > $one.number)
            then
              awards.award("Coffee for two", 30, "30 points for two coffees of one kind");
            end
            rule "Half of the whole"
            when
              $receipt : Receipt(partner == "nord-fuel", amount("fuel") > 0)
              Number(longValue > ($receipt.amount("everything") / 2)) from accumulate(
                  ReceiptLine(categories contains "shop", $amount : amount), sum($amount))
            then
              awards.award("Shopper", 7, "");
            end
            """;

    private static final String BOOK = """
            rulebook "Nord Fuel"
            owner nord-fuel
            rule "Base points"
              when purchase of everything at nord-fuel
              then award 1 point per full 100 RUB
            """;

    private static final String DOUBLE = """
            rulebook "The programme"
            owner programme
            rule "Double"
              when purchase of everything
              then multiply points by 2
              limit 500 points per member per month
            """;

    private static TrustedDrl drl(String text) {
        return TrustedDrl.of(List.of(new RuleSource("basket.drl", text))).orElseThrow();
    }

    private static List<Problem> problems(String... texts) {
        List<RuleSource> sources = IntStream.range(0, texts.length)
                .mapToObj(i -> new RuleSource("file-" + i + ".drl", texts[i]))
                .toList();
        return TrustedDrl.of(sources).problems();
    }

    private static Version books(String... texts) {
        List<RuleSource> sources = IntStream.range(0, texts.length)
                .mapToObj(i -> new RuleSource("book-" + i + ".loyalty", texts[i]))
                .toList();
        return RuleFiles.compile(PROGRAMME, sources).orElseThrow().version();
    }

    private static Hub hub(Version version) {
        return Hub.builder()
                .version(version)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .build();
    }

    private static Line line(String category, Unit unit, String roubles) {
        return new Line(
                category, Optional.of(category + "-1"), Quantity.of("1", unit), Money.of(roubles, "RUB"), Map.of());
    }

    private static Line coffee(String roubles) {
        return line("coffee", Unit.PIECE, roubles);
    }

    private static Line diesel(String roubles) {
        return line("diesel", Unit.LITRE, roubles);
    }

    private static Purchase purchase(String id, Line... lines) {
        return new Purchase(
                new EventKey(new PartnerId("nord-fuel"), id),
                NOW,
                List.of(new Identifier("card", "1")),
                List.of(lines),
                Money.of("0", "RUB"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    private static Decision decision(Hub hub, Purchase purchase) {
        return ((Accepted) hub.partner("nord-fuel").submit(purchase)).receipt().decision();
    }

    /** Points by the names of the rules, in the order decided. */
    private static List<String> given(Hub hub, Purchase purchase) {
        return decision(hub, purchase).rules().stream()
                .map(each -> each.rule().key() + " " + each.granted())
                .toList();
    }

    @Test
    void joined_and_accumulated_lines_give_points_beside_a_rule_book() {
        Hub hub = hub(books(BOOK).withTrusted(drl(BASKET)));

        assertThat(given(hub, purchase("a", diesel("100"), coffee("200"), coffee("250"))))
                .containsExactly(
                        "nord-fuel \"Base points\" 5", "programme \"Coffee for two\" 30", "programme \"Shopper\" 7");
        assertThat(given(hub, purchase("b", diesel("1000"), coffee("200"))))
                .containsExactly("nord-fuel \"Base points\" 12");
        assertThat(given(hub, purchase("c", coffee("200"), coffee("-200"))))
                .as("a rule whose receipt does not match leaves the others alone")
                .contains("programme \"Coffee for two\" 30");
    }

    @Test
    void a_multiplier_of_the_programme_counts_what_trusted_rules_gave() {
        Hub hub = hub(books(BOOK, DOUBLE).withTrusted(drl(BASKET)));

        assertThat(given(hub, purchase("a", diesel("100"), coffee("200"), coffee("250"))))
                .contains("programme \"Double\" " + (5 + 30 + 7));
    }

    @Test
    void decision_entry_and_explanation_name_the_rule_and_its_file() {
        Version version = books(BOOK).withTrusted(drl(BASKET));
        Hub hub = hub(version);

        Decision decision = decision(hub, purchase("a", coffee("200"), coffee("250")));

        RuleKey coffee = new RuleKey(PartnerId.PROGRAMME, "Coffee for two");
        assertThat(decision.version()).isEqualTo(version.id());
        assertThat(decision.entries()).extracting(Entry::note).contains(coffee.toString());
        assertThat(hub.operator().balance(new Account(Account.Kind.ISSUED, "programme")))
                .isEqualTo(-30);
        List<Explanation> explained =
                hub.operator().explain(decision.event().key()).orElseThrow();
        assertThat(explained)
                .filteredOn(each -> each.rule().equals(coffee))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.place()).hasToString("basket.drl:6:1");
                    assertThat(each.text()).contains("gave 30 points", "paid by programme 30 points");
                });
        assertThat(hub.partner("nord-fuel")
                        .quote(purchase("q", coffee("200"), coffee("250")))
                        .orElseThrow()
                        .points())
                .isEqualTo(Points.ofUnits(4 + 30));
    }

    @Test
    void only_purchases_are_shown_to_trusted_rules() {
        Hub hub = hub(books(BOOK).withTrusted(drl(HEAD + giving("awards.award(\"Always\", 1, \"\");"))));
        Activity activity = new Activity(
                new EventKey(new PartnerId("nord-fuel"), "x"),
                NOW,
                List.of(new Identifier("card", "1")),
                "referral",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());

        Accepted accepted = (Accepted) hub.partner("nord-fuel").submit(activity);

        assertThat(accepted.receipt().decision().rules()).isEmpty();
        assertThat(given(hub, purchase("a", diesel("10")))).contains("programme \"Always\" 1");
    }

    @Test
    void the_version_is_another_if_the_text_is_another() {
        Version books = books(BOOK);
        String id = books.withTrusted(drl(BASKET)).id();

        assertThat(id).isNotEqualTo(books.id());
        assertThat(books.withTrusted(drl(BASKET)).id()).isEqualTo(id);
        assertThat(books.withTrusted(drl(BASKET + "\n// reviewed")).id()).isNotEqualTo(id);
        assertThat(books.withTrusted(drl(BASKET)).plain().id()).isEqualTo(id);
    }

    @Test
    void what_does_not_compile_is_a_problem_with_its_file_and_line() {
        assertThat(problems(BASKET, "package b\nrule \"x\"\nwhen\n  String(\nthen\nend\n"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.place()).startsWith("file-1.drl"))
                .anySatisfy(each -> assertThat(each.place()).matches("file-1\\.drl:[456]"));
        assertThat(problems(HEAD + giving("int x = nonsense(;")))
                .extracting(Problem::code)
                .contains("drl-error");
        assertThat(problems(HEAD + "rule r when Recept() then end")).isNotEmpty();
        assertThat(problems("\0\u0001")).isNotEmpty();
        assertThat(problems()).extracting(Problem::code).containsExactly("no-awards");
        assertThat(problems("rule r when then end")).extracting(Problem::code).containsExactly("no-awards");
        assertThat(problems(BASKET, "package b\nglobal java.util.List list\nrule r when then end"))
                .extracting(Problem::code)
                .containsExactly("unknown-global");
        assertThat(problems(BASKET, BASKET)).extracting(Problem::code).contains("duplicate-rule");
    }

    private static String giving(String consequence) {
        return "rule \"Careless\"\nwhen\n  $receipt : Receipt()\nthen\n  " + consequence + "\nend\n";
    }

    @Test
    void a_consequence_that_throws_is_named_and_the_next_event_is_judged_as_if_nothing_had_been() {
        Hub hub = hub(books(BOOK)
                .withTrusted(drl(HEAD
                        + giving("if ($receipt.has(\"wash\")) { throw new IllegalStateException(\"no wash\"); }"
                                + " awards.award(\"Careless\", 1, \"\");")
                        + BASKET.substring(HEAD.length()).replace("dialect \"mvel\"\n", ""))));
        Purchase broken = purchase("a", line("wash", Unit.PIECE, "300"), coffee("200"), coffee("200"));

        assertThatThrownBy(() -> hub.partner("nord-fuel").submit(broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("trusted rule \"Careless\" of basket.drl:5:1 failed")
                .hasMessageContaining("no wash");
        assertThat(hub.operator().journal()).isEmpty();
        assertThat(given(hub, purchase("b", diesel("1000"))))
                .containsExactly("nord-fuel \"Base points\" 10", "programme \"Careless\" 1");
    }

    @Test
    void an_award_below_zero_a_name_twice_and_a_name_of_a_rule_book_are_refused_and_zero_is_nothing() {
        assertRefused("awards.award(\"Debt\", -1, \"\");", "below zero");
        assertRefused("awards.award(\" \", 1, \"\");", "without a name");
        assertRefused("awards.award(\"A\", 1, \"\"); awards.award(\"A\", 1, \"\");", "awards twice");
        assertRefused("awards.award(\"Double\", 1, \"\");", "rename one of them");
        assertRefused("insert(new String(\"more\")); insert($receipt); update($receipt);", "did not end");

        Hub hub = hub(books(BOOK, DOUBLE).withTrusted(drl(HEAD + giving("awards.award(\"A\", 0, \"\");"))));
        assertThat(given(hub, purchase("a", diesel("100")))).noneMatch(each -> each.startsWith("programme \"A\""));
    }

    @Test
    void a_condition_that_throws_is_named_too() {
        Hub hub = hub(
                books(BOOK)
                        .withTrusted(
                                drl(
                                        HEAD
                                                + "rule \"Divider\" when Receipt(lines.get(1).amount > 0) then awards.award(\"A\", 1, \"\"); end")));

        assertThatThrownBy(() -> hub.partner("nord-fuel").submit(purchase("a", diesel("100"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a condition of a trusted rule failed")
                .hasMessageContaining("Divider");
        assertThat(given(hub, purchase("b", diesel("100"), diesel("100")))).hasSize(2);
    }

    private static void assertRefused(String consequence, String because) {
        Hub hub = hub(books(BOOK, DOUBLE).withTrusted(drl(HEAD + giving(consequence))));
        assertThatThrownBy(() -> hub.partner("nord-fuel").submit(purchase("a", diesel("100"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(because);
        assertThat(hub.operator().journal()).isEmpty();
    }

    @Test
    void a_rules_folder_never_takes_drl(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("book.loyalty"), BOOK);
        Files.writeString(folder.resolve("basket.drl"), BASKET);

        Compilation compilation = RuleFiles.compile(PROGRAMME, folder).orElseThrow();

        assertThat(compilation.books()).extracting(CompiledBook::file).allMatch(file -> file.endsWith("book.loyalty"));
        assertThat(compilation.version().trusted()).isEmpty();
        assertThat(RuleFiles.compile(PROGRAMME, folder.resolve("basket.drl")).diagnostics())
                .as("named outright it is read as a rule file, and refused as one")
                .anyMatch(Diagnostic::isError);
        assertThat(TrustedDrl.read(folder).orElseThrow().digest())
                .isEqualTo(drl(BASKET).digest());
        assertThat(TrustedDrl.read(folder.resolve("none")).problems())
                .extracting(Problem::place)
                .containsExactly(folder.resolve("none").toString());
    }
}
