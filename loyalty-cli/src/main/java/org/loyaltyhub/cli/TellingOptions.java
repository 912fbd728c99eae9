package org.loyaltyhub.cli;

import picocli.CommandLine.Option;

/** Options that every command has, whatever formats it speaks. */
final class TellingOptions {
    /** Looked for before anything is parsed, since parsing can fail, too. */
    @SuppressWarnings("UnusedVariable")
    @Option(names = "--debug", description = "Adds where it happened to the report of a bug.")
    private boolean debug;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    boolean isQuiet() {
        return quiet;
    }
}
