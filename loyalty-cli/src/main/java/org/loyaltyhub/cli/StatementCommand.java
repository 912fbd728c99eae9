package org.loyaltyhub.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.store.SettlementStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code loyalty statement}: what a settled period was for a partner, or for the programme. */
@Command(
        name = "statement",
        mixinStandardHelpOptions = true,
        versionProvider = LoyaltyCommand.Version.class,
        sortOptions = false,
        description = {
            "Shows a statement of a settled period as it was settled: of one partner, or of the programme with the bills of all.",
            "Changes nothing.",
            ""
        },
        exitCodeListHeading = "%nWhat it tells the shell when it ends:%n",
        exitCodeList = {" 0:all is well", Exit.ON_WRONG_USE, "70:a bug of ours"})
final class StatementCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private StoreOptions books = new StoreOptions();

    @Option(
            names = "--partner",
            paramLabel = "ID",
            description = "Whose statement. By default the programme's, with the bills of all.")
    private Optional<String> partner = Optional.empty();

    @Option(names = "--period", paramLabel = "N", description = "Which period. By default the one settled last.")
    private @Nullable Integer period;

    @Mixin
    private TableOptions shared = new TableOptions();

    StatementCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return books.use(this::statement);
    }

    private int statement(OpenBooks open) {
        SettlementStore kept = open.store().settlements();
        Settled settled = period == null ? newest(kept) : of(kept, period);
        if (partner.isPresent()) {
            Statements.printPartner(terminal, shared, settled, partner.get());
        } else {
            Statements.printProgramme(terminal, shared, settled);
        }
        return Exit.FINE;
    }

    private static Settled newest(SettlementStore kept) {
        Optional<Settled> newest = Optional.empty();
        for (long each = kept.seals().size(); each > 0 && newest.isEmpty(); each--) {
            newest = kept.settled(each);
        }
        return newest.orElseThrow(
                () -> Stop.wrongUse("no period is settled yet", "`loyalty settle` closes and settles one"));
    }

    private static Settled of(SettlementStore kept, int period) {
        return kept.settled(period)
                .orElseThrow(() -> Stop.wrongUse(
                        "period " + period + " is not settled, " + kept.seals().size() + " are sealed",
                        "`loyalty settle` settles the next one"));
    }
}
