package org.loyaltyhub.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of most commands. */
final class SharedOptions {
    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "For people or for machines (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Mixin
    private TellingOptions telling = new TellingOptions();

    boolean isJson() {
        return format == Format.JSON;
    }

    boolean isQuiet() {
        return telling.isQuiet();
    }
}
