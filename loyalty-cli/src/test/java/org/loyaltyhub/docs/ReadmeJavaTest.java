package org.loyaltyhub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's lines of Java are compiled and run at the top of the checkout, as a reader would. */
class ReadmeJavaTest {
    @TempDir
    Path folder;

    @Test
    void the_readmes_java_runs_and_prints_what_the_readme_says() throws IOException, InterruptedException {
        List<Page.Block> blocks = Page.read(Path.of("README.md")).blocks();
        Page.Block java = blocks.get(0);
        Page.Block printed = blocks.get(1);

        String output = run(java.text());

        assertThat(java.info()).isEqualTo("java");
        assertThat(java.line()).as("the README shows code by line 15").isLessThanOrEqualTo(15);
        assertThat(output).isEqualTo(printed.text());
    }

    private String run(String statements) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Readme.java"), program(statements));
        return Java.run(folder, source.toString());
    }

    /** Imports stay at the top; everything else goes into a method. */
    private static String program(String statements) {
        String imports =
                statements.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String rest =
                statements.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        return imports + "\nclass Readme {\npublic static void main(String[] args) throws Exception {\n" + rest
                + "\n}\n}\n";
    }
}
