package org.loyaltyhub.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Outside;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventReader;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rules.RuleFiles;
import org.loyaltyhub.rules.RuleSource;
import org.loyaltyhub.value.MemberId;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How much memory does a member take, with a year of weekly events that rules look back at, and a purse without lots or with
 * one open lot for each event? The events were read from JSON, as a hub gets them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
public class MemoryOfMembers {
    /** Of the year; so many lots are open in the end. */
    static final int WEEKS = 52;

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T09:00:00Z");

    /** Whether each event earns a lot. */
    public enum Points {
        NONE("1000000"),
        A_LOT_EACH("1");

        private final String bound;

        Points(String bound) {
            this.bound = bound;
        }
    }

    @Param
    Points points = Points.NONE;

    int members = 1_000;

    private final Club club = new Club();

    /** Bytes that stay, by member. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Heap {
        public long bytesPerMember;
    }

    @Benchmark
    public List<MemberState> keepThemAll(Heap heap) {
        Version version = version();
        EventReader reader = EventReader.of(club.programme());
        long before = used();
        List<MemberState> all = new ArrayList<>(members);
        for (int i = 0; i < members; i++) {
            all.add(afterAYear(version, reader, "m" + i));
        }
        heap.bytesPerMember = (used() - before) / members;
        return all;
    }

    /** Each day's points expire on another day, so that no two lots are alike. */
    private Version version() {
        String rules = """
                rulebook "Nord Fuel"
                owner nord-fuel

                rule "Regulars"
                  when purchase of fuel at nord-fuel
                   and total >= %s RUB
                   and count of purchases of fuel at nord-fuel in last 360 days >= 0
                  then award 10 points
                  expire after 24 months
                """.formatted(points.bound);
        return RuleFiles.compile(club.programme(), List.of(new RuleSource("bench.loyalty", rules)))
                .orElseThrow()
                .version();
    }

    private MemberState afterAYear(Version version, EventReader reader, String name) {
        MemberState member = MemberState.enrolled(new MemberId(name), NEW_YEAR, false);
        for (int week = 0; week < WEEKS; week++) {
            Event purchase = reader.read("""
                            {"type": "purchase", "partner": "nord-fuel", "id": "%s-%d", "at": "%s", "member": {"card": "%s"},
                             "lines": [{"category": "diesel", "quantity": "40", "amount": "2400.00"}]}
                            """.formatted(name, week, NEW_YEAR.plus(Duration.ofDays(7L * week)), name))
                    .orElseThrow();
            var decision = Decider.decide(version, member, purchase, purchase.happenedAt(), Outside.unlimited());
            member = Decider.evolve(version.recall(), member, decision);
        }
        int lots = member.purse().sides().size();
        int events = member.memory().size();
        if (lots != (points == Points.NONE ? 0 : WEEKS) || events != WEEKS) {
            throw new IllegalStateException("a member remembers " + events + " events and holds " + lots
                    + " lots: this measures something else");
        }
        return member;
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
