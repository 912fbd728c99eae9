package org.loyaltyhub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlementPageTest {
    @TempDir
    Path folder;

    @Test
    void the_example_of_two_partners_prints_the_statements_that_the_page_shows() throws Exception {
        List<Page.Block> blocks = Page.read(Path.of("docs/settlement.md")).blocks();

        String printed = Java.runStatements(folder, blocks.get(0).text());

        assertThat(blocks.get(0).info()).isEqualTo("java");
        assertThat(printed).isEqualTo(blocks.get(1).text());
    }
}
