package org.loyaltyhub.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rules.Compilation;
import org.loyaltyhub.rules.RuleFiles;
import org.loyaltyhub.rules.diagnostic.Diagnostic;

/** Rule files as the commands see them: compiled, with what is wrong said in the words of the language. */
record Books(Compilation compilation) {

    /** Compiles the files and folders together. A path that leads nowhere stops the command. */
    static Books read(Programme programme, List<Path> paths) {
        refuseMissing(paths);
        return new Books(RuleFiles.compileAll(programme, paths, today(programme)));
    }

    /** The same, as the next version of other books, whose errors stop the command. */
    static Books read(Programme programme, List<Path> paths, Books previous) {
        refuseMissing(paths);
        previous.stopOnErrors();
        return new Books(RuleFiles.compileAll(programme, paths, today(programme), previous.compilation()));
    }

    private static LocalDate today(Programme programme) {
        return LocalDate.now(programme.terms().zone());
    }

    private static void refuseMissing(List<Path> paths) {
        for (Path path : paths) {
            if (!Files.isReadable(path)) {
                String message = Files.exists(path) ? "it cannot be read" : "there is no such file or folder";
                throw Stop.wrongUse(path + ": " + message, "name a rule file, or a folder that holds some");
            }
        }
    }

    List<Diagnostic> diagnostics() {
        return compilation.diagnostics();
    }

    long errors() {
        return diagnostics().stream().filter(Diagnostic::isError).count();
    }

    long warnings() {
        return diagnostics().size() - errors();
    }

    /** {@code 2 errors, 1 warning}. */
    String counts() {
        return counted(errors(), "error") + ", " + counted(warnings(), "warning");
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** Errors stop the command, each told in full. */
    void stopOnErrors() {
        if (compilation.hasErrors()) {
            List<String> lines = new ArrayList<>();
            diagnostics().stream().filter(Diagnostic::isError).forEach(each -> lines.add(each.render() + "\n"));
            lines.add(counts());
            throw Stop.wrongRules(lines);
        }
    }

    /** What events are judged by. Errors stop the command; of warnings only the number is told. */
    Version version(Terminal terminal) {
        stopOnErrors();
        if (warnings() > 0) {
            terminal.err().println(counted(warnings(), "warning") + " in the rules: `loyalty check` tells");
        }
        return compilation.version();
    }
}
