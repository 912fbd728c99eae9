package org.loyaltyhub.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Outside;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rules.RuleFiles;
import org.loyaltyhub.rules.RuleSource;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Quantity;
import org.loyaltyhub.value.Unit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What do figures of the past cost, for members who did much? Four rules, the whole pure decision. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScoreWithHistory {
    private static final Instant NOW = Instant.parse("2026-12-20T09:00:00Z");
    private static final String RULES = """
            rulebook "Nord Fuel"
            owner nord-fuel

            rule "Thirty days"
              when purchase of fuel at nord-fuel
               and count of purchases of fuel at nord-fuel in last 30 days >= 3
              then award 10 points

            rule "A year's litres"
              when purchase of fuel at nord-fuel
               and quantity of purchases of fuel at nord-fuel in last 360 days >= 100 l
              then award 20 points

            rule "After the road"
              when purchase of fuel at nord-fuel
               and purchase of fuel at nord-fuel in last 7 days
              then award 30 points

            rule "Partners"
              when purchase of fuel at nord-fuel
               and partners visited in last 90 days >= 1
              then award 40 points
            """;

    @Param({"10", "100", "1000"})
    int past = 10;

    private final Club club = new Club();
    private Version version = club.version();
    private MemberState member = MemberState.enrolled(new MemberId("m1"), Instant.EPOCH, false);
    private Purchase purchase = purchase(0, NOW);

    /** The past events lie evenly in the last 350 days. */
    @Setup(Level.Trial)
    public void prepare() {
        Programme programme = club.programme();
        version = RuleFiles.compile(programme, List.of(new RuleSource("bench.loyalty", RULES)))
                .orElseThrow()
                .version();
        member = MemberState.enrolled(new MemberId("m1"), Instant.EPOCH, false);
        for (int i = past; i > 0; i--) {
            Purchase each =
                    purchase(i, NOW.minus(Duration.ofDays(350).dividedBy(past).multipliedBy(i)));
            Decision decision = Decider.decide(version, member, each, each.happenedAt(), Outside.unlimited());
            member = Decider.evolve(version.recall(), member, decision);
        }
        purchase = purchase(0, NOW);
        if (decide(new Cpu()).rules().isEmpty()) {
            throw new IllegalStateException("no rule holds: this measures nothing");
        }
    }

    private static Purchase purchase(int number, Instant at) {
        return new Purchase(
                new EventKey(new PartnerId("nord-fuel"), "p" + number),
                at,
                List.of(new Identifier("card", "1")),
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
    }

    @Benchmark
    public Decision decide(Cpu cpu) {
        cpu.operations++;
        return Decider.decide(version, member, purchase, NOW, Outside.unlimited());
    }
}
