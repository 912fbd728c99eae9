package org.loyaltyhub.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.loyaltyhub.internal.text.Table;
import org.loyaltyhub.settlement.Item.Kind;
import org.loyaltyhub.settlement.ProgrammeStatement.Bill;
import org.loyaltyhub.settlement.ProgrammeStatement.OwnAccount;
import org.loyaltyhub.value.PartnerId;

/** Statements for people, in English. Stable: equal statements have equal texts. */
public final class StatementText {
    private static final int MOST_RANGES = 6;
    private static final String SIDES = "lrrrrl";

    private final Heading heading;
    private final Amounts amounts;
    private final List<String> parts = new ArrayList<>();

    private StatementText(Heading heading) {
        this.heading = heading;
        this.amounts = new Amounts(heading);
    }

    /** A partner's statement, many lines, the last with its line end. */
    public static String of(Statement statement) {
        StatementText text = new StatementText(statement.heading());
        text.partner(statement);
        return text.all();
    }

    /** The programme's statement, likewise. */
    public static String of(ProgrammeStatement statement) {
        StatementText text = new StatementText(statement.heading());
        text.programme(statement);
        return text.all();
    }

    private String all() {
        return String.join("\n\n", parts) + "\n";
    }

    private void partner(Statement statement) {
        PartnerId partner = statement.partner();
        parts.add(title(partner + " (" + statement.name() + ")") + "\n"
                + "Money in " + amounts.currency() + ": above zero " + partner + " gets it, below zero " + partner
                + " owes it.");
        Table due = table();
        items(due, statement.items(), true);
        due.row("due", "", "", "", money(statement.billing().dueMicros()), "");
        due.row("rounded off", "", "", "", money(-statement.billing().roundedOffMicros()), "");
        due.row("billed", "", "", "", minor(statement.billing().billedMinor()), "");
        due.row("billed before", "", "", "", minor(statement.billedBefore()), "");
        due.row("billed until now", "", "", "", minor(statement.billedUntilNow()), "");
        parts.add(due.text());
        if (statement.items().stream().anyMatch(item -> !item.kind().isDue())) {
            Table told = table();
            items(told, statement.items(), false);
            parts.add("To know; nothing of it is billed.\n" + told.text());
        }
        parts.add(points(statement));
        if (!statement.vouchers().isEmpty()) {
            parts.add(vouchers(statement.vouchers()));
        }
    }

    private String title(String whose) {
        Seal seal = heading.seal();
        return heading.programme() + ": statement of " + whose + ", period " + seal.period() + "\nentries "
                + new EntryNumbers.Range(seal.first(), seal.last()) + ", sealed " + seal.sealedAt() + "\nseal "
                + seal.hash();
    }

    private Table table() {
        return new Table(SIDES, "", "times", "members", heading.points().plural(), amounts.currency(), "entries");
    }

    private void items(Table table, List<Item> items, boolean due) {
        for (Kind kind : Kind.values()) {
            List<Item> some = items.stream().filter(item -> item.kind() == kind).toList();
            if (kind.isDue() == due && !some.isEmpty()) {
                boolean isOne = some.size() == 1 && some.get(0).of().isEmpty();
                if (!isOne) {
                    table.row(kind.words(), "", "", "", "", "");
                }
                some.forEach(item -> item(table, item));
            }
        }
    }

    private void item(Table table, Item item) {
        table.row(
                item.of().isEmpty() ? item.kind().words() : "  " + of(item),
                Amounts.grouped(item.times()),
                Amounts.grouped(item.members()),
                Amounts.grouped(amounts.points(item.points())),
                money(item.micros()),
                entries(item.entries()));
    }

    private static String of(Item item) {
        return item.kind().of() == Item.Of.ISSUER ? "points of " + item.of() : item.of();
    }

    private static String entries(EntryNumbers numbers) {
        if (numbers.ranges().size() <= MOST_RANGES) {
            return numbers.toString();
        }
        EntryNumbers some = new EntryNumbers(numbers.ranges().subList(0, MOST_RANGES));
        return some + " and " + Amounts.grouped(numbers.count() - some.count()) + " more";
    }

    private String points(Statement statement) {
        Coverage coverage = statement.coverage();
        long exit = statement.exitMinor();
        String leaves = exit == 0
                ? "there would be nothing to pay"
                : "it would " + (exit > 0 ? "get " : "owe ") + minor(Math.abs(exit)) + " " + amounts.currency();
        return "Its points with the members: "
                + amounts.pointsText(statement.before().points()) + " before, "
                + amounts.pointsText(coverage.open().points()) + " now; members owe "
                + amounts.pointsText(coverage.open().owed()) + ".\n" + covered(coverage)
                + "\nIf it left now, " + leaves + "; its points stay with the members and are paid from what is held.";
    }

    private String covered(Coverage coverage) {
        Open open = coverage.open();
        String owed = open.owedMicros() == 0 ? "" : " less " + money(open.owedMicros()) + " that members owe";
        return "Held for them " + money(open.heldMicros()) + owed + ", worth " + money(coverage.neededMicros())
                + percent(coverage.perMille()) + ".";
    }

    private static String percent(OptionalLong perMille) {
        return perMille.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ": covered %s%d.%d %%",
                        perMille.getAsLong() < 0 ? "-" : "",
                        Math.abs(perMille.getAsLong()) / 10,
                        Math.abs(perMille.getAsLong()) % 10);
    }

    private String vouchers(List<OpenVouchers> vouchers) {
        Table table = new Table("lrr", "open vouchers", "count", "at most");
        for (OpenVouchers each : vouchers) {
            String worst = each.worstMinor().isEmpty()
                    ? "not known"
                    : minor(each.worstMinor().getAsLong());
            table.row(each.code(), Amounts.grouped(each.count()), worst);
        }
        return table.text();
    }

    private void programme(ProgrammeStatement statement) {
        parts.add(title("the programme"));
        parts.add(bills(statement));
        Table told = table();
        items(told, statement.items(), true);
        items(told, statement.items(), false);
        parts.add("All partners together.\n" + told.text());
        parts.add(openPoints(statement));
        parts.add(windDown(statement));
    }

    private String bills(ProgrammeStatement statement) {
        Table table = new Table("lrrrr", "in " + amounts.currency(), "before", "this period", "now", "exactly");
        for (Bill bill : statement.bills()) {
            table.row(
                    bill.partner() + (bill.billing().dueMicros() < 0 ? " owes" : " gets"),
                    "",
                    minor(bill.billing().billedMinor()),
                    "",
                    money(bill.billing().dueMicros()));
        }
        for (OwnAccount account : statement.accounts()) {
            table.row(
                    "programme: " + account.kind().name().toLowerCase(Locale.ROOT),
                    money(account.before()),
                    money(account.change()),
                    money(account.after()),
                    "");
        }
        table.row("partners and programme", "", money(statement.sumMicros()), "", "");
        return table.text();
    }

    private String openPoints(ProgrammeStatement statement) {
        Table table = new Table(
                "lrrrrrr",
                "open points of",
                heading.points().plural(),
                "held for them",
                "owed by members",
                "in money",
                "worth",
                "covered");
        for (Bill bill : statement.bills()) {
            open(table, bill.partner().value(), bill.coverage());
        }
        open(table, "all", statement.coverage());
        return table.text();
    }

    private void open(Table table, String whose, Coverage coverage) {
        table.row(
                whose,
                Amounts.grouped(amounts.points(coverage.open().points())),
                money(coverage.open().heldMicros()),
                Amounts.grouped(amounts.points(coverage.open().owed())),
                money(coverage.open().owedMicros()),
                money(coverage.neededMicros()),
                percent(coverage.perMille()).replace(": covered ", ""));
    }

    private String windDown(ProgrammeStatement statement) {
        return "If the programme ended now and every open point were paid from what is held, there would be left "
                + money(statement.coverage().leftMicros()) + " at the value of a point, "
                + money(statement.leftAtCheapestMicros()) + " where a redeemed point costs least, "
                + money(statement.leftAtDearestMicros()) + " where it costs most.";
    }

    private String money(long micros) {
        return Amounts.grouped(amounts.money(micros));
    }

    private String minor(long minor) {
        return Amounts.grouped(amounts.minor(minor));
    }
}
