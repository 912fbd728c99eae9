package org.loyaltyhub.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.loyaltyhub.bench.ScoringBenchmark.Contender;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The command line: runs {@link ScoringBenchmark} and prints, for each number of rules, the median of the forks and how it
 * stands to ours.
 */
public final class LoyaltyBench {
    private static final int MOST_RULES_JOINED = 2_000;

    private LoyaltyBench() {}

    /** {@code loyalty-bench [RULES]… }: the numbers of rules, 20 200 2000 10000 unless given. */
    public static void main(String[] args) throws RunnerException {
        String[] rules = args.length == 0 ? new String[] {"20", "200", "2000", "10000"} : args;
        Map<Integer, Map<Contender, List<Double>>> forks = new TreeMap<>();
        for (String count : rules) {
            for (Contender contender : Contender.values()) {
                // some minutes for each purchase of the warm-up, and nobody doubts the outcome
                if (contender == Contender.DRL_LINES_JOINED && Integer.parseInt(count) > MOST_RULES_JOINED) {
                    continue;
                }
                for (RunResult result : run(count, contender)) {
                    BenchmarkParams params = result.getParams();
                    forks.computeIfAbsent(
                                    Integer.valueOf(params.getParam("rules")), n -> new EnumMap<>(Contender.class))
                            .put(contender, scores(result));
                }
            }
        }
        System.out.print(table(forks));
    }

    private static Iterable<RunResult> run(String rules, Contender contender) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(ScoringBenchmark.class.getName())
                        .param("rules", rules)
                        .param("contender", contender.name())
                        .build())
                .run();
    }

    /** Nanoseconds of processor time for a purchase, by fork. */
    private static List<Double> scores(RunResult result) {
        List<Double> scores = new ArrayList<>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            scores.add(counted(fork, "cpuNanos") / counted(fork, "purchases"));
        }
        return scores;
    }

    private static double counted(BenchmarkResult fork, String counter) {
        return Objects.requireNonNull(fork.getSecondaryResults().get(counter), counter)
                .getScore();
    }

    private static String table(Map<Integer, Map<Contender, List<Double>>> forks) {
        StringBuilder table =
                new StringBuilder("%n%6s  %-20s %15s %10s%n".formatted("rules", "", "ns CPU, median", "ratio"));
        forks.forEach((rules, contenders) -> contenders.forEach((contender, scores) -> {
            double own = median(contenders.getOrDefault(Contender.LOYALTY, scores));
            double median = median(scores);
            table.append("%6d  %-20s %15.0f %10.2f%n".formatted(rules, contender, median, median / own));
        }));
        return table.toString();
    }

    private static double median(List<Double> scores) {
        List<Double> sorted = scores.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
