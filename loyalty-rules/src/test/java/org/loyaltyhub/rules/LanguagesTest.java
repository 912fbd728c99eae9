package org.loyaltyhub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeForTests;
import org.loyaltyhub.programme.ProgrammeReader;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.diagnostic.Diagnostic;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.source.Messages;
import org.loyaltyhub.rules.internal.source.SourceText;
import org.loyaltyhub.rules.internal.syntax.Parser;
import org.loyaltyhub.rules.internal.syntax.Printer;
import org.loyaltyhub.rules.internal.syntax.Words;

/** The same rules in other languages. */
class LanguagesTest {
    private static final Path TESTS = Path.of("src/test/resources/org/loyaltyhub/rules");

    private static Programme programmeOf(Path file) {
        Path programme = file.getParent().resolveSibling("programme.json");
        return Files.exists(programme)
                ? ProgrammeReader.read(programme).orElseThrow()
                : ProgrammeForTests.highwayClub();
    }

    /** The file said in another language. */
    private static String in(String language, String text) {
        Findings findings = new Findings(new SourceText("test.loyalty", text), Messages.ENGLISH);
        String said = new Printer(Words.of(language).orElseThrow()).book(Parser.parse(Words.ENGLISH, findings));
        assertThat(findings.toList()).isEmpty();
        return "language " + language + "\n" + said;
    }

    private static List<Diagnostic> check(String text) {
        return RuleFiles.compile(ProgrammeForTests.highwayClub(), List.of(new RuleSource("test.loyalty", text)))
                .diagnostics();
    }

    static List<Path> rightFiles() throws IOException {
        return FormattingTest.rightFiles().stream()
                .filter(file -> !file.toString().contains("russian"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rightFiles")
    void a_file_said_in_russian_means_the_same(Path file) throws IOException {
        String english = Files.readString(file);
        String russian = in("ru", english);

        assertThat(Meaning.wordless(programmeOf(file), russian))
                .isEqualTo(Meaning.wordless(programmeOf(file), english));
    }

    @ParameterizedTest
    @MethodSource("rightFiles")
    void a_russian_file_is_formatted_in_russian(Path file) throws IOException {
        String russian = in("ru", Files.readString(file));

        String once = RuleFiles.format(new RuleSource("test.loyalty", russian)).after();

        assertThat(once).startsWith("language ru\nправила ");
        assertThat(RuleFiles.format(new RuleSource("test.loyalty", once)).after())
                .isEqualTo(once);
        assertThat(Meaning.of(programmeOf(file), once)).isEqualTo(Meaning.of(programmeOf(file), russian));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nord-fuel", "whole-file", "whole-language", "for-everybody"})
    void the_canonical_russian_of_everything_reads_well(String file) throws IOException {
        String russian = in("ru", Files.readString(TESTS.resolve("right/" + file + ".loyalty")));

        Golden.assertSame(TESTS.resolve("russian/" + file + ".printed"), russian);
    }

    @Test
    void a_russian_file_written_by_hand_is_the_twin_of_the_english_one() throws IOException {
        Programme programme = ProgrammeForTests.highwayClub();
        String english = Files.readString(TESTS.resolve("russian/nord-fuel.en.loyalty"));
        String russian = Files.readString(TESTS.resolve("russian/nord-fuel.ru.loyalty"));

        assertThat(Meaning.wordless(programme, russian)).isEqualTo(Meaning.wordless(programme, english));
    }

    @Test
    void the_whole_file_of_the_language_has_a_russian_twin() throws IOException {
        Programme programme = ProgrammeForTests.highwayClub();
        String english = Files.readString(TESTS.resolve("right/whole-file.loyalty"));
        String russian = Files.readString(TESTS.resolve("russian/whole-file.loyalty"));

        assertThat(Meaning.wordless(programme, russian)).isEqualTo(Meaning.wordless(programme, english));
    }

    @Test
    void what_is_wrong_with_a_russian_file_is_said_in_russian() throws IOException {
        String text = Files.readString(TESTS.resolve("russian/wrong.loyalty"));

        String said = check(text).stream().map(Diagnostic::render).collect(Collectors.joining("\n\n", "", "\n"));

        Golden.assertSame(TESTS.resolve("russian/wrong.txt"), said);
    }

    @Test
    void no_mutation_of_a_russian_file_breaks_the_compiler_or_the_formatter() throws IOException {
        String text = Files.readString(TESTS.resolve("russian/whole-language.printed"));
        String[] words = text.split("(?<=\\s)", -1);
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            String[] mutated = words.clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                mutated[1 + random.nextInt(mutated.length - 1)] = words[random.nextInt(words.length)];
            }
            String file = String.join("", mutated);

            for (Diagnostic each : check(file)) {
                assertThat(each.line()).as("seed %s: %s", seed, each.render()).isPositive();
            }
            Formatting once = RuleFiles.format(new RuleSource("test.loyalty", file));
            Formatting twice = RuleFiles.format(new RuleSource("test.loyalty", once.after()));
            assertThat(twice.isChanged()).as("seed %s", seed).isFalse();
        }
    }

    @Test
    void a_programme_and_its_rules_may_be_russian_in_every_name() {
        Programme programme = ProgrammeReader.read("programme.json", """
                        {
                          "name": "Дорожный клуб", "currency": "RUB", "zone": "Europe/Moscow", "unknown": "enrol",
                          "points": {"name": "балл", "plural": "баллы", "decimals": 0, "value": "0.50"},
                          "identifiers": ["карта"],
                          "categories": [{"name": "топлива", "unit": "l"}, {"name": "мойки"}],
                          "tiers": ["обычный", "золотой"],
                          "partners": [{"id": "норд", "name": "Норд", "kinds": ["азс"], "issuePrice": "0.60"}]
                        }
                        """).orElseThrow();

        Compilation compilation = RuleFiles.compile(programme, List.of(new RuleSource("норд.loyalty", """
                        language ru
                        правила "Норд, весна 2026"
                        владелец норд

                        правило "Полный бак"
                          сказать "50 баллов, если залить 40 литров или больше"
                          когда покупка топлива на азс
                           и количество не менее 40 литров
                           и участника уровень = золотой
                          тогда начислить 50 баллов
                          лимит раз на участника за день

                        сценарий "Сорок литров"
                          дано участник уровень золотой
                          когда покупка топлива 40 л на 2000 RUB у норд на 2026-03-02 09:00
                          тогда 50 баллов по "Полный бак"
                           и ничего больше
                        """)));

        assertThat(compilation.diagnostics()).extracting(Diagnostic::render).isEmpty();
        assertThat(compilation.version().rules().get(0).conditions().get(0).text())
                .isEqualTo("количество >= 40 л");
    }

    @Test
    void an_unknown_language_is_told_in_english() {
        List<Diagnostic> found = check("language tlh\nrulebook \"A\"\nowner programme\n");

        assertThat(found).extracting(Diagnostic::code).containsExactly(Code.UNKNOWN_LANGUAGE);
        assertThat(found.get(0).message()).isEqualTo("there is no language `tlh`");
    }

    /** words_zz.properties and messages_zz.properties beside the tests are all there is to it. */
    @Test
    void a_third_language_is_one_table_of_words_and_one_of_messages() throws IOException {
        String text = """
                language zz
                bukku "A" dono nord-fuel
                rulu "B" venn purcha ov fuel et quantity >= 40 litru den givu 50 dots
                rulu "C" venn purcha ov feul den givu 1 dot
                """;
        String right = text.replace("feul", "coffee");

        assertThat(check(text))
                .filteredOn(Diagnostic::isError)
                .extracting(Diagnostic::message)
                .containsExactly("no kenu `feul`");
        assertThat(RuleFiles.format(new RuleSource("test.loyalty", right)).after())
                .isEqualTo("""
                language zz
                bukku "A"
                dono nord-fuel

                rulu "B"
                  venn purcha ov fuel
                   et quantity >= 40 litru
                  den givu 50 dots

                rulu "C"
                  venn purcha ov coffee
                  den givu 1 dot
                """);
        assertThat(Meaning.wordless(ProgrammeForTests.highwayClub(), right)).hasSize(2);
    }

    @Test
    void words_of_every_language_are_reserved() {
        assertThat(RuleFiles.reservedWords()).contains("purchase", "покупка", "баллов");
    }
}
