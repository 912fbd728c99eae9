package org.loyaltyhub.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeReader;
import org.loyaltyhub.rules.Compilation;
import org.loyaltyhub.rules.CompiledBook;
import org.loyaltyhub.rules.RuleFiles;
import org.loyaltyhub.rules.diagnostic.Diagnostic;
import org.loyaltyhub.rules.scenario.ScenarioRunner;

/** Every rule file is right, and every scenario in it comes out as it says. */
class RuleFilesTest {
    private static final Path FOLDER = Path.of("../examples/highway-club");

    @TestFactory
    Stream<DynamicNode> ruleFiles() {
        Programme programme =
                ProgrammeReader.read(FOLDER.resolve("programme.json")).orElseThrow();
        Compilation rules = RuleFiles.compile(programme, FOLDER.resolve("rules"));
        return Stream.concat(
                Stream.of(dynamicTest("nothing is wrong or warned about", () -> assertEquals(List.of(), said(rules)))),
                rules.books().stream().map(book -> dynamicContainer(book.file(), scenarios(rules, book))));
    }

    private static List<String> said(Compilation rules) {
        return rules.diagnostics().stream().map(Diagnostic::render).toList();
    }

    private static Stream<DynamicNode> scenarios(Compilation rules, CompiledBook book) {
        ScenarioRunner runner = new ScenarioRunner(rules.version(book));
        return book.scenarios().stream()
                .map(scenario -> dynamicTest(
                        scenario.name(),
                        () -> assertEquals(List.of(), runner.run(scenario).differences())));
    }
}
