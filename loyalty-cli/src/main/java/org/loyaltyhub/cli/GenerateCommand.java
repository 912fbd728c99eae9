package org.loyaltyhub.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventWriter;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.workload.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loyalty generate}: the events of an invented coalition. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        versionProvider = LoyaltyCommand.Version.class,
        sortOptions = false,
        description = {
            "Writes invented events that a programme takes, as JSON lines in the order in which they happen: motorists who"
                    + " fill up weekly, wash after it, change tyres twice a year, read the magazine monthly; a few do much,"
                    + " many do little.",
            "The same numbers give the same events on any machine.",
            ""
        },
        exitCodeListHeading = "%nWhat it tells the shell when it ends:%n",
        exitCodeList = {
            " 0:all events were written",
            " 2:it was called in a wrong way, or cannot read the programme or write the file",
            "70:a bug of ours"
        })
final class GenerateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "Holds programme.json.")
    private @Nullable Path folder;

    @Option(names = "--programme", paramLabel = "FILE", description = "Instead of FOLDER/programme.json.")
    private @Nullable Path programme;

    @Option(names = "--members", paramLabel = "N", description = "How many there are (default: ${DEFAULT-VALUE}).")
    private int members = 1_000;

    @Option(names = "--events", paramLabel = "N", description = "How many they cause (default: ${DEFAULT-VALUE}).")
    private long events = 10_000;

    @Option(names = "--seed", paramLabel = "N", description = "Another one, other events (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where to, packed by gzip if the name ends in .gz; the standard output unless given.")
    private @Nullable Path output;

    @Option(names = "--debug", description = "Adds where it happened to the report of a bug.")
    @SuppressWarnings("UnusedVariable")
    private boolean debug;

    GenerateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Programme read = readProgramme();
        Iterator<Event> workload = workload(read);
        if (output == null) {
            for (long i = 0; i < events && !terminal.out().checkError(); i++) {
                terminal.out().println(EventWriter.json(workload.next()));
            }
        } else {
            terminal.out().println(write(workload, output, read.terms().zone()));
        }
        return Exit.FINE;
    }

    private Programme readProgramme() {
        Path file = programme;
        if (file == null) {
            if (folder == null) {
                throw Stop.wrongUse(
                        "there is no programme", "name a folder that holds programme.json, or give --programme FILE");
            }
            file = folder.resolve(ProgrammeFile.NAME);
        }
        return ProgrammeFile.read(file);
    }

    private Iterator<Event> workload(Programme of) {
        if (members < 1 || events < 1) {
            throw Stop.wrongUse(members + " members and " + events + " events", "there must be one of each at least");
        }
        try {
            return Workload.of(of, members, seed).events();
        } catch (IllegalArgumentException e) {
            throw Stop.wrongUse(
                    String.valueOf(e.getMessage()), "docs/command.md says who does what in an invented coalition");
        }
    }

    private String write(Iterator<Event> workload, Path file, ZoneId zone) {
        Set<List<Identifier>> seen = new HashSet<>();
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        try (Writer out = new OutputStreamWriter(open(file), StandardCharsets.UTF_8)) {
            for (long i = 0; i < events; i++) {
                Event event = workload.next();
                out.append(EventWriter.json(event)).append('\n');
                seen.add(event.member());
                first = event.happenedAt().isBefore(first) ? event.happenedAt() : first;
                last = event.happenedAt().isAfter(last) ? event.happenedAt() : last;
            }
        } catch (IOException e) {
            throw Stop.wrongUse(file + ": cannot be written", "check that you may write it and that the disk has room");
        }
        return String.format(
                Locale.ROOT,
                "%,d events of %,d members, %s to %s, in %s",
                events,
                seen.size(),
                LocalDate.ofInstant(first, zone),
                LocalDate.ofInstant(last, zone),
                file);
    }

    private static OutputStream open(Path file) throws IOException {
        OutputStream plain = Files.newOutputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain;
    }
}
