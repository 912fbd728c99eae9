package org.loyaltyhub.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Outside;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.rules.RuleFiles;
import org.loyaltyhub.rules.RuleSource;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Unit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How much memory does a member take, with a year of weekly events that rules look back at? Lots left out, or kept. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
public class MemoryOfMembers {
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
        Version version = RuleFiles.compile(
                        club.programme(), List.of(new RuleSource("bench.loyalty", """
                        rulebook "Nord Fuel"
                        owner nord-fuel

                        rule "Regulars"
                          when purchase of fuel at nord-fuel
                           and total >= %s RUB
                           and count of purchases of fuel at nord-fuel in last 360 days >= 1
                          then award 10 points
                        """.formatted(points.bound))))
                .orElseThrow()
                .version();
        long before = used();
        List<MemberState> all = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            all.add(afterAYear(version, "m" + i));
        }
        heap.bytesPerMember = (used() - before) / members;
        return all;
    }

    private static MemberState afterAYear(Version version, String name) {
        MemberState member = MemberState.enrolled(new MemberId(name), Instant.EPOCH, false);
        for (int week = 0; week < 52; week++) {
            Purchase purchase = new Purchase(
                    new EventKey(new PartnerId("nord-fuel"), name + "-" + week),
                    NEW_YEAR.plus(Duration.ofDays(7L * week)),
                    List.of(new Identifier("card", name)),
                    List.of(new Line(
                            "diesel",
                            Optional.empty(),
                            Quantity.of("40", Unit.LITRE),
                            Money.of("2400.00", "RUB"),
                            Map.of())),
                    Money.of("0", "RUB"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());
            var decision = Decider.decide(version, member, purchase, purchase.happenedAt(), Outside.unlimited());
            member = Decider.evolve(version.recall(), member, decision);
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
