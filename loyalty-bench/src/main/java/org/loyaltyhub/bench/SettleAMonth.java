package org.loyaltyhub.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Outside;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.settlement.Position;
import org.loyaltyhub.settlement.Seal;
import org.loyaltyhub.settlement.Sealing;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.settlement.Settlement;
import org.loyaltyhub.settlement.Terms;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long does it take to seal and to settle a month whose journal is in memory: an operation is the whole month. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SettleAMonth {
    /** Of so many members, about two entries each week, comes about a million entries a month. */
    private static final int ENTRIES_OF_A_MEMBER = 9;

    @Param("1000000")
    int entries = 1_000_000;

    private final Club club = new Club();
    private List<JournalLine> journal = List.of();
    private Optional<Seal> sealed = Optional.empty();

    @Setup(Level.Trial)
    public void prepare() {
        journal = journal();
        Seal seal = seal(new Cpu());
        sealed = Optional.of(seal);
        Settled settled = settle(new Cpu());
        long sum = settled.entry().postings().stream()
                .mapToLong(posting -> Math.abs(posting.amount()))
                .sum();
        if (seal.last() != entries || sum == 0) {
            throw new IllegalStateException(
                    seal + " of " + entries + " entries, billed " + sum + " in all: this measures nothing");
        }
    }

    private List<JournalLine> journal() {
        Version version = club.version();
        Iterator<Event> events = club.events(Math.max(1, entries / ENTRIES_OF_A_MEMBER));
        Map<Identifier, MemberState> members = new HashMap<>();
        List<JournalLine> lines = new ArrayList<>(entries);
        while (lines.size() < entries) {
            Event event = events.next();
            Identifier card = event.member().get(0);
            MemberState before =
                    members.computeIfAbsent(card, each -> MemberState.first(new MemberId("m" + each.value()), event));
            Instant now = event.happenedAt();
            Decision decision = Decider.decide(version, before, event, now, Outside.unlimited());
            members.put(card, Decider.evolve(version.recall(), before, decision));
            for (Entry entry : decision.entries()) {
                if (lines.size() < entries) {
                    lines.add(new JournalLine(lines.size() + 1L, entry));
                }
            }
        }
        return lines;
    }

    private Instant end() {
        return journal.get(journal.size() - 1).entry().recordedAt();
    }

    @Benchmark
    public Seal seal(Cpu cpu) {
        cpu.operations++;
        Sealing sealing = Sealing.after(Optional.empty());
        journal.forEach(sealing::add);
        return sealing.seal(end());
    }

    @Benchmark
    public Settled settle(Cpu cpu) {
        cpu.operations++;
        Settlement settlement = Settlement.of(Terms.of(club.programme()), sealed.orElseThrow(), Position.START);
        journal.forEach(settlement::add);
        return settlement.settle(end(), List.of());
    }
}
