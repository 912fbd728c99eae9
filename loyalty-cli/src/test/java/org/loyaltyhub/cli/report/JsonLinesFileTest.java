package org.loyaltyhub.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesFileTest {
    @TempDir
    private Path folder;

    @Test
    void a_file_that_is_never_finished_leaves_the_one_before_as_it_was() throws IOException {
        Path file = folder.resolve("awards.jsonl");
        Files.writeString(file, "before\n");

        try (JsonLinesFile lines = new JsonLinesFile(file)) {
            for (int i = 0; i < 10_000; i++) {
                lines.line(json -> json.writeStringField("id", "r1"));
            }
        }

        assertThat(file).hasContent("before\n");
        assertThat(folder.resolve("awards.jsonl.part")).exists();
    }

    @Test
    void a_finished_file_has_every_line_and_nothing_beside_it() throws IOException {
        Path file = folder.resolve("awards.jsonl");
        Files.writeString(folder.resolve("awards.jsonl.part"), "left by one that was killed");

        try (JsonLinesFile lines = new JsonLinesFile(file)) {
            lines.line(json -> json.writeStringField("id", "r\n1"));
            lines.line(json -> json.writeStringField("id", "=1+1"));
            lines.finish();
        }

        assertThat(file).hasContent("{\"id\":\"r\\n1\"}\n{\"id\":\"=1+1\"}\n");
        assertThat(folder.resolve("awards.jsonl.part")).doesNotExist();
    }

    @Test
    void a_link_stays_and_what_it_leads_to_is_written() throws IOException {
        Path target = folder.resolve("target.jsonl");
        Path link = Files.createSymbolicLink(folder.resolve("awards.jsonl"), target);

        try (JsonLinesFile lines = new JsonLinesFile(link)) {
            lines.line(json -> json.writeStringField("id", "r1"));
            lines.finish();
        }

        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("{\"id\":\"r1\"}\n");
    }
}
