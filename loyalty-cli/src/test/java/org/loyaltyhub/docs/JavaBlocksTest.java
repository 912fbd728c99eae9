package org.loyaltyhub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Java on pages is what the tests of the library compile and run. */
class JavaBlocksTest {
    private static final Path EXAMPLES = Path.of("loyalty-rules/src/test/java/org/loyaltyhub/example");

    @Test
    void the_page_about_junit_shows_the_class_that_the_library_tests_itself_with() throws IOException {
        String source = Files.readString(Page.top().resolve(EXAMPLES).resolve("RuleFilesTest.java"));

        Page.Block block = Page.read(Path.of("docs/rules/junit.md")).blocks().get(0);

        assertThat(block.info()).isEqualTo("java");
        assertThat("package org.loyaltyhub.example;\n\n" + block.text()).isEqualTo(source);
    }
}
