package org.loyaltyhub.settlement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.loyaltyhub.internal.json.JsonWriter;
import org.loyaltyhub.internal.text.Table;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.ledger.Balances;
import org.loyaltyhub.value.Points;

/**
 * What accounts stand at, for people, machines and accountants: exact, by kind, then by holder.
 *
 * <p>Immutable and thread-safe.
 */
public final class BalanceSheet {
    private static final List<Kind> OF_MEMBERS = List.of(Kind.AVAILABLE, Kind.HELD, Kind.RESERVED, Kind.DEBT);
    private static final String END = "\r\n";

    private final Amounts amounts;
    private final List<Row> rows;

    private record Row(String kind, String holder, Account.Unit unit, BigDecimal amount) {}

    private BalanceSheet(Amounts amounts, List<Row> rows) {
        this.amounts = amounts;
        this.rows = List.copyOf(rows);
    }

    /** Every account but those of members, whose sum stands for them all. */
    public static BalanceSheet ofAll(Terms terms, Balances balances) {
        Amounts amounts = new Amounts(terms.currency(), terms.points());
        List<Row> rows = new ArrayList<>();
        for (Kind kind : OF_MEMBERS) {
            long sum = 0;
            for (Map.Entry<Account, Long> each : balances.all().entrySet()) {
                sum = each.getKey().kind() == kind ? Math.addExact(sum, each.getValue()) : sum;
            }
            rows.add(row(amounts, new Account(kind, "all members"), sum));
        }
        rows.addAll(rows(amounts, balances, account -> !OF_MEMBERS.contains(account.kind())));
        return new BalanceSheet(amounts, rows);
    }

    /** The accounts of one member or partner, or of the programme, that anything was posted to. */
    public static BalanceSheet of(Terms terms, Balances balances, String holder) {
        Amounts amounts = new Amounts(terms.currency(), terms.points());
        return new BalanceSheet(
                amounts, rows(amounts, balances, account -> account.holder().equals(holder)));
    }

    private static List<Row> rows(Amounts amounts, Balances balances, Predicate<Account> which) {
        return balances.all().entrySet().stream()
                .filter(each -> which.test(each.getKey()))
                .map(each -> row(amounts, each.getKey(), each.getValue()))
                .toList();
    }

    private static Row row(Amounts amounts, Account account, long balance) {
        Account.Unit unit = account.kind().unit();
        BigDecimal amount =
                unit == Account.Unit.POINTS ? amounts.points(Points.ofUnits(balance)) : amounts.money(balance);
        return new Row(
                account.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '), account.holder(), unit, amount);
    }

    private String unit(Row row) {
        return row.unit() == Account.Unit.POINTS ? "points" : amounts.currency();
    }

    /** For people, without a line end after the last line. */
    public String text() {
        Table table = new Table("llrl", "account", "of", "stands at", "");
        rows.forEach(row -> table.row(row.kind(), row.holder(), Amounts.grouped(row.amount()), unit(row)));
        return table.text();
    }

    /** For machines: a list of objects without white space; amounts are texts with all their digits. */
    public String json() {
        JsonWriter json = new JsonWriter();
        json.open('[');
        for (Row row : rows) {
            json.open('{')
                    .field("account", row.kind())
                    .field("of", row.holder())
                    .field("balance", row.amount().toPlainString())
                    .field("unit", unit(row))
                    .close('}');
        }
        return json.close(']').toString();
    }

    /** For accountants: RFC 4180, with a line of headings. */
    public String csv() {
        StringBuilder csv = new StringBuilder("account,of,balance,unit").append(END);
        for (Row row : rows) {
            csv.append(row.kind())
                    .append(',')
                    .append(StatementCsv.text(row.holder()))
                    .append(',')
                    .append(row.amount().toPlainString())
                    .append(',')
                    .append(unit(row))
                    .append(END);
        }
        return csv.toString();
    }
}
