package org.loyaltyhub.bench;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.rules.RuleFiles;
import org.loyaltyhub.rules.RuleSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** How long does it take from the text of rules to a version that judges: read, check, analyse, build the network? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CompileRules {
    private static final List<String> GOODS =
            List.of("fuel", "diesel", "diesel-plus", "petrol-95", "petrol-100", "shop", "coffee", "snacks");

    @Param({"10", "100", "1000", "10000"})
    int rules = 10;

    private final Club club = new Club();
    private RuleSource source = new RuleSource("bench.loyalty", "");

    @Setup(Level.Trial)
    public void prepare() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("rulebook \"Bench\"\nowner nord-fuel\n");
        for (int i = 0; i < rules; i++) {
            text.append("""

                    rule "Offer %d"
                      tell "Points for those who come again"
                      when purchase of %s at nord-fuel
                       and total >= %d RUB
                       and count of purchases of fuel at nord-fuel in last %d days >= %d
                      then award %d points
                      limit once per member per day
                    """.formatted(
                            i,
                            GOODS.get(random.nextInt(GOODS.size())),
                            100 + random.nextInt(10_000),
                            1 + random.nextInt(60),
                            1 + random.nextInt(9),
                            1 + random.nextInt(100)));
        }
        source = new RuleSource("bench.loyalty", text.toString());
        int found = compile(new Cpu()).rules().size();
        if (found != rules) {
            throw new IllegalStateException(found + " rules of " + rules + ": this measures something else");
        }
    }

    @Benchmark
    public Version compile(Cpu cpu) {
        cpu.operations++;
        return RuleFiles.compile(club.programme(), List.of(source))
                .orElseThrow()
                .version();
    }
}
