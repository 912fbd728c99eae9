package org.loyaltyhub.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.cli.report.WorstCases;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rules.diagnostic.Diagnostic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code loyalty check}: everything that is wrong with rule files. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = LoyaltyCommand.Version.class,
        sortOptions = false,
        description = {
            "Reads rule files and says everything that is wrong with them: where, why, and what to do about it.",
            "Of rules without errors it says what each can give at most.",
            "Of a folder with a programme.json, the programme and the mapping.json are checked too.",
            ""
        },
        exitCodeListHeading = "%nWhat it tells the shell when it ends:%n",
        exitCodeList = {
            " 0:nothing is wrong, or there are only warnings",
            " 1:the rules have errors",
            Exit.ON_WRONG_USE,
            "70:a bug of ours"
        })
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private CheckedFiles files = new CheckedFiles();

    @Option(
            names = "--previous",
            paramLabel = "PATH",
            description = {
                "The rules now in force: a file, a folder of them, or a folder that holds programme.json and rules/.",
                "Rules that have another name since are warned about, if their limits start anew with it."
            })
    private @Nullable Path previous;

    @Mixin
    private SharedOptions shared = new SharedOptions();

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Programme programme = files.readProgramme();
        files.checkMappings(programme);
        Books books = books(programme);
        if (shared.isJson()) {
            terminal.out().println(Json.text(json -> write(json, books, worstCases(programme, books))));
        } else {
            books.diagnostics().forEach(each -> terminal.out().println(each.render() + "\n"));
            if (!books.compilation().hasErrors()) {
                terminal.out().println(worstCases(programme, books).text() + "\n");
            }
            terminal.out().println(checked(books) + books.counts());
        }
        return books.compilation().hasErrors() ? Exit.WRONG_RULES : Exit.FINE;
    }

    private Books books(Programme programme) {
        if (previous == null) {
            return Books.read(programme, files.rulePaths());
        }
        Books before = Books.read(CheckedFiles.programmeIn(previous).orElse(programme), rulesIn(previous));
        return Books.read(programme, files.rulePaths(), before);
    }

    private static List<Path> rulesIn(Path path) {
        return CheckedFiles.rulePaths(List.of(path));
    }

    private static String checked(Books books) {
        if (books.compilation().hasErrors()) {
            return "";
        }
        int rules = books.compilation().books().stream()
                .mapToInt(book -> book.rules().rules().size())
                .sum();
        int count = books.compilation().books().size();
        return count + (count == 1 ? " file" : " files") + " with " + rules + (rules == 1 ? " rule: " : " rules: ");
    }

    private static WorstCases worstCases(Programme programme, Books books) {
        return new WorstCases(programme, books.compilation().books());
    }

    private static void write(JsonGenerator json, Books books, WorstCases worstCases) throws IOException {
        json.writeStartObject();
        json.writeNumberField("errors", books.errors());
        json.writeNumberField("warnings", books.warnings());
        json.writeArrayFieldStart("diagnostics");
        for (Diagnostic each : books.diagnostics()) {
            Json.write(json, each.toMap());
        }
        json.writeEndArray();
        json.writeFieldName("worstCases");
        worstCases.write(json);
        json.writeEndObject();
    }
}
