package org.loyaltyhub.cli;

import java.util.concurrent.Callable;
import org.loyaltyhub.cli.report.Progress;
import org.loyaltyhub.replay.Replayed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code loyalty replay}: whether the same comes out once more. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = LoyaltyCommand.Version.class,
        sortOptions = false,
        description = {
            "Decides every event in the books once more, by the rules that judged it, which are stored with them, and compares: decisions, entries, journal, states.",
            "Names the first event that comes out otherwise. Changes nothing.",
            ""
        },
        exitCodeListHeading = "%nWhat it tells the shell when it ends:%n",
        exitCodeList = {
            " 0:all is well",
            " 1:something comes out otherwise than it is stored",
            Exit.ON_WRONG_USE,
            "70:a bug of ours"
        })
final class ReplayCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private StoreOptions books = new StoreOptions();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return books.use(this::replay);
    }

    private int replay(OpenBooks open) {
        Progress progress = Progressing.on(terminal, shared.isQuiet());
        Replayed replayed = open.audit().replay(progress);
        progress.end();
        terminal.out().println(shared.isJson() ? replayed.json() : replayed.text());
        return replayed.first().isEmpty() ? Exit.FINE : Exit.WRONG_BOOKS;
    }
}
