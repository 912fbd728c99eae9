package org.loyaltyhub.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file with a JSON object on every line. It is written under its name with {@code .part} behind, and gets its own name
 * when {@link #finish} has written the last line: whoever finds the file finds all of it, and what stood there before
 * stays until then. What is there and no plain file, such as a pipe, a device or a link, is written to as it is. Not
 * thread-safe.
 */
final class JsonLinesFile implements Closeable {
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final Path part;
    private final Writer writer;
    private final JsonGenerator json;

    JsonLinesFile(Path file) throws IOException {
        this.file = file;
        this.part = isReplaced(file) ? file.resolveSibling(file.getFileName() + ".part") : file;
        this.writer = new BufferedWriter(Files.newBufferedWriter(part, StandardCharsets.UTF_8), 1 << 16);
        this.json = JSON.createGenerator(writer).setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    private static boolean isReplaced(Path file) {
        return Files.notExists(file, LinkOption.NOFOLLOW_LINKS) || Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes the fields of one object. */
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** Writes one line. @throws UncheckedIOException if the disk refuses */
    void line(Fields fields) {
        try {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    void finish() throws IOException {
        json.close();
        if (part.equals(file)) {
            return;
        }
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Lets go of the file; what {@link #finish} did not finish stays under the name with {@code .part}. */
    @Override
    public void close() throws IOException {
        json.close();
    }
}
