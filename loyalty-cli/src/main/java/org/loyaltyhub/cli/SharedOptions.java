package org.loyaltyhub.cli;

import picocli.CommandLine.Option;

/** Options of most commands. */
final class SharedOptions extends TellingOptions {
    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "For people or for machines (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    boolean isJson() {
        return format == Format.JSON;
    }
}
