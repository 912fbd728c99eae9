package org.loyaltyhub.cli;

import java.util.Optional;
import org.loyaltyhub.cli.mapping.Mapping;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.store.Store;
import picocli.CommandLine.Option;

/** How events are read and judged. */
final class RunOptions {
    @Option(
            names = "--order",
            paramLabel = "happened|file",
            defaultValue = "happened",
            description = {
                "In which order events are judged (default: ${DEFAULT-VALUE}). `happened`: by the time they happened,"
                        + " then by their line; all of them are held in memory for that.",
                "`file`: as they stand in the file. JSON lines are then judged as they are read, however many."
            })
    private Run.Order order = Run.Order.HAPPENED;

    @Option(
            names = "--clock",
            paramLabel = "events|now",
            defaultValue = "events",
            description = {
                "What counts as now (default: ${DEFAULT-VALUE}). `events`: the latest event so far, so that a file of the"
                        + " past is judged as it would have been. `now`: the real time."
            })
    private Run.ClockOf clock = Run.ClockOf.EVENTS;

    @Option(
            names = "--max-size",
            paramLabel = "MB",
            defaultValue = "4096",
            description = "How much of a file is read at most, unpacked (default: ${DEFAULT-VALUE}).")
    private int maxSize = 4096;

    /** @param together how many events are written together */
    Run.Settings settings(Version version, Store store, int together, Optional<Mapping> mapping) {
        if (maxSize < 1) {
            throw Stop.wrongUse("--max-size is " + maxSize, "give it in MB, from 1");
        }
        return new Run.Settings(version, store, together, mapping, order, clock, (long) maxSize << 20);
    }
}
