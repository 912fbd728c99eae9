package org.loyaltyhub.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.diagnostic.Diagnostic;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.source.Messages;
import org.loyaltyhub.rules.internal.syntax.Bounds;

/** Reads rule files from disk, never more than the bounds allow. */
final class FileReader {
    private static final String ENDING = ".loyalty";

    private final Messages messages;
    private final String ending;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private long bytes;

    FileReader(Messages messages) {
        this(messages, ENDING);
    }

    /** @param ending of the files that are read of a folder */
    FileReader(Messages messages, String ending) {
        this.messages = messages;
        this.ending = ending;
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    List<RuleSource> read(Path folderOrFile) {
        List<RuleSource> sources = new ArrayList<>();
        for (Path file : files(folderOrFile)) {
            readOne(file).ifPresent(sources::add);
        }
        return sources;
    }

    List<Path> files(Path folderOrFile) {
        if (!Files.isDirectory(folderOrFile)) {
            return List.of(folderOrFile);
        }
        try (Stream<Path> children = Files.list(folderOrFile)) {
            List<Path> files = children.filter(path -> path.toString().endsWith(ending) && Files.isRegularFile(path))
                    .limit(Bounds.FILES + 1L)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                report(Code.NO_FILES, folderOrFile, ending);
            } else if (files.size() > Bounds.FILES) {
                report(Code.TOO_MANY_FILES, folderOrFile, Bounds.FILES);
                return List.of();
            }
            return files;
        } catch (IOException e) {
            report(Code.UNREADABLE, folderOrFile);
            return List.of();
        }
    }

    Optional<RuleSource> readOne(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            int left = (int) (Bounds.BYTES - bytes);
            if (Files.size(file) > left) {
                report(Code.FILES_TOO_LARGE, file, Bounds.BYTES);
                return Optional.empty();
            }
            byte[] content = in.readNBytes(left);
            bytes += content.length;
            return decode(file, content);
        } catch (IOException e) {
            report(Code.UNREADABLE, file);
            return Optional.empty();
        }
    }

    Optional<RuleSource> decode(Path file, byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content);
        CharBuffer out = CharBuffer.allocate(content.length + 1);
        boolean malformed =
                StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError();
        if (malformed) {
            long line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += content[i] == '\n' ? 1 : 0;
            }
            report(Code.NOT_UTF_8, file, line);
            return Optional.empty();
        }
        return Optional.of(new RuleSource(file.toString(), out.flip().toString()));
    }

    private void report(Code code, Path file, Object... values) {
        diagnostics.add(Findings.ofWhole(file.toString(), messages, code, values));
    }
}
