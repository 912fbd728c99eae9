package org.loyaltyhub.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.rules.Formatting;
import org.loyaltyhub.rules.RuleFiles;
import org.loyaltyhub.rules.diagnostic.Diagnostic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loyalty format}: rule files in the one canonical layout. */
@Command(
        name = "format",
        mixinStandardHelpOptions = true,
        versionProvider = LoyaltyCommand.Version.class,
        sortOptions = false,
        description = {
            "Lays rule files out in the one canonical way and writes them back. Comments stay where they are, and what"
                    + " the rules mean does not change.",
            "A file with errors in its syntax is left alone and told about.",
            ""
        },
        exitCodeListHeading = "%nWhat it tells the shell when it ends:%n",
        exitCodeList = {
            " 0:every file is in the canonical layout now",
            " 1:a file has errors, or --check found one that would change",
            " 2:it was called in a wrong way, or cannot write a file",
            "70:a bug of ours"
        })
final class FormatCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Rule files, folders of them, or a folder that holds programme.json and rules/.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--check", description = "Writes nothing; only names the files that would change.")
    private boolean check;

    @Mixin
    private SharedOptions shared = new SharedOptions();

    FormatCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Formatting> all = RuleFiles.format(CheckedFiles.rulePaths(paths));
        List<Formatting> changed = all.stream().filter(Formatting::isChanged).toList();
        if (!check) {
            changed.forEach(FormatCommand::write);
        }
        if (shared.isJson()) {
            terminal.out().println(Json.text(json -> write(json, all)));
        } else {
            print(all, changed);
        }
        boolean wrong = all.stream().anyMatch(Formatting::hasErrors) || (check && !changed.isEmpty());
        return wrong ? Exit.WRONG_RULES : Exit.FINE;
    }

    private void print(List<Formatting> all, List<Formatting> changed) {
        for (Formatting each : all) {
            each.diagnostics().forEach(found -> terminal.out().println(found.render() + "\n"));
        }
        changed.forEach(each -> terminal.out().println((check ? "would change: " : "formatted: ") + shown(each)));
        long wrong = all.stream().filter(Formatting::hasErrors).count();
        terminal.out()
                .println(files(all.size()) + ": " + changed.size() + (check ? " would change" : " changed")
                        + (wrong == 0 ? "" : ", " + wrong + " left alone because of errors"));
    }

    private static String shown(Formatting file) {
        return file.path().map(Path::toString).orElse(file.name());
    }

    private static String files(int count) {
        return count + (count == 1 ? " file" : " files");
    }

    /** The file is there with its old text or with the new one, whatever happens; it keeps who may read and write it. */
    private static void write(Formatting formatted) {
        Path named = formatted.path().orElseThrow();
        try {
            Path file = named.toRealPath();
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, formatted.after());
            @Nullable PosixFileAttributeView rights = Files.getFileAttributeView(part, PosixFileAttributeView.class);
            if (rights != null) {
                rights.setPermissions(Files.getPosixFilePermissions(file));
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Stop.wrongUse(
                    named + ": cannot be written", "check that you may write it and that the disk has room");
        }
    }

    private void write(JsonGenerator json, List<Formatting> all) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("files");
        for (Formatting each : all) {
            json.writeStartObject();
            json.writeStringField("file", shown(each));
            json.writeBooleanField("changed", each.isChanged());
            json.writeArrayFieldStart("diagnostics");
            for (Diagnostic found : each.diagnostics()) {
                Json.write(json, found.toMap());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
