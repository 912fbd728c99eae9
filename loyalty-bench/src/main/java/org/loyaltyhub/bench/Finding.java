package org.loyaltyhub.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one benchmark found with one set of parameters.
 *
 * @param question the class of the benchmark
 * @param way its method, and on how many threads
 * @param parameters in the order of their names
 * @param nanos of processor time an operation, by fork, ascending
 * @param bytes allocated an operation; kept, for the question about memory
 */
record Finding(
        String question, String way, Map<String, String> parameters, List<Double> nanos, Optional<Double> bytes) {
    private static final String CONTENDER = "contender";

    static Finding of(RunResult result) {
        BenchmarkParams params = result.getParams();
        String name = params.getBenchmark();
        String way = name.substring(name.lastIndexOf('.') + 1);
        String type = name.substring(0, name.lastIndexOf('.'));
        Map<String, String> parameters = new LinkedHashMap<>();
        params.getParamsKeys().stream().sorted().forEach(key -> parameters.put(key, params.getParam(key)));
        List<Double> nanos = new ArrayList<>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            Optional<Double> cpu = counted(fork.getSecondaryResults(), "cpuNanos");
            Optional<Double> operations = counted(fork.getSecondaryResults(), "operations");
            if (cpu.isPresent() && operations.isPresent()) {
                nanos.add(cpu.get() / operations.get());
            }
        }
        Map<String, ? extends Result<?>> all = secondary(result);
        return new Finding(
                type.substring(type.lastIndexOf('.') + 1),
                way,
                parameters,
                nanos.stream().sorted().toList(),
                counted(all, "bytesPerMember").or(() -> counted(all, "gc.alloc.rate.norm")));
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
        return !nanos.isEmpty();
    }

    double median() {
        return nanos.get(nanos.size() / 2);
    }

    double least() {
        return nanos.get(0);
    }

    double most() {
        return nanos.get(nanos.size() - 1);
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
