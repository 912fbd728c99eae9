package org.loyaltyhub.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Outside;
import org.loyaltyhub.decision.Past;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.event.Refund.ReturnedLine;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.MemberId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to decide on a refund: of a whole purchase, and of one line? Thirty rules, the member's newest purchase
 * of two lines or more that earned something; what was decided on the member before is at hand, but has to be gone through.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RefundAPurchase {
    @Param({"10", "100"})
    int past = 10;

    private final Version version = new Club().version();
    private final List<Decision> decisions = new ArrayList<>();
    private MemberState member = MemberState.enrolled(new MemberId("m1"), Instant.EPOCH, false);
    private Instant now = Instant.EPOCH;
    private Optional<Refund> wholePurchase = Optional.empty();
    private Optional<Refund> oneLine = Optional.empty();

    @Setup(Level.Trial)
    public void prepare() {
        Iterator<Event> events = new Club().events(1);
        member = MemberState.enrolled(new MemberId("m1"), Instant.EPOCH, false);
        decisions.clear();
        Decision newest = decide(events.next());
        while (decisions.size() < past || !isWorthReturning(newest)) {
            newest = decide(events.next());
        }
        now = newest.recordedAt().plus(Duration.ofDays(1));
        wholePurchase = Optional.of(refund(newest.event(), List.of()));
        oneLine = Optional.of(refund(
                newest.event(),
                List.of(new ReturnedLine(Optional.of(1), Optional.empty(), Optional.empty(), Optional.empty()))));
        if (!takesBack(whole(new Cpu())) || !takesBack(byLine(new Cpu()))) {
            throw new IllegalStateException("a refund takes nothing back: this measures nothing");
        }
    }

    private Decision decide(Event event) {
        Decision decision = Decider.decide(version, member, event, event.happenedAt(), Outside.unlimited());
        member = Decider.evolve(version.recall(), member, decision);
        decisions.add(decision);
        return decision;
    }

    private static boolean isWorthReturning(Decision decision) {
        return decision.event() instanceof Purchase purchase
                && purchase.lines().size() > 1
                && !decision.entries().isEmpty();
    }

    private static Refund refund(Event purchase, List<ReturnedLine> lines) {
        EventKey key = new EventKey(purchase.key().partner(), purchase.key().id() + "-back");
        return new Refund(
                key,
                purchase.happenedAt().plus(Duration.ofDays(1)),
                purchase.member(),
                Optional.of(purchase.key().id()),
                lines);
    }

    static boolean takesBack(Decision decision) {
        return decision.entries().stream().anyMatch(entry -> entry.code() == Entry.Code.REVERSE);
    }

    private Decision decide(Optional<Refund> refund, Cpu cpu) {
        cpu.operations++;
        return Decider.decide(version, member, refund.orElseThrow(), now, new Remembering());
    }

    @Benchmark
    public Decision whole(Cpu cpu) {
        return decide(wholePurchase, cpu);
    }

    @Benchmark
    public Decision byLine(Cpu cpu) {
        return decide(oneLine, cpu);
    }

    /** Without bounds, and with what was decided before. */
    private final class Remembering implements Outside {
        @Override
        public long grant(SharedLimit limit, long asked) {
            return asked;
        }

        @Override
        public Past past() {
            return Past.of(decisions);
        }

        @Override
        public Optional<Version> version(String id) {
            return Optional.of(version).filter(known -> known.id().equals(id));
        }
    }
}
