package org.loyaltyhub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingPageTest {
    private static final String BOOKS = "shop.db";

    @TempDir
    Path folder;

    @Test
    void the_program_prints_what_the_page_shows() throws Exception {
        List<Page.Block> blocks = Page.read(Path.of("docs/embedding.md")).blocks();
        String program = blocks.get(0).text();
        Path books = folder.resolve(BOOKS);
        Path source = Files.writeString(
                folder.resolve("Shop.java"),
                program.replace(BOOKS, books.toString().replace('\\', '/')));

        String printed = Java.run(folder, source.toString());

        assertThat(printed).isEqualTo(blocks.get(1).text());
        assertThat(books).exists();
        assertThat(blocks.stream().filter(block -> block.is("java")))
                .as("what the page shows of Java is run")
                .hasSize(1);
    }
}
