package org.loyaltyhub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeForTests;
import org.loyaltyhub.programme.ProgrammeReader;
import org.loyaltyhub.rules.diagnostic.Diagnostic;
import org.loyaltyhub.rules.scenario.ScenarioRunner;

/** Every word of the language, said once and tried once by a scenario. */
class WholeLanguageTest {
    private static final Path RIGHT = Path.of("src/test/resources/org/loyaltyhub/rules/right");
    private static final Path PROGRAMME = Path.of("../examples/highway-club/programme.json");

    private static void assertScenariosPass(Programme programme, CompiledBook book) {
        ScenarioRunner runner = new ScenarioRunner(Version.plain(programme, List.of(book.rules())));

        assertThat(book.scenarios()).isNotEmpty();
        assertThat(book.scenarios().stream().map(runner::run).filter(result -> !result.passed()))
                .extracting(result -> result.scenario().name() + ": " + result.differences())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole-language.loyalty", "for-everybody.loyalty"})
    void every_construct_does_what_its_scenario_says(String file) {
        Programme programme = ProgrammeForTests.highwayClub();

        CompiledBook book = RuleFiles.compile(programme, RIGHT.resolve(file))
                .orElseThrow()
                .books()
                .get(0);

        assertThat(book.uncovered()).isEmpty();
        assertScenariosPass(programme, book);
    }

    @Test
    void the_whole_file_of_the_languages_description_runs_as_it_stands() {
        Programme programme = ProgrammeReader.read(PROGRAMME).value().orElseThrow();

        Compilation compilation = RuleFiles.compile(programme, RIGHT.resolve("whole-file.loyalty"));

        assertThat(compilation.diagnostics()).noneMatch(Diagnostic::isError);
        assertThat(compilation.version().rules()).hasSize(10);
        assertScenariosPass(programme, compilation.books().get(0));
    }
}
