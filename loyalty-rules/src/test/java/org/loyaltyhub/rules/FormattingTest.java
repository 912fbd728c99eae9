package org.loyaltyhub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeForTests;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.diagnostic.Diagnostic;

class FormattingTest {
    private static final Path TESTS = Path.of("src/test/resources/org/loyaltyhub/rules");
    private static final Path EXAMPLES = Path.of("../examples");
    private static final Path SEMANTICS = Path.of("../docs/rules/semantics/rules");

    /** Every rule file of the project that is right. */
    static List<Path> rightFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : List.of(TESTS.resolve("right"), TESTS.resolve("format"), EXAMPLES, SEMANTICS)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(file -> file.toString().endsWith(".loyalty"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static Formatting format(String text) {
        return RuleFiles.format(new RuleSource("test.loyalty", text));
    }

    private static String formatted(String text) {
        Formatting formatting = format(text);
        assertThat(formatting.diagnostics()).isEmpty();
        return formatting.after();
    }

    @ParameterizedTest
    @MethodSource("rightFiles")
    void what_was_formatted_stays_as_it_is(Path file) throws IOException {
        String once = formatted(Files.readString(file));

        assertThat(formatted(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("rightFiles")
    void no_comment_is_lost_and_none_is_added(Path file) throws IOException {
        String text = Files.readString(file);

        assertThat(comments(formatted(text))).containsExactlyInAnyOrderElementsOf(comments(text));
    }

    @Test
    void formatting_changes_no_meaning() throws IOException {
        for (Path file : rightFiles()) {
            assertSameMeaning(programmeOf(file), Files.readString(file), file.toString());
        }
    }

    @Test
    void what_a_rule_asks_and_gives_is_part_of_what_is_compared() throws IOException {
        Path file = TESTS.resolve("right/nord-fuel.loyalty");
        String text = Files.readString(file);

        assertThat(Meaning.of(programmeOf(file), text.replace("10 l..20 l", "10 l..21 l")))
                .isNotEqualTo(Meaning.of(programmeOf(file), text));
        assertThat(Meaning.wordless(programmeOf(file), text.replace("award 50 points", "award 51 points")))
                .isNotEqualTo(Meaning.wordless(programmeOf(file), text));
    }

    @Test
    void line_breaks_and_comments_anywhere_change_no_meaning_and_settle_at_once() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Path> files = rightFiles();
            Path file = files.get(random.nextInt(files.size()));
            String shaken = shaken(Files.readString(file), random);

            String once = formatted(shaken);

            assertThat(formatted(once)).as("seed %s, %s", seed, file).isEqualTo(once);
            assertThat(comments(once)).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(comments(shaken));
            assertSameMeaning(programmeOf(file), shaken, "seed " + seed);
        }
    }

    @Test
    void an_untidy_file_becomes_tidy_and_keeps_every_comment_in_its_place() throws IOException {
        Path file = TESTS.resolve("format/untidy.loyalty");

        Golden.assertSame(TESTS.resolve("format/untidy.formatted"), formatted(Files.readString(file)));
    }

    @Test
    void lines_of_windows_become_plain_lines() {
        String text =
                "rulebook \"A\"\r\nowner programme\r\n\r\nrule \"B\" # why\r\n  when purchase\r\n  then award 5 points\r\n";

        assertThat(formatted(text)).isEqualTo("""
                rulebook "A"
                owner programme

                rule "B"  # why
                  when purchase
                  then award 5 points
                """);
    }

    @Test
    void a_file_that_cannot_be_read_as_rules_stays_as_it_is() {
        String text = "rulebook \"A\"\nowner programme\nrule \"B\" when purchase the award 5 points\n";

        Formatting formatting = format(text);

        assertThat(formatting.hasErrors()).isTrue();
        assertThat(formatting.isChanged()).isFalse();
        assertThat(formatting.diagnostics()).extracting(Diagnostic::code).contains(Code.UNEXPECTED);
    }

    @Test
    void names_need_not_be_known() {
        assertThat(formatted("rulebook \"A\" owner nobody rule \"B\" when purchase of air then award 5 points"))
                .contains("  when purchase of air\n");
    }

    @Test
    void a_folder_is_formatted_file_by_file_and_what_cannot_be_read_is_said() {
        List<Formatting> all = RuleFiles.format(List.of(TESTS.resolve("right"), TESTS.resolve("no-such.loyalty")));

        assertThat(all).hasSizeGreaterThan(1);
        assertThat(all.get(all.size() - 1).name()).endsWith("no-such.loyalty");
        assertThat(all.get(all.size() - 1).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(Code.UNREADABLE);
        assertThat(all.get(0).path()).isPresent();
    }

    private static Programme programmeOf(Path file) {
        Path programme = file.getParent().resolveSibling("programme.json");
        return Files.exists(programme)
                ? org.loyaltyhub.programme.ProgrammeReader.read(programme).orElseThrow()
                : ProgrammeForTests.highwayClub();
    }

    private static void assertSameMeaning(Programme programme, String text, String where) {
        assertThat(Meaning.of(programme, formatted(text))).as(where).isEqualTo(Meaning.of(programme, text));
    }

    private static List<String> comments(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\"[^\"]*\"", ""))
                .filter(line -> line.indexOf('#') >= 0)
                .map(line -> line.substring(line.indexOf('#')).strip())
                .toList();
    }

    /** The same words with other blanks between them, and comments of its own here and there. */
    private static String shaken(String text, Random random) {
        StringBuilder shaken = new StringBuilder();
        boolean quoted = false;
        boolean comment = false;
        int added = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted = (c == '"' && !comment) ? !quoted : (quoted && c != '\n');
            comment = (c == '#' && !quoted) || (comment && c != '\n');
            if (quoted || comment || (c != ' ' && c != '\n') || random.nextInt(10) > 0) {
                shaken.append(c);
            } else if (random.nextInt(3) > 0) {
                shaken.append(c == '\n' || random.nextBoolean() ? "\n" : "\n\n  ");
            } else {
                shaken.append(" # shaken ").append(added++).append("\n\t");
            }
        }
        return shaken.toString();
    }
}
