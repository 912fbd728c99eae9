package org.loyaltyhub.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyhub.problem.Golden;
import org.loyaltyhub.problem.Problem;

class WrongProgrammesTest {
    static List<Path> files() {
        return Golden.inputs("programme/wrong");
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_wrong_file_is_told_its_problems_word_for_word(Path file) {
        Golden.matches(file, ProgrammeReader.read(file).problems());
    }

    @ParameterizedTest
    @MethodSource("files")
    void no_message_speaks_of_java(Path file) {
        for (Problem problem : ProgrammeReader.read(file).problems()) {
            assertThat(problem.message() + problem.advice())
                    .doesNotContain("Exception", "java", "jackson", "token", "BigDecimal", "parse");
        }
    }

    @Test
    void there_are_enough_of_them() {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(25);
    }
}
