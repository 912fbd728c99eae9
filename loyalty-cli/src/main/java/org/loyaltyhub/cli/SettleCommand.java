package org.loyaltyhub.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.cli.report.Progress;
import org.loyaltyhub.hub.Hub;
import org.loyaltyhub.hub.OperatorHub;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.settlement.Seal;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.store.SettlementStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code loyalty settle}: closes a period of the books and bills it. */
@Command(
        name = "settle",
        mixinStandardHelpOptions = true,
        versionProvider = LoyaltyCommand.Version.class,
        sortOptions = false,
        description = {
            "Closes the books up to their newest entry, and settles the period: every partner is billed what it owes or gets.",
            "If a closed period is not settled yet, that one is settled instead, and nothing else is closed. If nothing happened since the last settlement, nothing is done.",
            "Prints the statement of the programme; `loyalty statement` has those of partners, and shows them again.",
            ""
        },
        exitCodeListHeading = "%nWhat it tells the shell when it ends:%n",
        exitCodeList = {" 0:all is well", Exit.ON_WRONG_USE, "70:a bug of ours"})
final class SettleCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private StoreOptions books = new StoreOptions();

    @Option(
            names = "--up-to",
            paramLabel = "N",
            description =
                    "Closes the books up to entry N of the journal, itself included. By default up to the newest.")
    private @Nullable Integer upTo;

    @Mixin
    private TableOptions shared = new TableOptions();

    SettleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return books.use(this::settle);
    }

    private int settle(OpenBooks open) {
        SettlementStore kept = open.store().settlements();
        List<Seal> seals = kept.seals();
        long period = firstUnsettled(kept, seals);
        boolean isSealed = period <= seals.size();
        if (isSealed && upTo != null) {
            throw Stop.wrongUse(
                    seals.get((int) period - 1) + " is sealed and not settled", "settle it first, without --up-to");
        }
        if (!isSealed && upTo == null && isNothingNew(kept, seals)) {
            return nothing("nothing happened since " + name(seals) + ": nothing is settled");
        }
        refuseBeyond(kept.lastNumber());
        OperatorHub operator = Hub.builder()
                .version(open.version())
                .store(open.store())
                .build()
                .operator();
        Progress progress = Progressing.on(terminal, shared.isQuiet());
        Settled settled;
        try {
            if (!isSealed) {
                done(upTo == null ? operator.seal(progress) : operator.seal(upTo, progress));
            }
            settled = done(operator.settle(period, progress));
        } finally {
            progress.end();
        }
        Statements.printProgramme(terminal, shared, settled);
        return Exit.FINE;
    }

    private int nothing(String why) {
        terminal.err().println(why);
        shared.printIfJson(
                terminal,
                () -> Json.text(json -> {
                    json.writeStartObject();
                    json.writeNullField("settled");
                    json.writeStringField("why", why);
                    json.writeEndObject();
                }));
        return Exit.FINE;
    }

    private void refuseBeyond(long newest) {
        if (upTo != null && upTo > newest) {
            throw Stop.wrongUse(
                    "there is no entry " + upTo + ", the newest is " + newest,
                    "give --up-to " + newest + " at most, or leave it out");
        }
    }

    private static String name(List<Seal> seals) {
        return seals.isEmpty() ? "the books began" : seals.get(seals.size() - 1).toString();
    }

    private static <T> T done(Reading<T> reading) {
        return reading.value().orElseThrow(() -> Stop.unreadable(reading.problems()));
    }

    private static long firstUnsettled(SettlementStore kept, List<Seal> seals) {
        long period = seals.size() + 1L;
        while (period > 1 && kept.settled(period - 1).isEmpty()) {
            period--;
        }
        return period;
    }

    /** Whether all that was written since are settlements; there is at most one for each period. */
    private static boolean isNothingNew(SettlementStore kept, List<Seal> seals) {
        long last = seals.isEmpty() ? 0 : seals.get(seals.size() - 1).last();
        long newest = kept.lastNumber();
        if (newest - last > seals.size()) {
            return false;
        }
        boolean[] isNew = new boolean[1];
        kept.journal(last + 1, newest, line -> isNew[0] |= line.entry().code() != Entry.Code.SETTLE);
        return !isNew[0];
    }
}
