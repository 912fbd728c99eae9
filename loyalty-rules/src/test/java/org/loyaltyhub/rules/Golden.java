package org.loyaltyhub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whole texts that are compared; {@code -Dgolden.update=true} writes them anew. */
public final class Golden {
    private Golden() {}

    public static void assertSame(Path golden, String actual) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, actual, StandardCharsets.UTF_8);
        }
        assertThat(golden).as("write it with -Dgolden.update=true").exists();
        assertThat(actual).as(golden.toString()).isEqualTo(Files.readString(golden));
    }
}
