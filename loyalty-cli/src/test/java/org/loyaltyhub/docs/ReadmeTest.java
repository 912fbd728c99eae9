package org.loyaltyhub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's lines of Java run at the top of the checkout, and its Maven block names what the build makes. */
class ReadmeTest {
    @TempDir
    Path folder;

    @Test
    void the_readmes_java_runs_and_prints_what_the_readme_says() throws IOException, InterruptedException {
        List<Page.Block> blocks = Page.read(Path.of("README.md")).blocks();
        Page.Block java = blocks.get(0);
        Page.Block printed = blocks.get(1);

        String output = Java.runStatements(folder, java.text());

        assertThat(java.info()).isEqualTo("java");
        assertThat(java.line()).as("the README shows code by line 15").isLessThanOrEqualTo(15);
        assertThat(output).isEqualTo(printed.text());
    }

    @Test
    void the_readmes_maven_block_names_the_version_of_this_build() throws IOException {
        Page.Block maven = Page.read(Path.of("README.md")).blocks().get(2);
        String pom = Files.readString(Page.top().resolve("pom.xml"));

        Matcher version = Pattern.compile("<artifactId>loyalty-parent</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(pom);

        assertThat(version.find()).isTrue();
        assertThat(maven.info()).isEqualTo("xml");
        assertThat(maven.text().lines().filter(line -> line.contains("<version>")))
                .hasSize(2)
                .allMatch(line -> line.strip().equals("<version>" + version.group(1) + "</version>"));
    }
}
