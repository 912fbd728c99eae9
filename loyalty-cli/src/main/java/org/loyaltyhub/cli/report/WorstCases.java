package org.loyaltyhub.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.loyaltyhub.internal.text.Table;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rules.CompiledBook;
import org.loyaltyhub.rules.analysis.Cost;
import org.loyaltyhub.rules.analysis.WorstCase;

/** What the rules of files can give at most: a table for each file, or for machines. */
public final class WorstCases {
    private static final String NO_BOUND = "no bound";

    private final Programme programme;
    private final Numbers numbers;
    private final List<CompiledBook> books;

    public WorstCases(Programme programme, List<CompiledBook> books) {
        this.programme = programme;
        this.numbers = new Numbers(programme);
        this.books = List.copyOf(books);
    }

    /** A table for each file, without a line end after the last. */
    public String text() {
        return books.stream().map(this::table).collect(Collectors.joining("\n\n"));
    }

    private String table(CompiledBook book) {
        String title = book.rules().owner().value() + ", at most";
        Table table = Table.ofTexts(1, title, "each time", "a member a day", "a member a month");
        for (WorstCase each : book.worstCases()) {
            boolean points = !each.points().event().isNothing();
            boolean money = !each.money().event().isNothing();
            if (points || !money) {
                row(table, each.rule().name(), each.points(), true);
            }
            if (money) {
                row(table, points ? "" : each.rule().name(), each.money(), false);
            }
        }
        return table.text();
    }

    private void row(Table table, String rule, WorstCase.Bounds bounds, boolean points) {
        Optional<String> percent = bounds.event().percentOfSales();
        String each = bounds.event().isNothing() ? "nothing" : cell(bounds.event(), points);
        boolean same = bounds.event().isNothing()
                || (percent.isPresent() && bounds.memberMonth().most().isEmpty());
        table.row(
                rule,
                each,
                same ? "" : cell(bounds.memberDay(), points),
                same ? "" : cell(bounds.memberMonth(), points));
    }

    private String cell(Cost cost, boolean points) {
        return cost.most()
                .map(units -> points
                        ? numbers.pointsText(BigInteger.valueOf(units))
                        : Numbers.grouped(money(units)) + " " + programme.currency())
                .or(() -> cost.percentOfSales().map(percent -> percent + " of sales"))
                .orElse(NO_BOUND);
    }

    private BigDecimal money(long units) {
        return numbers.money(BigInteger.valueOf(units));
    }

    /** An array with an object for each rule. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (CompiledBook book : books) {
            for (WorstCase each : book.worstCases()) {
                json.writeStartObject();
                json.writeStringField("file", book.file());
                json.writeStringField("owner", each.rule().owner().value());
                json.writeStringField("rule", each.rule().name());
                write(json, "points", each.points(), true);
                write(json, "money", each.money(), false);
                json.writeArrayFieldStart("text");
                for (String line : each.text(programme)) {
                    json.writeString(line);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void write(JsonGenerator json, String what, WorstCase.Bounds bounds, boolean points) throws IOException {
        json.writeObjectFieldStart(what);
        write(json, "event", bounds.event(), points);
        write(json, "memberDay", bounds.memberDay(), points);
        write(json, "memberMonth", bounds.memberMonth(), points);
        json.writeStringField("ofSales", bounds.event().percentOfSales().orElse(null));
        json.writeEndObject();
    }

    private void write(JsonGenerator json, String field, Cost cost, boolean points) throws IOException {
        if (cost.most().isEmpty()) {
            json.writeNullField(field);
            return;
        }
        BigInteger units = BigInteger.valueOf(cost.most().get());
        json.writeNumberField(field, points ? numbers.points(units) : numbers.money(units));
    }
}
