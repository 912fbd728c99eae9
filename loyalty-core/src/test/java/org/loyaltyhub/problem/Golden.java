package org.loyaltyhub.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Wrong files with the whole text of their problems beside them: {@code x.json} and {@code x.txt}. Run with {@code
 * -Dgolden.update=true} to write the texts anew, then read what changed.
 */
public final class Golden {
    private static final Path RESOURCES = Path.of("src/test/resources/org/loyaltyhub");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    private Golden() {}

    /** The wrong files of a folder, sorted by name. */
    public static List<Path> inputs(String folder) {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static void matches(Path input, List<Problem> problems) {
        String found = problems.stream()
                .map(problem -> "error[" + problem.code() + "] " + problem + "\n")
                .collect(Collectors.joining());
        Path golden = input.resolveSibling(input.getFileName().toString().replace(".json", ".txt"));
        if (UPDATE) {
            write(golden, found);
        }
        assertThat(found).as(input.toString()).isNotEmpty();
        assertThat(found).as(golden + " (rewrite with -Dgolden.update=true)").isEqualTo(text(golden));
    }

    /** A text and the golden one of that name. */
    public static void matches(String name, String found) {
        Path golden = RESOURCES.resolve(name);
        if (UPDATE) {
            write(golden, found);
        }
        assertThat(found).as(golden + " (rewrite with -Dgolden.update=true)").isEqualTo(text(golden));
    }

    private static void write(Path golden, String text) {
        try {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
