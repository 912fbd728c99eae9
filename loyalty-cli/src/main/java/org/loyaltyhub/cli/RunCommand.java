package org.loyaltyhub.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.cli.intake.SourceFile;
import org.loyaltyhub.cli.mapping.Mapping;
import org.loyaltyhub.cli.report.AwardsFile;
import org.loyaltyhub.cli.report.RejectsFile;
import org.loyaltyhub.cli.report.Summary;
import org.loyaltyhub.cli.report.Tally;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rules.StoredRules;
import org.loyaltyhub.store.InMemoryStore;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.store.sql.SqlStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code loyalty run}: events in, awards out, and what it came to. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = LoyaltyCommand.Version.class,
        sortOptions = false,
        description = {
            "Has the rules judge a file of events, and says what came of it: per rule and partner awards, points, members.",
            "Nothing is kept but the files you ask for, and the books of --store. A line that cannot be read never stops the run: it is counted, and"
                    + " written with its reason to the file of rejects. Without such a file the command ends with 2 if a"
                    + " line was malformed.",
            ""
        },
        exitCodeListHeading = "%nWhat it tells the shell when it ends:%n",
        exitCodeList = {" 0:all is well", " 1:the rules have errors", Exit.ON_WRONG_USE, "70:a bug of ours"})
final class RunCommand implements Callable<Integer> {
    private static final int USUALLY_KEPT = 10_000;
    private static final int TOGETHER = 1_000;

    private final Terminal terminal;

    @Mixin
    private GivenFiles given = new GivenFiles();

    @Mixin
    private RunOptions options = new RunOptions();

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Writes every refused row and event with file, line and reason, as JSON lines.")
    private @Nullable Path rejects;

    @Option(
            names = "--awards",
            paramLabel = "FILE",
            description = "Writes every award with its reasons, as JSON lines.")
    private @Nullable Path awards;

    @Option(
            names = "--store",
            paramLabel = "FILE|jdbc:…",
            description = {
                "Keeps everything in books that last: a file (SQLite), or a PostgreSQL database by its JDBC address."
                        + " They go on where they ended: an event that they know already is a duplicate."
            })
    private @Nullable String books;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = {
                "How many events are kept in memory with their answers (default: 10000, and all if there are refunds or"
                        + " redemptions among them, which look back). Of older ones only the ids are known: enough to know"
                        + " them again, not to say in which field a repeated one differs."
            })
    private @Nullable Integer keep;

    @Mixin
    private SharedOptions shared = new SharedOptions();

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (keep != null && keep < 0) {
            throw Stop.wrongUse("--keep is " + keep, "give a number from 0");
        }
        checkOutput("--rejects", rejects);
        checkOutput("--awards", awards);
        Programme programme = given.readProgramme();
        Version version = Books.read(programme, given.rulePaths()).version(terminal);
        Optional<Mapping> mapping = given.readMapping(programme);
        List<SourceFile> files = given.eventFiles();
        checkOutputs(files);
        try (RejectsFile rejectsFile = rejects == null ? null : new RejectsFile(rejects);
                AwardsFile awardsFile = awards == null ? null : new AwardsFile(awards, programme)) {
            Listening listening = new Listening(new Tally(version), rejectsFile, awardsFile, terminal.err());
            Duration took = run(version, mapping, files, listening);
            if (rejectsFile != null) {
                rejectsFile.finish();
            }
            if (awardsFile != null) {
                awardsFile.finish();
            }
            if (shared.isJson() || !listening.foundNothing()) {
                print(new Summary(listening.tally(), files.size(), took, name(rejects), name(awards)));
            }
            listening.end();
            return listening.unreadable(rejects != null) ? Exit.WRONG_USE : Exit.FINE;
        } catch (UncheckedIOException | IOException e) {
            throw Stop.wrongUse(
                    "a file cannot be written: " + e.getMessage(), "is there room, and may you write there?");
        }
    }

    private Duration run(Version version, Optional<Mapping> mapping, List<SourceFile> files, Listening listening) {
        if (books == null) {
            return run(version, InMemoryStore.keeping(() -> kept(listening)), 1, mapping, files, listening);
        }
        StoreAddress at = new StoreAddress(books);
        try (SqlStore store = open(at, version)) {
            return run(version, store, TOGETHER, mapping, files, listening);
        } catch (StoreException e) {
            throw StoreTrouble.of(e).stopRun(at);
        }
    }

    private static SqlStore open(StoreAddress at, Version version) {
        String name = version.programme().terms().name();
        try {
            return SqlStore.open(at.toWrite(), name, new StoredRules());
        } catch (StoreException e) {
            throw StoreTrouble.of(e).stop(at);
        }
    }

    private Duration run(
            Version version,
            Store store,
            int together,
            Optional<Mapping> mapping,
            List<SourceFile> files,
            Listening listening) {
        long start = System.nanoTime();
        WatchedStore watched = new WatchedStore(store, listening);
        Run run = new Run(
                options.settings(version, watched, together, mapping),
                listening,
                Progressing.on(terminal, shared.isQuiet()));
        run.readAndJudge(files, outcome -> watched.hasFailed());
        watched.throwFailure();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Asked when events are judged; unless they are judged as they are read, all have been read then. */
    private int kept(Listening listening) {
        if (keep != null) {
            return keep;
        }
        return listening.looksBack() ? Integer.MAX_VALUE : USUALLY_KEPT;
    }

    private void print(Summary summary) {
        terminal.out().println(shared.isJson() ? summary.json() : summary.text());
    }

    private static Optional<String> name(@Nullable Path file) {
        return Optional.ofNullable(file).map(Path::toString);
    }

    /** Before anything is read, which may take long. */
    private static void checkOutput(String option, @Nullable Path file) {
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw Stop.wrongUse(option + " " + file + ": this is a folder", "name a file in it");
        }
        Path folder = file.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw Stop.wrongUse(
                    option + " " + file + ": there is no folder " + folder, "make it first, or name a file elsewhere");
        }
    }

    /** Before anything is written: no output over an input, or over the other output. */
    private void checkOutputs(List<SourceFile> files) throws IOException {
        if (rejects != null && rejects.equals(awards)) {
            throw Stop.wrongUse("--rejects and --awards name the same file", "give each a file of its own");
        }
        for (Path output : Stream.of(Optional.ofNullable(rejects), Optional.ofNullable(awards))
                .flatMap(Optional::stream)
                .toList()) {
            for (SourceFile file : files) {
                if (Files.exists(output) && Files.isSameFile(output, file.path())) {
                    throw Stop.wrongUse(output + " is both read and written", "give the output a file of its own");
                }
            }
        }
    }
}
