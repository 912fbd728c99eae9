package org.loyaltyhub.cli;

import java.util.List;
import org.loyaltyhub.problem.Suggestion;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.settlement.Statement;
import org.loyaltyhub.settlement.StatementCsv;
import org.loyaltyhub.settlement.StatementJson;
import org.loyaltyhub.settlement.StatementText;
import org.loyaltyhub.value.PartnerId;

/** Statements, printed as they are asked for. */
final class Statements {
    private Statements() {}

    static void printProgramme(Terminal terminal, TableOptions shared, Settled settled) {
        shared.print(
                terminal,
                () -> StatementText.of(settled.programme()),
                () -> StatementJson.of(settled.programme()),
                () -> StatementCsv.of(settled.programme()));
    }

    static void printPartner(Terminal terminal, TableOptions shared, Settled settled, String partner) {
        Statement statement = settled.statement(new PartnerId(partner)).orElseThrow(() -> {
            List<String> known = settled.statements().stream()
                    .map(each -> each.partner().value())
                    .toList();
            String near = Suggestion.didYouMean(partner, known);
            return Stop.wrongUse(
                    "there is no statement of `" + partner + "` for " + settled.seal(),
                    near.isEmpty() ? "there are those of " + String.join(", ", known) : near);
        });
        shared.print(
                terminal,
                () -> StatementText.of(statement),
                () -> StatementJson.of(statement),
                () -> StatementCsv.of(statement));
    }
}
