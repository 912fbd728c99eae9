package org.loyaltyhub.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one benchmark found with one set of parameters. Times are in nanoseconds an operation, by fork, ascending.
 *
 * @param question the class of the benchmark
 * @param way its method, and on how many threads
 * @param parameters in the order of their names
 * @param cpu what the processor worked for one; empty if that was not asked
 * @param clock how long after one the next is done, on all threads together; empty if that was not asked
 * @param p99 how long one in a hundred waits for one at least, over all forks; empty if that was not asked
 * @param bytes allocated an operation; kept, for the question about memory
 */
record Finding(
        String question,
        String way,
        Map<String, String> parameters,
        Times cpu,
        Times clock,
        Optional<Double> p99,
        Optional<Double> bytes) {
    private static final String CONTENDER = "contender";
    private static final String OPERATIONS = "operations";
    private static final double LAST_IN_A_HUNDRED = 99;

    static Finding of(RunResult result) {
        BenchmarkParams params = result.getParams();
        String name = params.getBenchmark();
        String type = name.substring(0, name.lastIndexOf('.'));
        Map<String, String> parameters = new LinkedHashMap<>();
        params.getParamsKeys().stream().sorted().forEach(key -> parameters.put(key, params.getParam(key)));
        List<Double> cpu = new ArrayList<>();
        List<Double> clock = new ArrayList<>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            ratio(fork.getSecondaryResults(), "cpuNanos").ifPresent(nanos -> {
                cpu.add(nanos);
                clock.add(fork.getPrimaryResult().getScore() / params.getThreads());
            });
        }
        Map<String, ? extends Result<?>> all = secondary(result);
        boolean isSampled = params.getMode() == Mode.SampleTime;
        return new Finding(
                type.substring(type.lastIndexOf('.') + 1),
                name.substring(name.lastIndexOf('.') + 1),
                parameters,
                Times.of(cpu),
                Times.of(clock),
                isSampled
                        ? Optional.of(result.getPrimaryResult().getStatistics().getPercentile(LAST_IN_A_HUNDRED))
                        : Optional.empty(),
                counted(all, "bytesPerMember")
                        .or(() -> ratio(all, "allocatedBytes"))
                        .or(() -> counted(all, "gc.alloc.rate.norm")));
    }

    /** What was counted, by operations. */
    @SuppressWarnings("rawtypes")
    private static Optional<Double> ratio(Map<String, ? extends Result> results, String counter) {
        return counted(results, counter)
                .flatMap(sum -> counted(results, OPERATIONS).map(operations -> sum / operations));
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Map<String, ? extends Result<?>> secondary(RunResult result) {
        return (Map) result.getSecondaryResults();
    }

    @SuppressWarnings("rawtypes")
    private static Optional<Double> counted(Map<String, ? extends Result> results, String counter) {
        return Optional.ofNullable(results.get(counter)).map(Result::getScore);
    }

    boolean isTimed() {
        return !cpu.isEmpty();
    }

    boolean has(String parameter, Object value) {
        return value.toString().equals(parameters.get(parameter));
    }

    Optional<Contender> contender() {
        return Optional.ofNullable(parameters.get(CONTENDER)).map(Contender::valueOf);
    }

    /** The same question, way and parameters, asked of ours. */
    boolean isOursFor(Finding other) {
        Map<String, String> ours = new LinkedHashMap<>(other.parameters);
        ours.replace(CONTENDER, Contender.LOYALTY.name());
        return question.equals(other.question) && way.equals(other.way) && parameters.equals(ours);
    }
}
