package org.loyaltyhub.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.loyaltyhub.event.Purchase;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Scores one purchase: from the event to what each rule gives, before limits and books. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 3, time = 1)
public class ScoringBenchmark {
    private static final int RECEIPTS = 1024;
    private static final long SEED = 20260301;

    /** Who competes. */
    public enum Contender {
        LOYALTY {
            @Override
            Scorer of(Coalition coalition, List<Coalition.Offer> offers) {
                return new Loyalty(coalition, offers);
            }
        },
        DRL_SINGLE_PATTERN {
            @Override
            Scorer of(Coalition coalition, List<Coalition.Offer> offers) {
                return new ClassicDrl(coalition, offers, ClassicDrl.Form.SINGLE_PATTERN);
            }
        },
        DRL_LINES_JOINED {
            @Override
            Scorer of(Coalition coalition, List<Coalition.Offer> offers) {
                return new ClassicDrl(coalition, offers, ClassicDrl.Form.LINES_JOINED);
            }
        },
        HAND_WRITTEN {
            @Override
            Scorer of(Coalition coalition, List<Coalition.Offer> offers) {
                return new HandWritten(coalition, offers);
            }
        };

        abstract Scorer of(Coalition coalition, List<Coalition.Offer> offers);
    }

    @Param({"20", "200", "2000", "10000"})
    int rules;

    @Param
    Contender contender = Contender.LOYALTY;

    private Purchase[] receipts = {};
    private Scorer scorer = purchase -> new Awarded();
    private int next;

    /** Every contender first proves on all receipts that it gives what the hand-written code gives. */
    @Setup(Level.Trial)
    public void prepare() {
        Coalition coalition = new Coalition();
        List<Coalition.Offer> offers = Coalition.offers(rules, SEED);
        receipts = coalition.receipts(RECEIPTS, SEED).toArray(Purchase[]::new);
        scorer = contender.of(coalition, offers);
        Scorer limit = new HandWritten(coalition, offers);
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
        System.out.printf("%.2f rules hold a receipt%n", held / (double) RECEIPTS);
    }

    @Benchmark
    public Awarded score(Cpu cpu) {
        cpu.purchases++;
        next = next + 1 & RECEIPTS - 1;
        return scorer.score(receipts[next]);
    }

    /** What the processor worked for it: unlike the clock on the wall it does not count who else is on the machine. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Cpu {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        public long cpuNanos;
        public long purchases;
        private long began;

        @Setup(Level.Iteration)
        public void begin() {
            purchases = 0;
            began = THREADS.getCurrentThreadCpuTime();
        }

        @TearDown(Level.Iteration)
        public void end() {
            cpuNanos = THREADS.getCurrentThreadCpuTime() - began;
        }
    }
}
