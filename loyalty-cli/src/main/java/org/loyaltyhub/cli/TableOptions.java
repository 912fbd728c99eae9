package org.loyaltyhub.cli;

import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands whose answer accountants may take into a spreadsheet. */
final class TableOptions {
    /** For whom the command speaks. */
    enum TableFormat {
        /** For people. */
        TEXT,
        /** For machines. */
        JSON,
        /** For accountants. */
        CSV
    }

    @Option(
            names = "--format",
            paramLabel = "text|json|csv",
            defaultValue = "text",
            description = "For people, for machines or for a spreadsheet (default: ${DEFAULT-VALUE}).")
    private TableFormat format = TableFormat.TEXT;

    @Mixin
    private TellingOptions telling = new TellingOptions();

    boolean isQuiet() {
        return telling.isQuiet();
    }

    /** Prints one of them. Each line of {@code csv} has its end already. */
    void print(Terminal terminal, Supplier<String> text, Supplier<String> json, Supplier<String> csv) {
        switch (format) {
            case TEXT -> terminal.out().println(text.get().stripTrailing());
            case JSON -> terminal.out().println(json.get());
            case CSV -> terminal.out().print(csv.get());
        }
        terminal.out().flush();
    }

    /** Prints what only machines wait for. */
    void printIfJson(Terminal terminal, Supplier<String> json) {
        if (format == TableFormat.JSON) {
            terminal.out().println(json.get());
        }
    }
}
