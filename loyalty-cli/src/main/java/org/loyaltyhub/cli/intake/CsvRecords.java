package org.loyaltyhub.cli.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.problem.Problem;

/**
 * The records of a CSV file. A quoted field may run over several lines; one whose quote is never closed costs only the
 * line it began on, and reading goes on with the next.
 *
 * <p>Not thread-safe. Every line is looked at no more often than {@link #MOST_LINES} times, whatever the file holds.
 */
public final class CsvRecords implements Closeable {
    /** Lines that one record may run over. */
    public static final int MOST_LINES = 100;

    /** No record is larger, in characters. */
    private static final int MOST_LETTERS = ByteLines.LONGEST;

    /** More than any bound of FastCSV's own would let through. */
    private static final int BUFFER = 2 * MOST_LETTERS;

    private final TextLines lines;
    private final CsvDialect dialect;
    private final CsvReader.CsvReaderBuilder csv;
    /** Read already, to look for the end of a quoted field. */
    private final Deque<TextLines.Line> ahead = new ArrayDeque<>();

    public CsvRecords(ByteLines bytes, CsvDialect dialect) {
        this.lines = new TextLines(bytes, dialect.charset(), "save the file so, or name its `charset` in the mapping");
        this.dialect = dialect;
        this.csv = CsvReader.builder()
                .fieldSeparator(dialect.delimiter())
                .quoteCharacter(dialect.quote())
                .skipEmptyLines(false)
                .maxBufferSize(BUFFER);
    }

    /**
     * A record.
     *
     * @param line on which it begins, from 1
     * @param fields empty if there is a problem
     */
    public record Row(long line, List<String> fields, Optional<Problem> problem) {}

    /** The next record that is not an empty line; null at the end. */
    public @Nullable Row next() throws IOException {
        TextLines.Line first = nextLine();
        while (first != null && first.problem().isEmpty() && first.text().isEmpty()) {
            first = nextLine();
        }
        if (first == null) {
            return null;
        }
        if (first.problem().isPresent()) {
            return new Row(first.number(), List.of(), first.problem());
        }
        Optional<String> text = whole(first);
        return text.isPresent() ? parsed(first.number(), text.get()) : brokenQuotes(first.number());
    }

    private TextLines.@Nullable Line nextLine() throws IOException {
        return ahead.isEmpty() ? lines.next() : ahead.removeFirst();
    }

    /** The record's text over all its lines; empty, and the lines after the first are kept, if its quotes are broken. */
    private Optional<String> whole(TextLines.Line first) throws IOException {
        Quotes quotes = new Quotes(dialect);
        quotes.read(first.text());
        if (quotes.areClosed()) {
            return Optional.of(first.text());
        }
        StringBuilder text = new StringBuilder(first.text());
        List<TextLines.Line> taken = new ArrayList<>();
        while (quotes.areOpen() && taken.size() + 1 < MOST_LINES) {
            TextLines.Line next = nextLine();
            if (next == null) {
                break;
            }
            taken.add(next);
            if (next.problem().isPresent() || text.length() + next.text().length() >= MOST_LETTERS) {
                break;
            }
            text.append('\n').append(next.text());
            quotes.read(next.text());
        }
        if (quotes.areClosed()) {
            return Optional.of(text.toString());
        }
        for (int i = taken.size() - 1; i >= 0; i--) {
            ahead.addFirst(taken.get(i));
        }
        return Optional.empty();
    }

    private Row parsed(long line, String text) {
        try {
            return new Row(line, Arrays.asList(csv.ofSingleCsvRecord(StringArrayHandler.of(), text)), Optional.empty());
        } catch (CsvParseException e) {
            return brokenQuotes(line);
        }
    }

    private Row brokenQuotes(long line) {
        return new Row(
                line,
                List.of(),
                Optional.of(new Problem(
                        "broken-quotes",
                        "",
                        "a field in quotes does not end with a quote before the next " + named(dialect.delimiter()),
                        "write a quote inside a field twice, and close every field that begins with one")));
    }

    private static String named(char delimiter) {
        return switch (delimiter) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tabulator";
            default -> "`" + delimiter + "`";
        };
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** Follows the quotes over the lines of one record. */
    private static final class Quotes {
        private final char delimiter;
        private final char quote;
        private boolean open;
        private boolean broken;

        Quotes(CsvDialect dialect) {
            this.delimiter = dialect.delimiter();
            this.quote = dialect.quote();
        }

        boolean areOpen() {
            return open && !broken;
        }

        boolean areClosed() {
            return !open && !broken;
        }

        void read(String line) {
            int at = 0;
            while (at <= line.length() && !broken) {
                if (!open && at < line.length() && line.charAt(at) == quote) {
                    open = true;
                    at++;
                }
                at = open ? inQuotes(line, at) : afterDelimiter(line, at);
            }
        }

        /** Returns where the next field begins, or beyond the line if the quotes stay open. */
        private int inQuotes(String line, int from) {
            int at = line.indexOf(quote, from);
            while (at >= 0 && at + 1 < line.length() && line.charAt(at + 1) == quote) {
                at = line.indexOf(quote, at + 2);
            }
            if (at < 0) {
                return line.length() + 1;
            }
            open = false;
            broken = at + 1 < line.length() && line.charAt(at + 1) != delimiter;
            return at + 2;
        }

        private int afterDelimiter(String line, int from) {
            int at = line.indexOf(delimiter, from);
            return at < 0 ? line.length() + 1 : at + 1;
        }
    }
}
