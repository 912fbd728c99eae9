package org.loyaltyhub.cli;

import picocli.CommandLine.Option;

/** Options that every command has. */
final class SharedOptions {
    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "For people or for machines (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    /** Looked for before anything is parsed, since parsing can fail, too. */
    @SuppressWarnings("UnusedVariable")
    @Option(names = "--debug", description = "Adds where it happened to the report of a bug.")
    private boolean debug;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    boolean isJson() {
        return format == Format.JSON;
    }

    boolean isQuiet() {
        return quiet;
    }
}
