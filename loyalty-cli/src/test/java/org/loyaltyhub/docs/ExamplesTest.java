package org.loyaltyhub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyhub.cli.mapping.MappingReader;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeReader;
import org.loyaltyhub.rules.Compilation;
import org.loyaltyhub.rules.CompiledBook;
import org.loyaltyhub.rules.RuleFiles;
import org.loyaltyhub.rules.diagnostic.Diagnostic;
import org.loyaltyhub.rules.diagnostic.Severity;

/** The shipped examples are right. */
class ExamplesTest {
    static List<Path> examples() {
        try (Stream<Path> folders = Files.list(Page.top().resolve("examples"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_examples_rules_have_no_errors_and_its_scenarios_hold(Path folder) {
        Compilation rules = RuleFiles.compile(programme(folder), folder.resolve("rules"));

        assertThat(rules.diagnostics()).filteredOn(Diagnostic::isError).isEmpty();
        assertThat(rules.books()).isNotEmpty();
        assertThat(Scenarios.failuresOf(rules)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_examples_mapping_fits_its_programme(Path folder) {
        Path mapping = folder.resolve("mapping.json");

        if (Files.exists(mapping)) {
            assertThat(MappingReader.read(mapping, programme(folder)).problems())
                    .isEmpty();
        } else {
            assertThat(folder.resolve("events.jsonl")).exists();
        }
    }

    @Test
    void every_rule_of_the_highway_club_has_a_scenario_and_nothing_is_warned_about() {
        Compilation rules = RuleFiles.compile(HighwayClub.programme(), HighwayClub.FOLDER.resolve("rules"));

        assertThat(rules.diagnostics()).extracting(Diagnostic::severity).doesNotContain(Severity.WARNING);
        assertThat(rules.books()).flatExtracting(CompiledBook::uncovered).isEmpty();
        assertThat(rules.books()).hasSize(6);
    }

    private static Programme programme(Path folder) {
        return ProgrammeReader.read(folder.resolve("programme.json")).orElseThrow();
    }
}
