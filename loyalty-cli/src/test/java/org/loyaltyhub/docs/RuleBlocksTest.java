package org.loyaltyhub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyhub.rules.Compilation;
import org.loyaltyhub.rules.diagnostic.Diagnostic;

/** Rules on pages compile against the highway club, and their scenarios hold; those meant to be wrong are refused. */
class RuleBlocksTest {
    @TempDir
    Path folder;

    static Stream<Page.Block> right() {
        return Page.blocksOf("loyalty");
    }

    static Stream<Page.Block> failing() {
        return Page.blocksOf("loyalty failing");
    }

    static Stream<Page.Block> wrong() {
        return Page.blocksOf("loyalty wrong");
    }

    @ParameterizedTest
    @MethodSource("right")
    void a_rule_on_a_page_compiles_and_its_scenarios_hold(Page.Block block) {
        Compilation rules = RuleBlocks.compile(block);

        assertThat(errors(rules)).isEmpty();
        assertThat(Scenarios.failuresOf(rules)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_wrong_rule_is_refused_with_the_message_that_the_page_shows(Page.Block block) {
        Compilation rules = RuleBlocks.compile(block);

        assertThat(rules.hasErrors()).isTrue();
        assertThat(errors(rules) + "\n").isEqualTo(after(block).text());
    }

    @ParameterizedTest
    @MethodSource("failing")
    void a_failing_scenario_is_reported_as_the_page_shows(Page.Block block) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("nord-fuel.loyalty"), block.text());
        String programme = HighwayClub.FOLDER.resolve("programme.json").toString();

        String printed = Java.run(folder, "org.loyaltyhub.cli.Main", "test", file.toString(), "--programme", programme);

        assertThat(printed.replace(folder + "/", "")).isEqualTo(after(block).text());
    }

    private static String errors(Compilation rules) {
        return rules.diagnostics().stream()
                .filter(Diagnostic::isError)
                .map(Diagnostic::render)
                .collect(Collectors.joining("\n\n"));
    }

    private static Page.Block after(Page.Block block) {
        List<Page.Block> blocks = Page.read(block.page()).blocks();
        Page.Block next = blocks.get(blocks.indexOf(block) + 1);
        assertThat(next.info()).as("the message stands below " + block).isEqualTo("text");
        return next;
    }
}
