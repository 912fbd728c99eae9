package org.loyaltyhub.cli.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.loyaltyhub.cli.intake.CsvDialect;

/**
 * What a mapping file says: how an export is written, which rows count, and what each field of an event is made of.
 *
 * <p>Immutable and thread-safe. Read one with {@link MappingReader}.
 */
public final class Mapping {
    private final CsvDialect dialect;
    /** The columns of files that have no line naming them; empty if the first line does. */
    private final List<String> header;

    private final NumberForm numbers;
    private final RowFilter rows;
    private final OfReceipt receipt;
    private final OfLine line;

    Mapping(
            CsvDialect dialect,
            List<String> header,
            NumberForm numbers,
            RowFilter rows,
            OfReceipt receipt,
            OfLine line) {
        this.dialect = dialect;
        this.header = List.copyOf(header);
        this.numbers = numbers;
        this.rows = rows;
        this.receipt = receipt;
        this.line = line;
    }

    /** What a receipt's fields are made of. Rows of one partner and id are one receipt. */
    record OfReceipt(
            Template partner,
            Template id,
            TimeForm at,
            SortedMap<String, Template> member,
            Optional<Template> site,
            Optional<Template> channel,
            Optional<Template> cashier,
            SortedMap<String, Template> attributes) {}

    /**
     * What a line's fields are made of; every row is one.
     *
     * @param unit the category's own if empty
     * @param currency the programme's if empty
     */
    record OfLine(
            CategoryTable category,
            Optional<Template> sku,
            Optional<Template> quantity,
            Optional<Template> unit,
            Amount amount,
            Optional<Template> currency,
            SortedMap<String, Template> attributes) {}

    /**
     * What a line costs.
     *
     * @param times multiplied with the first and rounded half up to the minor unit; empty if the first says it all
     */
    record Amount(Template first, Optional<Template> times) {}

    CsvDialect dialect() {
        return dialect;
    }

    List<String> header() {
        return header;
    }

    NumberForm numbers() {
        return numbers;
    }

    RowFilter rows() {
        return rows;
    }

    OfReceipt receipt() {
        return receipt;
    }

    OfLine line() {
        return line;
    }

    /** All columns it names, each once, in the order of the mapping file's parts. */
    Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        Stream.concat(rows.keep().stream(), rows.drop().stream()).forEach(test -> columns.add(test.column()));
        templates().forEach(template -> columns.addAll(template.columns()));
        return columns;
    }

    private Stream<Template> templates() {
        Stream<Template> needed = Stream.of(
                receipt.partner(),
                receipt.id(),
                receipt.at().text(),
                line.category().of(),
                line.amount().first());
        Stream<Optional<Template>> optional = Stream.of(
                receipt.site(),
                receipt.channel(),
                receipt.cashier(),
                line.sku(),
                line.quantity(),
                line.unit(),
                line.amount().times(),
                line.currency());
        Stream<Map<String, Template>> named = Stream.of(receipt.member(), receipt.attributes(), line.attributes());
        return Stream.of(needed, optional.flatMap(Optional::stream), named.flatMap(map -> map.values().stream()))
                .flatMap(each -> each);
    }
}
