package org.loyaltyhub.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does an event cost that is written to a database in batches of a thousand, each durable before the next begins: by
 * the hub, which decides on it, and as raw rows over JDBC with the same promise? By the clock: much of it is waiting.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WriteBatches {
    private static final int BATCH = 1_000;

    @Param
    Database database = Database.SQLITE;

    @Param
    Writer writer = Writer.HUB;

    /** Events of which most are of members who are known by then. */
    int first = 10_000;

    private final Club club = new Club();
    private Supply supply = new Supply(club, 0);
    private Writer.Batches batches = Writer.NOBODY;
    private long written;

    @Setup(Level.Trial)
    public void begin() {
        supply = new Supply(club, first);
        batches = writer.into(database.start(), club);
        while (written < first) {
            prepare();
            write(new Effort());
        }
    }

    @Setup(Level.Invocation)
    public void prepare() {
        batches.prepare(supply.next(BATCH));
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long write(Effort effort) {
        effort.measure(BATCH, batches::write);
        written += BATCH;
        return written;
    }

    /** Fails unless the database holds all that was written. */
    @TearDown(Level.Trial)
    public void end() {
        try {
            if (batches.kept() != written) {
                throw new IllegalStateException(
                        "the database holds " + batches.kept() + " events of " + written + ": this measures nothing");
            }
        } finally {
            batches.close();
        }
    }
}
