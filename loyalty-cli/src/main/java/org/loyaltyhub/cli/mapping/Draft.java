package org.loyaltyhub.cli.mapping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.cli.intake.Arrival;
import org.loyaltyhub.cli.intake.Misread;
import org.loyaltyhub.cli.intake.Named;
import org.loyaltyhub.cli.intake.SourceFile;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Unit;

/**
 * A receipt while its rows come in, as small as it can be: some 60 bytes a row. The event is made when asked for.
 *
 * <p>Not thread-safe while rows come in, immutable afterwards.
 */
final class Draft implements Arrival {
    /** Rows of one receipt. */
    static final int MOST_ROWS = 1_000;

    private static final int MOST_NAMED = 10;

    private final SourceFile file;
    private final String type;
    private final EventKey key;
    private final long firstLine;
    private final Currency currency;
    private @Nullable Head head;
    private final List<Row> rows = new ArrayList<>(4);
    private long[] lines = new long[4];
    private int count;
    private int bad;
    private final List<Long> badLines = new ArrayList<>(0);

    Draft(SourceFile file, String type, EventKey key, long firstLine, Currency currency) {
        this.file = file;
        this.type = type;
        this.key = key;
        this.firstLine = firstLine;
        this.currency = currency;
    }

    /** What the first good row says of the whole receipt. */
    record Head(
            Instant at,
            List<Identifier> member,
            Optional<String> purchase,
            Optional<String> site,
            Optional<String> channel,
            Optional<String> cashier,
            Map<String, String> attributes) {}

    /** What a row says. */
    sealed interface Row {}

    /**
     * A line of a purchase.
     *
     * @param amount in the currency's minor unit
     * @param currency null for the programme's
     */
    record Bought(
            String category,
            @Nullable String sku,
            long quantityMicros,
            Unit unit,
            long amount,
            @Nullable Currency currency,
            Map<String, String> attributes)
            implements Row {}

    /**
     * A line of a refund.
     *
     * @param quantityMicros null if the row has none
     * @param amount in the currency's minor unit; null if the row has none
     * @param currency null for the programme's
     */
    record Returned(
            @Nullable String sku,
            @Nullable Long quantityMicros,
            @Nullable Long amount,
            @Nullable Currency currency) implements Row {}

    @Override
    public String type() {
        return type;
    }

    EventKey key() {
        return key;
    }

    @Nullable
    Head head() {
        return head;
    }

    void take(Head first) {
        head = first;
    }

    void add(long line, Row row) {
        counted(line);
        if (count <= MOST_ROWS) {
            rows.add(row);
        } else {
            rows.clear();
        }
    }

    /** A row that could not be read: the receipt as a whole will not be reported. */
    void spoil(long line) {
        counted(line);
        bad++;
        if (badLines.size() < MOST_NAMED) {
            badLines.add(line);
        }
    }

    private void counted(long line) {
        if (count < MOST_ROWS) {
            if (count == lines.length) {
                lines = Arrays.copyOf(lines, Math.min(MOST_ROWS, 2 * count));
            }
            lines[count] = line;
        }
        count++;
    }

    /** Why it cannot be reported; empty if it can. */
    Optional<Misread> misread() {
        if (bad > 0) {
            String named =
                    String.join(", ", badLines.stream().map(String::valueOf).toList());
            return Optional.of(misread(new Problem(
                    "bad-rows",
                    "",
                    (count == 1 ? "its only row" : bad + " of its " + count + " rows") + " cannot be read: "
                            + (bad == 1 ? "line " : "lines ") + named + (bad > MOST_NAMED ? ", …" : ""),
                    "a receipt is taken whole or not at all: repair them and report it again")));
        }
        if (count > MOST_ROWS) {
            return Optional.of(misread(new Problem(
                    "too-many-rows",
                    "",
                    "the receipt has " + count + " rows",
                    "at most " + MOST_ROWS + " are taken: does `id` in the mapping tell receipts apart?")));
        }
        return Optional.empty();
    }

    private Misread misread(Problem problem) {
        return new Misread(Misread.Kind.RECEIPT, file, lines(), Named.of(key), List.of(problem));
    }

    private Head known() {
        if (head == null) {
            throw new IllegalStateException("a receipt without a good row was asked for: " + key);
        }
        return head;
    }

    @Override
    public Instant happenedAt() {
        return known().at();
    }

    @Override
    public SourceFile file() {
        return file;
    }

    @Override
    public long firstLine() {
        return firstLine;
    }

    @Override
    public List<Long> lines() {
        return Arrays.stream(lines, 0, Math.min(count, MOST_ROWS)).boxed().toList();
    }

    @Override
    public Event event() {
        Head of = known();
        return type.equals("refund")
                ? new Refund(
                        key,
                        of.at(),
                        of.member(),
                        of.purchase(),
                        rows.stream().map(row -> returned((Returned) row)).toList())
                : new Purchase(
                        key,
                        of.at(),
                        of.member(),
                        rows.stream().map(row -> bought((Bought) row)).toList(),
                        Money.ofMinor(0, currency),
                        of.site(),
                        of.channel(),
                        of.cashier(),
                        of.attributes());
    }

    private Line bought(Bought row) {
        return new Line(
                row.category(),
                Optional.ofNullable(row.sku()),
                new Quantity(row.quantityMicros(), row.unit()),
                money(row.amount(), row.currency()),
                row.attributes());
    }

    private Refund.ReturnedLine returned(Returned row) {
        return new Refund.ReturnedLine(
                Optional.empty(),
                Optional.ofNullable(row.sku()),
                Optional.ofNullable(row.quantityMicros()),
                Optional.ofNullable(row.amount()).map(minor -> money(minor, row.currency())));
    }

    private Money money(long minor, @Nullable Currency other) {
        return Money.ofMinor(minor, other == null ? currency : other);
    }
}
