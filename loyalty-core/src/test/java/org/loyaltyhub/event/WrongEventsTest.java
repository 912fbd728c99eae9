package org.loyaltyhub.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyhub.problem.Golden;

class WrongEventsTest {
    static List<Path> files() {
        return Golden.inputs("event/wrong");
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_wrong_event_is_told_its_problems_word_for_word(Path file) {
        EventReader reader = EventReader.of(EventReaderTest.HIGHWAY_CLUB);

        Golden.matches(file, reader.read(Golden.text(file)).problems());
    }

    @Test
    void there_are_enough_of_them() {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(25);
    }
}
