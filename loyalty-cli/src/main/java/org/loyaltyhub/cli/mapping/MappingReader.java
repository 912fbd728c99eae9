package org.loyaltyhub.cli.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.cli.intake.CsvDialect;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonBounds;
import org.loyaltyhub.internal.json.JsonText;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.programme.Programme;

/**
 * Reads mapping files. Their form is described by {@code mapping.schema.json}, next to this class in the jar.
 *
 * <p>Every place of a problem is {@code file:line:column} and the field's JSON pointer. Stateless and thread-safe.
 */
public final class MappingReader {
    private static final JsonBounds BOUNDS = new JsonBounds("mapping file", 1 << 20, 16);
    private static final int MOST_PROBLEMS = 100;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private MappingReader() {}

    /** Reads a file in UTF-8; one that cannot be read is a problem, too. No more than 1 MB of it is ever read. */
    public static Reading<Mapping> read(Path file, Programme programme) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BOUNDS.bytes() + 1);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return read(file.toString(), text, programme);
        } catch (CharacterCodingException e) {
            return failed("not-utf-8", file, "the file is not written in UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            String message = Files.exists(file) ? "the file cannot be read" : "there is no such file";
            return failed("cannot-read", file, message, "check its name and who may read it");
        }
    }

    private static Reading<Mapping> failed(String code, Path file, String message, String advice) {
        return Reading.failed(List.of(new Problem(code, file.toString(), message, advice)));
    }

    /**
     * The mapping, or everything that is wrong with it, in the order of the file.
     *
     * @param name what to call the file in the places of problems
     * @param programme whose partners, categories, identifiers and units the mapping names
     */
    public static Reading<Mapping> read(String name, String json, Programme programme) {
        String text = json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json;
        Reading<JsonValue> tree = JsonText.located(text, BOUNDS);
        return tree.value()
                .map(root -> mapping(name, root, programme))
                .orElseGet(() -> Reading.failed(tree.problems().stream()
                        .map(problem -> problem.within(problem.place().isEmpty() ? name : name + ":"))
                        .toList()));
    }

    private static Reading<Mapping> mapping(String name, JsonValue root, Programme programme) {
        Problems problems = new Problems(MOST_PROBLEMS);
        Optional<Mapping> mapping = Fields.of(
                        root,
                        Pointer.ROOT,
                        "the mapping",
                        Set.of("$schema", "file", "rows", "events", "type", "receipt", "line"),
                        problems)
                .flatMap(fields -> mapping(fields, programme, problems));
        return mapping.filter(read -> problems.isEmpty())
                .map(Reading::of)
                .orElseGet(() -> Reading.failed(problems.inOrder(root, name)));
    }

    private static Optional<Mapping> mapping(Fields fields, Programme programme, Problems problems) {
        fields.text("$schema");
        DialectReader file = new DialectReader(problems);
        file.read(fields);
        RowFilter rows = new FilterReader(file.numbers(), problems).read(fields);
        List<Mapping.OfEvent> events = new KindsReader(file.numbers(), programme, problems).read(fields);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        CsvDialect dialect = new CsvDialect(file.charset(), file.delimiter(), file.quote());
        return Optional.of(new Mapping(dialect, file.header(), file.numbers(), rows, events));
    }
}
