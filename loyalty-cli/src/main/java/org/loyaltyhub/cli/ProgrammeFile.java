package org.loyaltyhub.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeReader;

/** The file with a programme. */
final class ProgrammeFile {
    /** What it is called in a folder. */
    static final String NAME = "programme.json";

    private ProgrammeFile() {}

    /** The programme in it; what is wrong with it stops the command. */
    static Programme read(Path file) {
        if (Files.isDirectory(file)) {
            throw Stop.wrongUse(file + ": this is a folder", "name the file in it, such as " + file.resolve(NAME));
        }
        Reading<Programme> reading = ProgrammeReader.read(file);
        return reading.value().orElseThrow(() -> Stop.unreadable(reading.problems()));
    }
}
