package org.loyaltyhub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

    /** Runs it with the class path of this test, as one source file. */
    private String run(String statements) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Readme.java"), program(statements));
        Path output = folder.resolve("output");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        classPath,
                        source.toString())
                .directory(Page.top().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** Imports stay at the top; everything else goes into a method. */
    private static String program(String statements) {
        String imports = statements.lines()
                .filter(line -> line.startsWith("import "))
                .collect(Collectors.joining("\n"));
        String rest = statements.lines()
                .filter(line -> !line.startsWith("import "))
                .collect(Collectors.joining("\n"));
        return imports + "\nclass Readme {\npublic static void main(String[] args) throws Exception {\n" + rest + "\n}\n}\n";
    }
}
