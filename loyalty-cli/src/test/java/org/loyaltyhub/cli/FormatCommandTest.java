package org.loyaltyhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatCommandTest {
    private static final String UNTIDY = """
            rulebook "Nord Fuel" owner nord-fuel
            rule "Base" when purchase of fuel then award 1 point per l # for all
            """;
    private static final String TIDY = """
            rulebook "Nord Fuel"
            owner nord-fuel

            rule "Base"
              when purchase of fuel
              then award 1 point per l  # for all
            """;

    @TempDir
    private Path folder;

    private Club club;
    private Path file;

    @BeforeEach
    void aClub() {
        club = Club.in(folder);
        club.with("rules/nord-fuel.loyalty", UNTIDY);
        file = folder.resolve("rules/nord-fuel.loyalty");
    }

    @Test
    void a_file_is_written_back_in_the_canonical_layout() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        Said said = club.say("format", club.path("rules/nord-fuel.loyalty"));

        assertThat(said).isEqualTo(new Said(0, "formatted: DIR/rules/nord-fuel.loyalty\n1 file: 1 changed\n", ""));
        assertThat(file).hasContent(TIDY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(file.resolveSibling("nord-fuel.loyalty.part")).doesNotExist();
        assertThat(club.say("format", club.path("")).out()).isEqualTo("1 file: 0 changed\n");
    }

    @Test
    void a_check_writes_nothing_and_tells_the_shell() {
        Said said = club.say("format", club.path(""), "--check");

        assertThat(said)
                .isEqualTo(new Said(1, "would change: DIR/rules/nord-fuel.loyalty\n1 file: 1 would change\n", ""));
        assertThat(file).hasContent(UNTIDY);
    }

    @Test
    void a_file_with_errors_is_left_alone_and_told_about() {
        String wrong = UNTIDY.replace("then award", "then awrd");
        club.with("rules/nord-fuel.loyalty", wrong);

        Said said = club.say("format", club.path(""));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out())
                .startsWith("error[LR013]: ")
                .contains("did you mean `award`?")
                .endsWith("\n1 file: 0 changed, 1 left alone because of errors\n");
        assertThat(file).hasContent(wrong);
    }

    @Test
    void machines_are_told_which_files_changed() {
        assertThat(club.say("format", club.path(""), "--format", "json").out()).isEqualTo("""
                {
                  "files" : [ {
                    "file" : "DIR/rules/nord-fuel.loyalty",
                    "changed" : true,
                    "diagnostics" : [ ]
                  } ]
                }
                """);
    }

    @Test
    void a_file_that_is_not_there_is_an_error() {
        Said said = club.say("format", club.path("rules/other.loyalty"));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("error[LR001]", "other.loyalty");
    }
}
