package org.loyaltyhub.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.cli.mapping.Mapping;
import org.loyaltyhub.cli.mapping.MappingReader;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.programme.Programme;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which rule files to look at, and the programme whose words they use. */
final class CheckedFiles {
    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Rule files, folders of them, or a folder that holds programme.json and rules/.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--programme",
            paramLabel = "FILE",
            description = {
                "The programme whose partners and categories the rules name.",
                "By default the programme.json nearest to the first path, up to two folders above it."
            })
    private @Nullable Path programme;

    Programme readProgramme() {
        Path file = programme != null
                ? programme
                : nearest()
                        .orElseThrow(() -> Stop.wrongUse(
                                "there is no programme.json near " + paths.get(0), "give it by --programme FILE"));
        return ProgrammeFile.read(file);
    }

    /** The programme of a folder that holds one. */
    static Optional<Programme> programmeIn(Path folder) {
        Path file = folder.resolve(ProgrammeFile.NAME);
        return Files.isRegularFile(file) ? Optional.of(ProgrammeFile.read(file)) : Optional.empty();
    }

    private Optional<Path> nearest() {
        @Nullable Path at = paths.get(0).toAbsolutePath().normalize();
        for (int i = 0; i <= 2 && at != null; i++) {
            Path file = at.resolve(ProgrammeFile.NAME);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
            at = at.getParent();
        }
        return Optional.empty();
    }

    /** A folder with a programme stands for the rules in it. */
    List<Path> rulePaths() {
        return rulePaths(paths);
    }

    /** The same of any paths. */
    static List<Path> rulePaths(List<Path> paths) {
        return paths.stream()
                .map(path -> Files.isRegularFile(path.resolve(ProgrammeFile.NAME)) ? path.resolve("rules") : path)
                .toList();
    }

    /** The mappings of the folders named, read for the problems in them. */
    void checkMappings(Programme of) {
        for (Path path : paths) {
            Path file = path.resolve("mapping.json");
            if (Files.isRegularFile(file)) {
                Reading<Mapping> reading = MappingReader.read(file, of);
                if (reading.value().isEmpty()) {
                    throw Stop.unreadable(reading.problems());
                }
            }
        }
    }
}
