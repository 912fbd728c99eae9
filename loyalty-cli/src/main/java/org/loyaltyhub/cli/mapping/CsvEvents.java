package org.loyaltyhub.cli.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.cli.intake.ByteLines;
import org.loyaltyhub.cli.intake.CsvRecords;
import org.loyaltyhub.cli.intake.Intake;
import org.loyaltyhub.cli.intake.Misread;
import org.loyaltyhub.cli.intake.Named;
import org.loyaltyhub.cli.intake.SourceFile;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Suggestion;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Texts;

/**
 * Reads CSV files as a mapping says.
 *
 * <p>Rows of one partner and id are one receipt, wherever in the file they stand: receipts are handed on when the file is
 * over, in the order of their first rows. A receipt is where and when its first row says. If one of its rows cannot be
 * read, or names another member, the receipt as a whole is refused, and so is each of those rows with its reason. A row
 * with broken quotes or a wrong number of columns does not tell its receipt, and is refused alone.
 *
 * <p>Thread-safe. Needs some 60 bytes a row.
 */
public final class CsvEvents {
    private final Mapping mapping;
    private final Programme programme;

    public CsvEvents(Mapping mapping, Programme programme) {
        this.mapping = mapping;
        this.programme = programme;
    }

    /** Reads to the end. A file without the columns that the mapping names is a {@link Misread.Kind#FILE}. */
    public void read(SourceFile file, InputStream in, Intake intake) throws IOException {
        CsvRecords records = new CsvRecords(new ByteLines(in), mapping.dialect());
        List<String> header = mapping.header();
        if (header.isEmpty()) {
            CsvRecords.Row first = records.next();
            if (first == null) {
                refuse(file, 1, List.of(problem("empty-file", "the file is empty", "")), intake);
                return;
            }
            if (first.problem().isPresent()) {
                refuse(file, first.line(), List.of(first.problem().get()), intake);
                return;
            }
            header = first.fields().stream().map(String::strip).toList();
        }
        List<Problem> missing = missing(header);
        if (missing.isEmpty()) {
            new Reader(file, header, intake).readAll(records);
        } else {
            refuse(file, 1, missing, intake);
        }
    }

    private static void refuse(SourceFile file, long line, List<Problem> problems, Intake intake) {
        intake.misread(new Misread(Misread.Kind.FILE, file, List.of(line), Named.unknown(), problems));
    }

    private List<Problem> missing(List<String> header) {
        List<Problem> missing = new ArrayList<>();
        for (String column : mapping.columns()) {
            long times = header.stream().filter(column::equals).count();
            if (times == 0) {
                String near = Suggestion.didYouMean(column, header);
                missing.add(problem(
                        "missing-column",
                        "there is no column `" + Texts.shown(column) + "`",
                        near.isEmpty()
                                ? "is the `delimiter` in the mapping right? The first column is `"
                                        + Texts.shown(header.get(0)) + "`"
                                : near));
            } else if (times > 1) {
                missing.add(problem(
                        "duplicate-column",
                        "column `" + Texts.shown(column) + "` is there " + times + " times",
                        "give each column a name of its own"));
            }
        }
        return missing;
    }

    private static Problem problem(String code, String message, String advice) {
        return new Problem(code, "", message, advice);
    }

    /** Reads one file. */
    private final class Reader {
        private final SourceFile file;
        private final int columns;
        private final Intake intake;
        private final Cells cells;
        private final List<RowReader> readers;
        private final Map<EventKey, Draft> drafts = new LinkedHashMap<>();

        Reader(SourceFile file, List<String> header, Intake intake) {
            this.file = file;
            this.columns = header.size();
            this.intake = intake;
            Map<String, Integer> places = new HashMap<>();
            for (String column : mapping.columns()) {
                places.put(column, header.indexOf(column));
            }
            this.cells = new Cells(places);
            this.readers = mapping.events().stream()
                    .map(of -> new RowReader(of, mapping.numbers(), programme, cells))
                    .toList();
        }

        void readAll(CsvRecords records) throws IOException {
            for (CsvRecords.Row row = records.next(); row != null; row = records.next()) {
                intake.lineRead();
                if (row.problem().isPresent()) {
                    misread(row.line(), Named.unknown(), List.of(row.problem().get()));
                } else if (row.fields().size() != columns) {
                    misread(
                            row.line(),
                            Named.unknown(),
                            List.of(wrongColumns(row.fields().size())));
                } else {
                    cells.moveTo(row.fields());
                    read(row.line());
                }
            }
            handOn();
        }

        private Problem wrongColumns(int found) {
            return problem(
                    "wrong-columns",
                    "the row has " + found + (found == 1 ? " column" : " columns") + ", the file has " + columns,
                    "is a delimiter missing, or one too many outside quotes?");
        }

        private void read(long line) {
            Optional<RowReader> reader = mapping.rows().passes(cells)
                    ? readers.stream().filter(RowReader::takes).findFirst()
                    : Optional.empty();
            if (reader.isPresent()) {
                read(line, reader.get());
            } else {
                intake.rowLeftOut();
            }
        }

        private void read(long line, RowReader reader) {
            Optional<EventKey> key = reader.key();
            if (key.isEmpty()) {
                misread(line, reader.named(), reader.takeProblems());
                return;
            }
            Draft draft = drafts.computeIfAbsent(
                    key.get(), k -> new Draft(file, reader.type(), k, line, programme.currency()));
            Draft.Row row = reader.row();
            List<Problem> ofWhole = ofWhole(draft, reader);
            List<Problem> problems = reader.takeProblems();
            problems.addAll(ofWhole);
            if (row == null || !problems.isEmpty()) {
                draft.spoil(line);
                misread(line, Named.of(draft.key()), problems);
            } else {
                draft.add(line, row);
            }
        }

        /** The first row tells of the whole receipt; the others must name the same member. */
        private List<Problem> ofWhole(Draft draft, RowReader reader) {
            if (!draft.type().equals(reader.type())) {
                return List.of(problem(
                        "other-type",
                        "the row is of a " + reader.type() + ", its receipt began as a " + draft.type(),
                        "give refunds an `id` of their own in the mapping, such as {receipt}-back"));
            }
            Draft.Head head = draft.head();
            if (head == null) {
                Draft.Head first = reader.head(draft.key().partner());
                if (first != null) {
                    draft.take(first);
                }
                return List.of();
            }
            var member = reader.member();
            return member.equals(head.member())
                    ? List.of()
                    : List.of(problem(
                            "other-member",
                            "the row names " + member + ", its receipt began with " + head.member(),
                            "does `id` in the mapping tell receipts apart?"));
        }

        private void misread(long line, Named event, List<Problem> problems) {
            intake.misread(new Misread(Misread.Kind.ROW, file, List.of(line), event, problems));
        }

        private void handOn() {
            for (Draft draft : drafts.values()) {
                Optional<Misread> misread = draft.misread();
                if (misread.isPresent()) {
                    intake.misread(misread.get());
                } else {
                    intake.arrived(draft);
                }
            }
        }
    }
}
