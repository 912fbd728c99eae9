package org.loyaltyhub.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.FollowUps;
import org.loyaltyhub.decision.Outside;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.SharedUse;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventReader;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Receipt;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does a whole decision cost by itself: JSON in, figures, thirty rules, limits, entries, the member's next state and the
 * receipt out? Around the two functions there is nothing but a table of members and one of what is left of limits. What
 * {@link DecideFromJson} costs more is what a hub does besides: it tells whether an id is known and with which content, and
 * keeps events and books.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecideAlone {
    private static final int MEMBERS = 2_000;
    private static final int EVENTS = 60_000;
    private static final int COMPARED = 5_000;

    private Reports reports = Reports.NONE;
    private Version version = new Club().version();
    private Run run = new Run(version);
    private int next;

    /** Where a member's newest state is, found once for each event. */
    private static final class Member {
        private MemberState state;

        Member(MemberState state) {
            this.state = state;
        }
    }

    /** One pass over the events. */
    private static final class Run {
        private final Version version;
        private final EventReader reader;
        private final Map<Identifier, Member> members = new HashMap<>();
        private final Map<SharedLimit.Key, Long> used = new HashMap<>();
        private final Outside outside = this::grant;

        Run(Version version) {
            this.version = version;
            this.reader = EventReader.of(version.programme());
        }

        private long grant(SharedLimit limit, long asked) {
            return Math.min(asked, limit.limit().most() - used.getOrDefault(limit.key(), 0L));
        }

        private Member first(Event event) {
            return new Member(MemberState.first(new MemberId("member-" + members.size()), event));
        }

        Receipt decide(Reports reports, int index) {
            Event event = reader.read(reports.json(index)).value().orElseThrow();
            Member member = members.computeIfAbsent(event.member().get(0), name -> first(event));
            MemberState before = member.state;
            Decision decision = Decider.decide(version, before, event, reports.happened(index), outside);
            MemberState after = Decider.evolve(version.recall(), before, decision);
            if (!FollowUps.of(version, before, decision, after).isEmpty()) {
                throw new IllegalStateException("the rules of this club await nothing that the hub would tell");
            }
            for (SharedUse use : decision.shared()) {
                used.merge(use.limit().key(), use.used(), Math::addExact);
            }
            member.state = after;
            return Receipt.of(version, decision);
        }
    }

    /** The first events give what a hub gives for them. */
    @Setup(Level.Trial)
    public void prepare() {
        Club club = new Club();
        version = club.version();
        reports = Reports.of(club, MEMBERS, EVENTS);
        Run alone = new Run(version);
        MemoryHub hub = new MemoryHub(version);
        for (int i = 0; i < COMPARED; i++) {
            Receipt ours = alone.decide(reports, i);
            if (!ours.awards().toString().equals(hub.submit(reports, i).awards().toString())) {
                throw new IllegalStateException("by itself a decision gives other awards: " + ours);
            }
        }
    }

    @Setup(Level.Iteration)
    public void anew() {
        run = new Run(version);
        next = 0;
    }

    @Benchmark
    public Receipt decide(Cpu cpu) {
        cpu.operations++;
        if (next == EVENTS) {
            anew();
        }
        int index = next++;
        return run.decide(reports, index);
    }
}
