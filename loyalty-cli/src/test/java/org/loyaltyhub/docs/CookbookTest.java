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
import org.loyaltyhub.rules.RuleFiles;

/** The recipes of the cookbook are right, tried, in the canonical layout, and shown as they are. */
class CookbookTest {
    private static final Path PAGE = Path.of("docs/rules/cookbook.md");
    private static final Path FOLDER = Page.top().resolve("docs/rules/cookbook");

    static List<Path> recipes() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void a_recipe_has_no_fault_and_its_scenarios_hold(Path recipe) {
        RuleFile.of(RuleFiles.compile(HighwayClub.programme(), recipe)).hasNoFaultAndItsScenariosHold();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void a_recipe_is_in_the_canonical_layout(Path recipe) throws IOException {
        RuleFile.isInTheCanonicalLayout(recipe);
    }

    /** Blocks and links come in pairs: what the block shows stands in the file that the link leads to. */
    @Test
    void the_page_shows_the_rules_of_every_recipe() throws IOException {
        Page page = Page.read(PAGE);
        List<Path> shown = page.links().stream()
                .map(Page.Link::target)
                .filter(target -> target.endsWith(".loyalty"))
                .map(target -> Page.top().resolve("docs/rules").resolve(target))
                .toList();

        assertThat(shown).containsExactlyInAnyOrderElementsOf(recipes()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(page.blocks()).hasSameSizeAs(shown);
        for (int i = 0; i < shown.size(); i++) {
            assertThat(Files.readString(shown.get(i)))
                    .contains(page.blocks().get(i).text());
        }
    }
}
