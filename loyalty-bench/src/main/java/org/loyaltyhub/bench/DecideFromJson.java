package org.loyaltyhub.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.outcome.Receipt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * What does a whole decision cost in memory: JSON in, figures, thirty rules, limits, entries, receipt out? With its
 * explanations asked for or not, by callers on one thread and on many.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecideFromJson {
    private static final int MEMBERS = 2_000;
    private static final int EVENTS = 60_000;

    /** Whether somebody reads why. */
    public enum Explanations {
        LEFT,
        READ
    }

    @Param
    Explanations explanations = Explanations.LEFT;

    private Reports reports = Reports.NONE;
    private Version version = new Club().version();
    private volatile Run run = Run.of(version);

    /** One pass over the events, which may be submitted only once. */
    private record Run(MemoryHub hub, AtomicInteger next) {
        static Run of(Version version) {
            return new Run(new MemoryHub(version), new AtomicInteger());
        }
    }

    @Setup(Level.Trial)
    public void prepare() {
        Club club = new Club();
        version = club.version();
        reports = Reports.of(club, MEMBERS, EVENTS);
        anew();
        boolean gives = IntStream.range(0, 20)
                .mapToObj(index -> run.hub().submit(reports, index))
                .anyMatch(receipt -> !receipt.points().isZero());
        if (!gives) {
            throw new IllegalStateException("the first events give nothing: this measures nothing");
        }
    }

    @Setup(Level.Iteration)
    public void anew() {
        run = Run.of(version);
    }

    private Object next(Cpu cpu) {
        cpu.operations++;
        Run on = run;
        int index = on.next().getAndIncrement();
        while (index >= EVENTS) {
            startOver();
            on = run;
            index = on.next().getAndIncrement();
        }
        Receipt receipt = on.hub().submit(reports, index);
        if (explanations == Explanations.READ) {
            return receipt.awards().stream()
                    .map(award -> award.explanation().toString())
                    .toList();
        }
        return receipt;
    }

    private synchronized void startOver() {
        if (run.next().get() >= EVENTS) {
            anew();
        }
    }

    @Benchmark
    @Threads(1)
    public Object by1Caller(Cpu cpu) {
        return next(cpu);
    }

    @Benchmark
    @Threads(16)
    public Object by16Callers(Cpu cpu) {
        return next(cpu);
    }

    @Benchmark
    @Threads(256)
    public Object by256Callers(Cpu cpu) {
        return next(cpu);
    }
}
