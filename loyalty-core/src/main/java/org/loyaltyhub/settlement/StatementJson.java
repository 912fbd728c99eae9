package org.loyaltyhub.settlement;

import java.util.List;
import java.util.Locale;
import org.loyaltyhub.internal.json.JsonWriter;
import org.loyaltyhub.settlement.Item.Kind;
import org.loyaltyhub.settlement.ProgrammeStatement.Bill;
import org.loyaltyhub.settlement.ProgrammeStatement.OwnAccount;

/**
 * Statements for machines: one JSON object without white space, as {@code statement.schema.json} beside this class says.
 * Money and points are texts with all their digits, so that no reader rounds them; counts and entries are numbers.
 */
public final class StatementJson {
    private final Heading heading;
    private final Amounts amounts;
    private final JsonWriter json = new JsonWriter();

    private StatementJson(Heading heading) {
        this.heading = heading;
        this.amounts = new Amounts(heading);
    }

    /** A partner's statement. */
    public static String of(Statement statement) {
        StatementJson json = new StatementJson(statement.heading());
        json.partner(statement);
        return json.json.toString();
    }

    /** The programme's statement. */
    public static String of(ProgrammeStatement statement) {
        StatementJson json = new StatementJson(statement.heading());
        json.programme(statement);
        return json.json.toString();
    }

    private void partner(Statement statement) {
        open("partner statement");
        json.field("partner", statement.partner().value()).field("name", statement.name());
        items(statement.items());
        Billing billing = statement.billing();
        money("due", billing.dueMicros());
        money("roundedOff", billing.roundedOffMicros());
        minor("billed", billing.billedMinor());
        minor("billedBefore", statement.billedBefore());
        minor("billedUntilNow", statement.billedUntilNow());
        minor("exit", statement.exitMinor());
        json.field(
                "openPointsBefore", amounts.points(statement.before().points()).toPlainString());
        coverage(statement.coverage());
        vouchers(statement.vouchers());
        json.close('}');
    }

    private void programme(ProgrammeStatement statement) {
        open("programme statement");
        json.name("bills").open('[');
        for (Bill bill : statement.bills()) {
            json.open('{').field("partner", bill.partner().value()).field("name", bill.name());
            money("due", bill.billing().dueMicros());
            money("roundedOff", bill.billing().roundedOffMicros());
            minor("billed", bill.billing().billedMinor());
            coverage(bill.coverage());
            json.close('}');
        }
        json.close(']').name("accounts").open('[');
        for (OwnAccount account : statement.accounts()) {
            json.open('{').field("account", account.kind().name().toLowerCase(Locale.ROOT));
            money("before", account.before());
            money("change", account.change());
            money("after", account.after());
            json.close('}');
        }
        json.close(']');
        money("sum", statement.sumMicros());
        items(statement.items());
        coverage(statement.coverage());
        json.name("windDown").open('{');
        money("leftAtValue", statement.coverage().leftMicros());
        money("leftAtCheapest", statement.leftAtCheapestMicros());
        money("leftAtDearest", statement.leftAtDearestMicros());
        json.close('}').close('}');
    }

    private void open(String type) {
        Seal seal = heading.seal();
        json.open('{')
                .field("type", type)
                .field("programme", heading.programme())
                .field("currency", amounts.currency())
                .literalField("period", Long.toString(seal.period()))
                .literalField("firstEntry", Long.toString(seal.first()))
                .literalField("lastEntry", Long.toString(seal.last()))
                .field("sealedAt", seal.sealedAt().toString())
                .field("seal", seal.hash());
    }

    private void items(List<Item> items) {
        json.name("items").open('[');
        for (Item item : items) {
            json.open('{').field("kind", kind(item.kind()));
            if (!item.of().isEmpty()) {
                json.field("of", item.of());
            }
            json.literalField("due", Boolean.toString(item.kind().isDue()))
                    .literalField("times", Long.toString(item.times()))
                    .literalField("members", Long.toString(item.members()))
                    .field("points", amounts.points(item.points()).toPlainString());
            money("amount", item.micros());
            json.name("entries").open('[');
            for (EntryNumbers.Range range : item.entries().ranges()) {
                json.open('[')
                        .literal(Long.toString(range.first()))
                        .literal(Long.toString(range.last()))
                        .close(']');
            }
            json.close(']').close('}');
        }
        json.close(']');
    }

    /** {@code spent-here}: stable, for machines. */
    private static String kind(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void coverage(Coverage coverage) {
        Open open = coverage.open();
        json.name("openPoints").open('{');
        json.field("points", amounts.points(open.points()).toPlainString())
                .field("owedByMembers", amounts.points(open.owed()).toPlainString());
        money("held", open.heldMicros());
        money("owed", open.owedMicros());
        money("worth", coverage.neededMicros());
        coverage.perMille().ifPresent(perMille -> json.literalField("coveredPerMille", Long.toString(perMille)));
        json.close('}');
    }

    private void vouchers(List<OpenVouchers> vouchers) {
        json.name("openVouchers").open('[');
        for (OpenVouchers each : vouchers) {
            json.open('{').field("code", each.code()).literalField("count", Long.toString(each.count()));
            each.worstMinor().ifPresent(worst -> minor("atMost", worst));
            json.close('}');
        }
        json.close(']');
    }

    private void money(String name, long micros) {
        json.field(name, amounts.money(micros).toPlainString());
    }

    private void minor(String name, long minor) {
        json.field(name, amounts.minor(minor).toPlainString());
    }
}
