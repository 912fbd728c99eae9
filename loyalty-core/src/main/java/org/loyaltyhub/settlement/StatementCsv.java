package org.loyaltyhub.settlement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.loyaltyhub.settlement.Item.Kind;
import org.loyaltyhub.settlement.ProgrammeStatement.Bill;
import org.loyaltyhub.settlement.ProgrammeStatement.OwnAccount;
import org.loyaltyhub.value.PartnerId;

/**
 * Statements for accountants: RFC 4180, UTF-8, a row a figure, the same columns for every statement, so that files can be
 * put under each other. Money is exact, with a point; a cell that a spreadsheet would take for a formula has an apostrophe
 * before it, numbers have not.
 */
public final class StatementCsv {
    /** The first line of every file. */
    public static final String HEADINGS =
            "programme,period,first entry,last entry,partner,figure,of,due,times,members,points,amount,currency,entries";

    private static final String END = "\r\n";

    private final Heading heading;
    private final Amounts amounts;
    private final StringBuilder rows = new StringBuilder();

    private StatementCsv(Heading heading) {
        this.heading = heading;
        this.amounts = new Amounts(heading);
    }

    /** A partner's statement, with the line of headings. The rows whose {@code due} is yes sum to the row {@code due}. */
    public static String of(Statement statement) {
        StatementCsv csv = new StatementCsv(statement.heading());
        csv.partner(statement);
        return HEADINGS + END + csv.rows;
    }

    /** The programme's statement, with the line of headings. The amounts of the rows marked yes sum to zero. */
    public static String of(ProgrammeStatement statement) {
        StatementCsv csv = new StatementCsv(statement.heading());
        csv.programme(statement);
        return HEADINGS + END + csv.rows;
    }

    private void partner(Statement statement) {
        PartnerId partner = statement.partner();
        statement
                .items()
                .forEach(item -> item(partner.value(), item, item.kind().isDue()));
        sum(partner, "due", amounts.money(statement.billing().dueMicros()));
        sum(partner, "rounded off", amounts.money(-statement.billing().roundedOffMicros()));
        sum(partner, "billed", amounts.minor(statement.billing().billedMinor()));
        sum(partner, "billed before", amounts.minor(statement.billedBefore()));
        sum(partner, "billed until now", amounts.minor(statement.billedUntilNow()));
        open(partner.value(), statement.coverage());
        statement
                .vouchers()
                .forEach(each -> row(
                        partner.value(),
                        "open vouchers",
                        each.code(),
                        false,
                        Long.toString(each.count()),
                        "",
                        "",
                        each.worstMinor().isEmpty()
                                ? ""
                                : amounts.minor(each.worstMinor().getAsLong()).toPlainString(),
                        ""));
    }

    private void programme(ProgrammeStatement statement) {
        for (Bill bill : statement.bills()) {
            plain(
                    bill.partner().value(),
                    "billed",
                    "",
                    true,
                    amounts.minor(bill.billing().billedMinor()));
        }
        for (OwnAccount account : statement.accounts()) {
            String kind = account.kind().name().toLowerCase(Locale.ROOT);
            plain(PartnerId.PROGRAMME.value(), kind, "this period", true, amounts.money(account.change()));
            plain(PartnerId.PROGRAMME.value(), kind, "now", false, amounts.money(account.after()));
        }
        statement.items().forEach(item -> item("", item, false));
        statement.bills().forEach(bill -> open(bill.partner().value(), bill.coverage()));
        open("", statement.coverage());
    }

    private void item(String partner, Item item, boolean isDue) {
        row(
                partner,
                words(item.kind()),
                item.of(),
                isDue,
                Long.toString(item.times()),
                Long.toString(item.members()),
                amounts.points(item.points()).toPlainString(),
                amounts.money(item.micros()).toPlainString(),
                item.entries().toString());
    }

    private static String words(Kind kind) {
        return kind.words();
    }

    private void open(String partner, Coverage coverage) {
        Open open = coverage.open();
        row(
                partner,
                "open points",
                "held for them",
                false,
                "",
                "",
                amounts.points(open.points()).toPlainString(),
                amounts.money(open.heldMicros()).toPlainString(),
                "");
        row(
                partner,
                "open points",
                "worth",
                false,
                "",
                "",
                amounts.points(open.points()).toPlainString(),
                amounts.money(coverage.neededMicros()).toPlainString(),
                "");
        row(
                partner,
                "debts of members",
                "",
                false,
                "",
                "",
                amounts.points(open.owed()).toPlainString(),
                amounts.money(open.owedMicros()).toPlainString(),
                "");
    }

    private void sum(PartnerId partner, String figure, BigDecimal amount) {
        plain(partner.value(), figure, "", false, amount);
    }

    private void plain(String partner, String figure, String of, boolean isDue, BigDecimal amount) {
        row(partner, figure, of, isDue, "", "", "", amount.toPlainString(), "");
    }

    private void row(
            String partner,
            String figure,
            String of,
            boolean isDue,
            String times,
            String members,
            String points,
            String amount,
            String entries) {
        Seal seal = heading.seal();
        Stream<String> cells = Stream.of(
                text(heading.programme()),
                Long.toString(seal.period()),
                Long.toString(seal.first()),
                Long.toString(seal.last()),
                text(partner),
                text(figure),
                text(of),
                isDue ? "yes" : "no",
                times,
                members,
                points,
                amount,
                amounts.currency(),
                text(entries));
        rows.append(cells.collect(Collectors.joining(","))).append(END);
    }

    private static final List<String> FORMULAS = List.of("=", "+", "-", "@", "\t", "\r");

    /** A cell of text: no formula, and quoted where commas, quotes or line ends ask for it. */
    static String text(String text) {
        String safe = FORMULAS.stream().anyMatch(text::startsWith) ? "'" + text : text;
        boolean isPlain =
                safe.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter == '\n' || letter == '\r');
        return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
