package org.loyaltyhub.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.loyaltyhub.ledger.Balances;
import org.loyaltyhub.problem.Suggestion;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.settlement.BalanceSheet;
import org.loyaltyhub.settlement.Terms;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code loyalty balance}: what accounts stand at, now or then. */
@Command(
        name = "balance",
        mixinStandardHelpOptions = true,
        versionProvider = LoyaltyCommand.Version.class,
        sortOptions = false,
        description = {
            "Says what the accounts of the books stand at: of the programme and all partners, of one of them, or of a member.",
            "Changes nothing.",
            ""
        },
        exitCodeListHeading = "%nWhat it tells the shell when it ends:%n",
        exitCodeList = {" 0:all is well", Exit.ON_WRONG_USE, "70:a bug of ours"})
final class BalanceCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private StoreOptions books = new StoreOptions();

    @Option(
            names = "--member",
            paramLabel = "KIND:VALUE",
            description = "Only this member's accounts, by one of its identifiers: card:7001.")
    private Optional<String> member = Optional.empty();

    @Option(
            names = "--partner",
            paramLabel = "ID",
            description = "Only this partner's accounts, or those of `programme`.")
    private Optional<String> partner = Optional.empty();

    @Option(
            names = "--as-of",
            paramLabel = "N|MOMENT",
            description = {
                "As they stood after entry N of the journal, or with all that was recorded by a moment:"
                        + " 2026-03-31T21:00:00Z. By default: now."
            })
    private Optional<String> asOf = Optional.empty();

    @Mixin
    private TableOptions shared = new TableOptions();

    BalanceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (member.isPresent() && partner.isPresent()) {
            throw Stop.wrongUse("--member and --partner name two holders of accounts", "ask for one of them");
        }
        return books.use(this::balance);
    }

    private int balance(OpenBooks open) {
        Programme programme = open.version().programme();
        Terms terms = Terms.of(programme);
        Optional<String> holder = member.map(given -> member(open, given).value())
                .or(() -> partner.map(given -> partner(programme, given)));
        Balances balances = balances(open);
        BalanceSheet sheet = holder.map(each -> BalanceSheet.of(terms, balances, each))
                .orElseGet(() -> BalanceSheet.ofAll(terms, balances));
        shared.print(terminal, sheet::text, sheet::json, sheet::csv);
        return Exit.FINE;
    }

    private static MemberId member(OpenBooks open, String given) {
        int colon = given.indexOf(':');
        if (colon <= 0 || colon == given.length() - 1) {
            throw Stop.wrongUse("`" + given + "` is no identifier", "write --member KIND:VALUE, as in card:7001");
        }
        return open.store()
                .member(new Identifier(given.substring(0, colon), given.substring(colon + 1)))
                .orElseThrow(() -> Stop.wrongUse("nobody is known by " + given, "is it the right card?"));
    }

    private static String partner(Programme programme, String given) {
        boolean isKnown = given.equals(PartnerId.PROGRAMME.value())
                || programme.terms().partners().stream()
                        .anyMatch(each -> each.id().value().equals(given));
        if (!isKnown) {
            List<String> known = programme.terms().partners().stream()
                    .map(each -> each.id().value())
                    .toList();
            String near = Suggestion.didYouMean(given, known);
            throw Stop.wrongUse(
                    "there is no partner `" + given + "`",
                    near.isEmpty() ? "there are " + String.join(", ", known) : near);
        }
        return given;
    }

    private Balances balances(OpenBooks open) {
        if (asOf.isEmpty()) {
            return open.audit().balances();
        }
        String given = asOf.get();
        try {
            return given.matches("[0-9]{1,18}") ? asOf(open, Long.parseLong(given)) : asOf(open, Instant.parse(given));
        } catch (DateTimeException e) {
            throw Stop.wrongUse(
                    "`" + given + "` is neither the number of an entry nor a moment",
                    "write --as-of 4711, or --as-of 2026-03-31T21:00:00Z");
        }
    }

    private Balances asOf(OpenBooks open, long number) {
        long newest = open.store().settlements().lastNumber();
        if (number > newest) {
            tellEnd("there is no entry " + number + ", the newest is " + newest);
        }
        return open.audit().balancesAsOf(number);
    }

    private Balances asOf(OpenBooks open, Instant moment) {
        open.store()
                .lastRecordedAt()
                .filter(moment::isAfter)
                .ifPresent(last -> tellEnd("nothing is recorded after " + last));
        return open.audit().balancesAsOf(moment);
    }

    private void tellEnd(String message) {
        terminal.err().println(message + ": this is how the accounts stand now");
    }
}
