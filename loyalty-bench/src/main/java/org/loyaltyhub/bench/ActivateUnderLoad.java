package org.loyaltyhub.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.hub.FollowingClock;
import org.loyaltyhub.hub.Hub;
import org.loyaltyhub.outcome.Outcome;
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
import org.openjdk.jmh.annotations.Warmup;

/** What do events cost while new versions take force: none, or one after every so many events? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3)
public class ActivateUnderLoad {
    private static final int MEMBERS = 500;
    private static final int EVENTS = 20_000;

    @Param({"0", "1000"})
    int eventsBetween = 1_000;

    private final Club club = new Club();
    private final List<Event> events = club.events(MEMBERS, EVENTS);
    private Hub hub = Hub.builder().version(club.version()).build();
    private FollowingClock clock = new FollowingClock();
    private int next;

    @Setup(Level.Iteration)
    public void anew() {
        clock = new FollowingClock();
        clock.follow(events.get(0).happenedAt());
        hub = Hub.builder()
                .version(club.version())
                .store(InMemoryStore.keeping(1_000))
                .clock(clock)
                .build();
        next = 0;
    }

    /** The same rules again, as a version of their own: its network is built anew, and counts. */
    private void activate() {
        Version again = new Club().version();
        if (hub.operator().activate(again).value().isEmpty()) {
            throw new IllegalStateException("the version was refused");
        }
    }

    @Benchmark
    public Outcome submit(Cpu cpu) {
        cpu.operations++;
        if (next == EVENTS) {
            anew();
        }
        if (eventsBetween > 0 && next % eventsBetween == eventsBetween - 1) {
            activate();
        }
        Event event = events.get(next++);
        clock.follow(event.happenedAt());
        return hub.operator().submit(event);
    }
}
