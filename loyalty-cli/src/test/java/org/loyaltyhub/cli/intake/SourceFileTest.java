package org.loyaltyhub.cli.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {
    @TempDir
    private Path folder;

    @Test
    void a_packed_file_is_unpacked_whatever_its_name() throws IOException {
        SourceFile file = file("events.csv", packed("a,b\n"));

        try (InputStream in = file.open(1_000, read -> {})) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a,b\n");
        }
    }

    @Test
    void a_plain_file_is_read_as_it_is_whatever_its_name() throws IOException {
        SourceFile file = file("events.gz", "a,b\n".getBytes(StandardCharsets.UTF_8));

        try (InputStream in = file.open(1_000, read -> {})) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a,b\n");
        }
    }

    @Test
    void an_empty_file_is_empty() throws IOException {
        try (InputStream in = file("empty", new byte[0]).open(1_000, read -> {})) {
            assertThat(in.readAllBytes()).isEmpty();
        }
    }

    @Test
    void a_small_packed_file_cannot_hold_more_than_allowed() throws IOException {
        byte[] bomb = packed("x".repeat(10_000_000));
        assertThat(bomb.length).isLessThan(20_000);
        SourceFile file = file("bomb.gz", bomb);

        try (InputStream in = file.open(1 << 20, read -> {})) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(SourceFile.TooLarge.class)
                    .hasMessage("it holds more than 1 MB");
        }
    }

    @Test
    void what_is_read_is_told_in_bytes_of_the_file_on_the_disk() throws IOException {
        byte[] bytes = packed("x".repeat(100_000));
        AtomicLong read = new AtomicLong();

        try (InputStream in = file("x.gz", bytes).open(1 << 20, read::addAndGet)) {
            in.readAllBytes();
        }

        assertThat(read).hasValue(bytes.length);
    }

    private SourceFile file(String name, byte[] content) throws IOException {
        Path path = folder.resolve(name);
        Files.write(path, content);
        return new SourceFile(0, name, path);
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
