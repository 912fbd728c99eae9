package org.loyaltyhub.cli.mapping;

import java.util.LinkedHashSet;
import java.util.List;
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
    private final List<OfEvent> events;

    Mapping(CsvDialect dialect, List<String> header, NumberForm numbers, RowFilter rows, List<OfEvent> events) {
        this.dialect = dialect;
        this.header = List.copyOf(header);
        this.numbers = numbers;
        this.rows = rows;
        this.events = List.copyOf(events);
    }

    /**
     * One kind of events that rows become.
     *
     * @param rows which rows do
     */
    record OfEvent(RowFilter rows, OfReceipt receipt, OfLine line) {
        /** {@code purchase} or {@code refund}. */
        String type() {
            return line instanceof OfReturned ? "refund" : "purchase";
        }
    }

    /**
     * What a receipt's fields are made of. Rows of one partner and id are one receipt.
     *
     * @param purchase of a refund, the id of what is returned
     */
    record OfReceipt(
            Template partner,
            Template id,
            TimeForm at,
            SortedMap<String, Template> member,
            Optional<Template> purchase,
            Optional<Template> site,
            Optional<Template> channel,
            Optional<Template> cashier,
            SortedMap<String, Template> attributes) {}

    /** What a line's fields are made of; every row is one. */
    sealed interface OfLine {}

    /**
     * A line that was bought.
     *
     * @param unit the category's own if empty
     * @param currency the programme's if empty
     */
    record OfBought(
            CategoryTable category,
            Optional<Template> sku,
            Optional<Calculation> quantity,
            Optional<Template> unit,
            Calculation amount,
            Optional<Template> currency,
            SortedMap<String, Template> attributes)
            implements OfLine {}

    /**
     * A line that comes back.
     *
     * @param currency the programme's if empty
     */
    record OfReturned(
            Optional<Template> sku,
            Optional<Calculation> quantity,
            Optional<Calculation> amount,
            Optional<Template> currency)
            implements OfLine {}

    CsvDialect dialect() {
        return dialect;
    }

    List<String> header() {
        return header;
    }

    NumberForm numbers() {
        return numbers;
    }

    /** Which rows count at all. */
    RowFilter rows() {
        return rows;
    }

    /** A row becomes the first of them whose rows it is one of. */
    List<OfEvent> events() {
        return events;
    }

    /** All columns it names, each once, in the order of the mapping file's parts. */
    Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>(rows.columns());
        for (OfEvent event : events) {
            columns.addAll(event.rows().columns());
            Stream.concat(of(event.receipt()), of(event.line()))
                    .forEach(template -> columns.addAll(template.columns()));
        }
        return columns;
    }

    private static Stream<Template> of(OfReceipt receipt) {
        Stream<Optional<Template>> optional =
                Stream.of(receipt.purchase(), receipt.site(), receipt.channel(), receipt.cashier());
        return Stream.of(
                        Stream.of(receipt.partner(), receipt.id(), receipt.at().text()),
                        optional.flatMap(Optional::stream),
                        receipt.member().values().stream(),
                        receipt.attributes().values().stream())
                .flatMap(each -> each);
    }

    private static Stream<Template> of(OfLine line) {
        if (line instanceof OfReturned returned) {
            return Stream.of(
                            returned.sku().stream(),
                            calculated(returned.amount()),
                            calculated(returned.quantity()),
                            returned.currency().stream())
                    .flatMap(each -> each);
        }
        OfBought bought = (OfBought) line;
        return Stream.of(
                        Stream.of(bought.category().of()),
                        bought.amount().templates(),
                        bought.sku().stream(),
                        calculated(bought.quantity()),
                        bought.unit().stream(),
                        bought.currency().stream(),
                        bought.attributes().values().stream())
                .flatMap(each -> each);
    }

    private static Stream<Template> calculated(Optional<Calculation> calculation) {
        return calculation.stream().flatMap(Calculation::templates);
    }
}
