package org.loyaltyhub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyhub.rules.Compilation;
import org.loyaltyhub.rules.RuleFiles;
import org.loyaltyhub.rules.RuleSource;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.diagnostic.Diagnostic;

/**
 * Every diagnostic has its page, the wrong example there gets it and nothing else, and the mended one gets nothing.
 * {@code -Dgolden.update=true} writes the messages on the pages anew.
 */
class DiagnosticPagesTest {
    private static final Path FOLDER = Path.of("docs/rules/diagnostics");
    private static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

    /** About files as a whole, or about bounds that no page can hold an example of. */
    private static final Set<Code> WITHOUT_EXAMPLE = EnumSet.of(
            Code.UNREADABLE,
            Code.NO_FILES,
            Code.TOO_MANY_FILES,
            Code.FILES_TOO_LARGE,
            Code.NOT_UTF_8,
            Code.LINE_TOO_LONG,
            Code.MORE_PROBLEMS,
            Code.MORE_WARNINGS,
            Code.TEXT_TOO_LONG,
            Code.NAME_TOO_LONG,
            Code.DUPLICATE_RULEBOOK,
            Code.NESTED_TOO_DEEP,
            Code.TOO_MANY_CONDITIONS,
            Code.TOO_MANY_FILTERS,
            Code.TOO_MANY_PARTS,
            Code.TOO_MANY_SECTIONS,
            Code.TOO_MANY_STEPS,
            Code.SET_TOO_LARGE,
            Code.TOO_MANY_HISTORY_FIGURES,
            Code.POINTS_TOO_FINE,
            Code.NAME_IS_A_WORD,
            Code.COUNTS_ANEW);

    static Stream<Code> shown() {
        return Arrays.stream(Code.values()).filter(code -> !WITHOUT_EXAMPLE.contains(code));
    }

    private static Path page(Code code) {
        return FOLDER.resolve(code.id() + ".md");
    }

    private static Page.Block block(Code code, String info) {
        List<Page.Block> blocks = Page.read(page(code)).blocks().stream()
                .filter(block -> block.info().startsWith(info))
                .toList();
        assertThat(blocks).as(page(code) + " " + info).hasSize(1);
        return blocks.get(0);
    }

    /** All but the warning that nobody tried a rule, unless it is the one meant. */
    private static List<Diagnostic> diagnostics(Compilation rules, Code meant) {
        return rules.diagnostics().stream()
                .filter(each -> each.code() != Code.NO_SCENARIO || meant == Code.NO_SCENARIO)
                .toList();
    }

    /** The heading stands below, so that it is on no line that a message shows. */
    private static Compilation compile(Page.Block block) {
        String heading = block.info().endsWith(" whole") ? "" : "\n" + RuleBlocks.HEADING;
        RuleSource source = new RuleSource("nord-fuel.loyalty", block.text() + heading);
        return RuleFiles.compile(HighwayClub.programme(), List.of(source), TODAY);
    }

    @ParameterizedTest
    @EnumSource
    void every_diagnostic_has_a_page_that_is_in_the_index(Code code) throws IOException {
        String index = Files.readString(Page.top().resolve(FOLDER).resolve("README.md"));

        String page = Files.readString(Page.top().resolve(page(code)));

        assertThat(page).startsWith("# " + code.id() + ": ").contains("`" + code.key() + "`");
        assertThat(index)
                .contains("[" + code.id() + "](" + code.id() + ".md) | "
                        + page.lines().findFirst().orElseThrow().substring(9));
    }

    @Test
    void there_is_no_page_without_a_diagnostic() throws IOException {
        Set<String> pages =
                Arrays.stream(Code.values()).map(code -> code.id() + ".md").collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(Page.top().resolve(FOLDER))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("LR")))
                    .allMatch(pages::contains);
        }
    }

    @ParameterizedTest
    @MethodSource("shown")
    void the_wrong_example_gets_this_diagnostic_and_no_other(Code code) throws IOException {
        List<Diagnostic> found = diagnostics(compile(block(code, "loyalty diagnostic")), code);

        String said = found.stream().map(Diagnostic::render).collect(Collectors.joining("\n\n", "", "\n"));
        assertThat(found).as(said).isNotEmpty().allMatch(each -> each.code() == code);
        if (Boolean.getBoolean("golden.update")) {
            write(code, said);
        }
        assertThat(block(code, "text").text()).isEqualTo(said);
    }

    @ParameterizedTest
    @MethodSource("shown")
    void the_mended_example_gets_none_and_its_scenarios_hold(Code code) {
        Compilation rules = compile(block(code, "loyalty mended"));

        assertThat(diagnostics(rules, code)).extracting(Diagnostic::render).isEmpty();
        assertThat(Scenarios.failuresOf(rules)).isEmpty();
    }

    private static void write(Code code, String said) throws IOException {
        Path file = Page.top().resolve(page(code));
        String page = Files.readString(file);
        int start = page.indexOf("```text\n") + "```text\n".length();
        Files.writeString(file, page.substring(0, start) + said + page.substring(page.indexOf("```", start)));
    }
}
