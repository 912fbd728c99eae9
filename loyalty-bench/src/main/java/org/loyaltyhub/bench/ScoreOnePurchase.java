package org.loyaltyhub.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.loyaltyhub.event.Purchase;
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

/** What does it cost to score one purchase: from the event to what each rule gives, before limits and books? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScoreOnePurchase {
    private static final int RECEIPTS = 1024;
    private static final long SEED = 20260301;

    @Param({"20", "200", "2000", "10000"})
    int rules = 20;

    @Param
    Matches matches = Matches.GROWING;

    @Param
    Contender contender = Contender.LOYALTY;

    private Purchase[] receipts = {};
    private Scorer scorer = purchase -> new Awarded();

    /** Every contender first proves on all receipts that it gives what the hand-written code gives. */
    @Setup(Level.Trial)
    public void prepare() {
        Coalition coalition = new Coalition();
        Offers offers = Offers.of(coalition, Coalition.offers(rules, matches, SEED));
        receipts = coalition.receipts(RECEIPTS, SEED).toArray(Purchase[]::new);
        scorer = contender.of(offers);
        long held = prove(contender, scorer, Contender.HAND_WRITTEN.of(offers), List.of(receipts));
        if (held == 0) {
            throw new IllegalStateException("no rule held any receipt: this measures nothing");
        }
        System.out.printf("%.2f rules hold a receipt%n", held / (double) RECEIPTS);
    }

    /** How many rules held the receipts, for both alike. */
    static long prove(Contender contender, Scorer scorer, Scorer limit, List<Purchase> receipts) {
        long held = 0;
        for (Purchase purchase : receipts) {
            List<List<Long>> expected = limit.score(purchase).sorted();
            List<List<Long>> actual = scorer.score(purchase).sorted();
            if (!expected.equals(actual)) {
                throw new IllegalStateException(
                        contender + " gives " + actual + " for " + purchase + ", expected " + expected);
            }
            held += expected.size();
        }
        return held;
    }

    @Benchmark
    @Threads(1)
    public Awarded onOneThread(Cpu cpu) {
        return scorer.score(receipts[(int) (cpu.operations++ & RECEIPTS - 1)]);
    }

    @Benchmark
    @Threads(2)
    public Awarded onTwoThreads(Cpu cpu) {
        return scorer.score(receipts[(int) (cpu.operations++ & RECEIPTS - 1)]);
    }
}
