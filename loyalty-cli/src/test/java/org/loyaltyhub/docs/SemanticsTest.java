package org.loyaltyhub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyhub.programme.ProgrammeReader;
import org.loyaltyhub.rules.RuleFiles;

/** What others get wrong: every file holds, and the page leads to every file. */
class SemanticsTest {
    private static final Path PAGE = Path.of("docs/rules/semantics.md");
    private static final Path FOLDER = Page.top().resolve("docs/rules/semantics");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("rules"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_is_said_to_hold_holds(Path file) {
        var programme = ProgrammeReader.read(FOLDER.resolve("programme.json")).orElseThrow();

        RuleFile.of(RuleFiles.compile(programme, file)).hasNoFaultAndItsScenariosHold();
    }

    @ParameterizedTest
    @MethodSource("files")
    void it_is_in_the_canonical_layout(Path file) throws IOException {
        RuleFile.isInTheCanonicalLayout(file);
    }

    @Test
    void the_page_leads_to_every_file() throws IOException {
        List<Path> shown = Page.read(PAGE).links().stream()
                .map(Page.Link::target)
                .filter(target -> target.endsWith(".loyalty"))
                .distinct()
                .map(target -> Page.top().resolve("docs/rules").resolve(target))
                .toList();

        assertThat(shown).containsExactlyInAnyOrderElementsOf(files());
    }
}
