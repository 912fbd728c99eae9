package org.loyaltyhub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs Java at the top of the checkout, as a reader would, with the class path of the tests. */
final class Java {
    private Java() {}

    /** What lines of Java print that have imports at their top and no class around them. */
    static String runStatements(Path folder, String statements) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Page.java"), program(statements));
        return run(folder, source.toString());
    }

    /** Imports stay at the top; everything else goes into a method. */
    private static String program(String statements) {
        String imports =
                statements.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String rest =
                statements.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        return imports + "\nclass Page {\npublic static void main(String[] args) throws Exception {\n" + rest
                + "\n}\n}\n";
    }

    /**
     * What it printed; its errors if it printed nothing.
     *
     * @param what a class with its arguments, or a source file
     */
    static String run(Path folder, String... what) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dfile.encoding=UTF-8");
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.addAll(List.of(what));
        Process process = new ProcessBuilder(command)
                .directory(Page.top().toFile())
                .redirectError(folder.resolve("errors").toFile())
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("it ends within two minutes").isTrue();
        String errors = Files.readString(folder.resolve("errors"), StandardCharsets.UTF_8);
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        return printed.isEmpty() ? errors : printed;
    }
}
