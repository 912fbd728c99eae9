package org.loyaltyhub.programme;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonBounds;
import org.loyaltyhub.internal.json.JsonText;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;

/**
 * Reads programme files. Their form is described by {@code programme.schema.json}, next to this class in the jar.
 *
 * <p>Every place of a problem is {@code file:line:column} and the field's JSON pointer. Stateless and thread-safe.
 */
public final class ProgrammeReader {
    private static final JsonBounds BOUNDS = new JsonBounds("programme file", 8 << 20, 80);
    private static final int MOST_PROBLEMS = 100;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ProgrammeReader() {}

    /**
     * The programme, or everything that is wrong with it, in the order of the file.
     *
     * @param name what to call the file in the places of problems
     */
    public static Reading<Programme> read(String name, String json) {
        String text = json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json;
        Reading<JsonValue> tree = JsonText.located(text, BOUNDS);
        return tree.value()
                .map(root -> programme(name, root, text))
                .orElseGet(() -> Reading.failed(tree.problems().stream()
                        .map(problem -> problem.within(problem.place().isEmpty() ? name : name + ":"))
                        .toList()));
    }

    /** Reads a file in UTF-8; one that cannot be read is a problem, too. No more than 8 MB of it are ever read. */
    public static Reading<Programme> read(Path file) {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BOUNDS.bytes() + 1);
            return read(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            return failed("not-utf-8", file, "the file is not written in UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            String message = Files.exists(file) ? "the file cannot be read" : "there is no such file";
            return failed("cannot-read", file, message, "check its name and who may read it");
        }
    }

    private static Reading<Programme> failed(String code, Path file, String message, String advice) {
        return Reading.failed(List.of(new Problem(code, file.toString(), message, advice)));
    }

    private static Reading<Programme> programme(String name, JsonValue root, String text) {
        Problems problems = new Problems(MOST_PROBLEMS);
        Optional<Programme.Terms> terms = Fields.of(root, Pointer.ROOT, "the programme", TermsReader.KNOWN, problems)
                .flatMap(fields -> new TermsReader(fields, problems).terms());
        return terms.filter(read -> problems.isEmpty())
                .map(read -> Reading.of(new Programme(read, Optional.of(text))))
                .orElseGet(() -> Reading.failed(problems.inOrder(root, name)));
    }
}
