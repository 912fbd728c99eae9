package org.loyaltyhub.cli.intake;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.loyaltyhub.event.Event;

/** An event that was read from a file, small until it is asked for. */
public interface Arrival {
    /** By happened-at, then by the file's place, then by the first line. */
    Comparator<Arrival> AS_HAPPENED = Comparator.comparing(Arrival::happenedAt)
            .thenComparingInt(arrival -> arrival.file().number())
            .thenComparingLong(Arrival::firstLine);

    Instant happenedAt();

    SourceFile file();

    /** From 1. */
    long firstLine();

    /** All lines that it was made of, ascending, from 1. */
    List<Long> lines();

    /** The word for its kind in JSON: {@code purchase}. */
    String type();

    /** The event itself; made anew at every call. */
    Event event();
}
