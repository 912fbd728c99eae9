package org.loyaltyhub.cli;

import java.util.concurrent.Callable;
import org.loyaltyhub.cli.report.Progress;
import org.loyaltyhub.verification.Verified;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code loyalty verify}: whether the books are sound. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = LoyaltyCommand.Version.class,
        sortOptions = false,
        description = {
            "Checks every invariant of the books, each derived anew from what is kept: numbers, sums, lots, purses, balances, seals, statements, limits.",
            "Of each that does not hold it names the first entry that breaks it. Changes nothing.",
            ""
        },
        exitCodeListHeading = "%nWhat it tells the shell when it ends:%n",
        exitCodeList = {" 0:all is well", " 1:the books are not sound", Exit.ON_WRONG_USE, "70:a bug of ours"})
final class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private StoreOptions books = new StoreOptions();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return books.use(this::verify);
    }

    private int verify(OpenBooks open) {
        Progress progress = Progressing.on(terminal, shared.isQuiet());
        Verified verified = open.audit().verify(progress);
        progress.end();
        terminal.out().println(shared.isJson() ? verified.json() : verified.text());
        return verified.isSound() ? Exit.FINE : Exit.WRONG_BOOKS;
    }
}
