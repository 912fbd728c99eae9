package org.loyaltyhub.docs;

import java.nio.file.Path;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeReader;

/** The coalition that the documentation speaks of. */
final class HighwayClub {
    static final Path FOLDER = Page.top().resolve("examples/highway-club");

    private HighwayClub() {}

    static Programme programme() {
        return ProgrammeReader.read(FOLDER.resolve("programme.json")).orElseThrow();
    }
}
