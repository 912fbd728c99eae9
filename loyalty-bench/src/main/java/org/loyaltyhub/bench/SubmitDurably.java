package org.loyaltyhub.bench;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.loyaltyhub.outcome.Outcome;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/** How long does a caller wait until the event is durable, and how many events pass, with one caller and with many? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SubmitDurably {
    private static final int READY = 60_000;

    @Param
    Database database = Database.SQLITE;

    /** As in {@link WriteBatches}. */
    int first = 10_000;

    private final Club club = new Club();
    private final AtomicLong written = new AtomicLong();
    private Supply supply = new Supply(club, 0);
    private Optional<HubBooks> books = Optional.empty();

    @Setup(Level.Trial)
    public void begin() {
        supply = new Supply(club, first + READY);
        HubBooks hub = new HubBooks(database.start(), club);
        books = Optional.of(hub);
        hub.prepare(supply.next(first));
        hub.write();
        written.set(first);
    }

    private Outcome submit(Cpu cpu) {
        cpu.operations++;
        Outcome outcome = books.orElseThrow().submit(supply.next());
        written.incrementAndGet();
        return outcome;
    }

    @Benchmark
    @Threads(1)
    public Outcome by1Caller(Cpu cpu) {
        return submit(cpu);
    }

    @Benchmark
    @Threads(16)
    public Outcome by16Callers(Cpu cpu) {
        return submit(cpu);
    }

    @Benchmark
    @Threads(256)
    public Outcome by256Callers(Cpu cpu) {
        return submit(cpu);
    }

    /** Fails unless the database holds all that was answered. */
    @TearDown(Level.Trial)
    public void end() {
        HubBooks hub = books.orElseThrow();
        try {
            if (hub.kept() != written.get()) {
                throw new IllegalStateException(
                        "the database holds " + hub.kept() + " events of " + written + ": this measures nothing");
            }
        } finally {
            hub.close();
        }
    }
}
