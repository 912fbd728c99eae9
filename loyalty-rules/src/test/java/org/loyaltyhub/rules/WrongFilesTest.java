package org.loyaltyhub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyhub.programme.ProgrammeForTests;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.diagnostic.Diagnostic;

/** Every wrong file beside this test and what its author reads about it. */
class WrongFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/org/loyaltyhub/rules/wrong");
    private static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

    static List<Path> wrongFiles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".loyalty"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Diagnostic> diagnosticsOf(Path file) {
        return RuleFiles.compile(ProgrammeForTests.highwayClub(), List.of(source(file)), TODAY)
                .diagnostics();
    }

    private static RuleSource source(Path file) {
        try {
            return new RuleSource(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void a_wrong_file_is_refused_in_its_authors_words(Path file) throws IOException {
        boolean aboutScenarios = file.endsWith("warnings.loyalty");

        List<Diagnostic> diagnostics = diagnosticsOf(file).stream()
                .filter(each -> aboutScenarios || each.code() != Code.NO_SCENARIO)
                .toList();

        String text = diagnostics.stream().map(Diagnostic::render).collect(Collectors.joining("\n\n", "", "\n"));
        Golden.assertSame(Path.of(file.toString().replace(".loyalty", ".txt")), text);
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void every_diagnostic_has_a_place_in_the_file_and_speaks_no_machine_language(Path file) throws IOException {
        long lines = Files.readString(file).lines().count();

        for (Diagnostic each : diagnosticsOf(file)) {
            assertThat(each.line()).as(each.render()).isBetween(1, (int) lines);
            assertThat(each.column()).as(each.render()).isPositive();
            assertThat(each.message() + each.label() + each.help())
                    .doesNotContainIgnoringCase("exception", "java", "drools", "token", "null", "parse", "{0}", "{1}");
        }
    }

    @Test
    void every_kind_of_diagnostic_that_a_file_can_have_is_shown_by_a_wrong_file() throws IOException {
        Set<Code> shown = EnumSet.noneOf(Code.class);
        for (Path file : wrongFiles()) {
            diagnosticsOf(file).forEach(each -> shown.add(each.code()));
        }

        Set<Code> elsewhere = EnumSet.of(
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
        assertThat(Arrays.stream(Code.values()).filter(code -> !elsewhere.contains(code)))
                .allSatisfy(code -> assertThat(shown).contains(code));
    }
}
