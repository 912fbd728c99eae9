package org.loyaltyhub.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.cli.intake.SourceFile;
import org.loyaltyhub.cli.mapping.Mapping;
import org.loyaltyhub.cli.mapping.MappingReader;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.programme.Programme;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a run takes everything from: a folder, or options in place of what a folder holds. */
final class GivenFiles {
    private static final String RULES = "rules";
    private static final String MAPPING = "mapping.json";
    private static final String EVENTS = "events.jsonl";

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Holds programme.json, rules/, events.jsonl, and mapping.json if events come as CSV.")
    private @Nullable Path folder;

    @Option(
            names = "--programme",
            paramLabel = "FILE",
            description = "The programme: partners, categories, points. Instead of FOLDER/programme.json.")
    private @Nullable Path programme;

    @Option(
            names = "--rules",
            paramLabel = "PATH",
            description = "A rule file, or a folder of them; may be given several times. Instead of FOLDER/rules.")
    private List<Path> rules = new ArrayList<>();

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "Says how rows of CSV become events. Instead of FOLDER/mapping.json.")
    private @Nullable Path mapping;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description = {
                "Events as JSON lines (.jsonl), or CSV with a mapping; packed by gzip or not; may be given several times.",
                "Instead of FOLDER/events.jsonl."
            })
    private List<Path> events = new ArrayList<>();

    boolean isAnything() {
        return folder != null || programme != null || mapping != null || !rules.isEmpty() || !events.isEmpty();
    }

    Programme readProgramme() {
        Path file = programme != null
                ? programme
                : inFolder(ProgrammeFile.NAME)
                        .orElseThrow(() -> Stop.wrongUse(
                                "there is no programme",
                                "name a folder that holds programme.json, or give --programme FILE"));
        return ProgrammeFile.read(file);
    }

    /** Files and folders with rules. */
    List<Path> rulePaths() {
        if (!rules.isEmpty()) {
            return rules;
        }
        return List.of(inFolder(RULES)
                .orElseThrow(() ->
                        Stop.wrongUse("there are no rules", "name a folder that holds rules/, or give --rules PATH")));
    }

    Optional<Mapping> readMapping(Programme of) {
        Optional<Path> file =
                Optional.ofNullable(mapping).or(() -> inFolder(MAPPING).filter(Files::exists));
        return file.map(path -> {
            Reading<Mapping> reading = MappingReader.read(path, of);
            return reading.value().orElseThrow(() -> Stop.unreadable(reading.problems()));
        });
    }

    List<SourceFile> eventFiles() {
        List<Path> paths = new ArrayList<>(events);
        if (paths.isEmpty()) {
            paths.add(inFolder(EVENTS)
                    .filter(Files::exists)
                    .orElseThrow(() -> Stop.wrongUse(
                            "there are no events",
                            "give --events FILE"
                                    + (folder == null ? "" : ", or put " + folder.resolve(EVENTS) + " there"))));
        }
        List<SourceFile> files = new ArrayList<>();
        for (Path path : paths) {
            refuseUnreadable(path);
            files.add(new SourceFile(files.size(), path.toString(), path));
        }
        return files;
    }

    /** A pipe or the standard input are as good as a file. */
    private static void refuseUnreadable(Path path) {
        if (!Files.exists(path)) {
            throw Stop.wrongUse(path + ": there is no such file", "give --events the name of a file");
        }
        if (Files.isDirectory(path)) {
            throw Stop.wrongUse(path + ": this is a folder", "give --events the name of a file");
        }
        if (!Files.isReadable(path)) {
            throw Stop.wrongUse(path + ": the file cannot be read", "let the user who runs this read it");
        }
    }

    private Optional<Path> inFolder(String name) {
        if (folder == null) {
            return Optional.empty();
        }
        if (!Files.isDirectory(folder)) {
            throw Stop.wrongUse(folder + ": there is no such folder", "the first argument names a folder");
        }
        return Optional.of(folder.resolve(name));
    }
}
