package org.loyaltyhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts compared as a whole with files. Run with {@code -Dgolden.update=true} to write them anew, then read what changed. */
public final class Golden {
    private static final Path RESOURCES = Path.of("src/test/resources/org/loyaltyhub/cli");

    private Golden() {}

    public static void matches(String name, String found) {
        Path golden = RESOURCES.resolve(name);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, found);
            }
            assertThat(found)
                    .as(golden + " (rewrite with -Dgolden.update=true)")
                    .isEqualTo(Files.readString(golden));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
