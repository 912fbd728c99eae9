package org.loyaltyhub.bench;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventWriter;
import org.loyaltyhub.hub.FollowingClock;
import org.loyaltyhub.hub.Hub;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Receipt;
import org.loyaltyhub.store.InMemoryStore;
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

    private List<String> json = List.of();
    private Version version = new Club().version();
    private List<Instant> happened = List.of();
    private volatile Run run = Run.of(version);

    /** One pass over the events, which may be submitted only once. */
    private record Run(Hub hub, FollowingClock clock, AtomicInteger next) {
        static Run of(Version version) {
            FollowingClock clock = new FollowingClock();
            Hub hub = Hub.builder()
                    .version(version)
                    .store(InMemoryStore.keeping(1_000))
                    .clock(clock)
                    .build();
            return new Run(hub, clock, new AtomicInteger());
        }
    }

    @Setup(Level.Trial)
    public void prepare() {
        Club club = new Club();
        version = club.version();
        List<Event> events = club.events(MEMBERS, EVENTS);
        happened = events.stream().map(Event::happenedAt).toList();
        json = events.stream().map(EventWriter::json).toList();
        anew();
        boolean gives = IntStream.range(0, 20)
                .mapToObj(index -> submit(run, index))
                .anyMatch(receipt -> !receipt.points().isZero());
        if (!gives) {
            throw new IllegalStateException("the first events give nothing: this measures nothing");
        }
    }

    @Setup(Level.Iteration)
    public void anew() {
        run = Run.of(version);
    }

    private Receipt submit(Run on, int index) {
        on.clock().follow(happened.get(index));
        Outcome outcome = on.hub().operator().submit(json.get(index));
        if (outcome instanceof Accepted accepted) {
            return accepted.receipt();
        }
        throw new IllegalStateException("not accepted: " + outcome + " for " + json.get(index));
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
        Receipt receipt = submit(on, index);
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
