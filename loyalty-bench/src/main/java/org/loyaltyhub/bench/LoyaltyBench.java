package org.loyaltyhub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The command line: runs the benchmarks and writes what they found. */
public final class LoyaltyBench {
    private static final String USAGE = """
            loyalty-bench [--quick] [--out FOLDER] [QUESTION]...
              --quick       two forks of three short iterations, fewer sizes: ten minutes
              --out FOLDER  where to write (default: loyalty-bench/results, or results)
              QUESTION      some of ScoreOnePurchase, ScoreWithHistory, DecideFromJson, CompileRules,
                            ActivateUnderLoad, MemoryOfMembers (default: all)""";

    private final boolean quick;
    private final List<Finding> findings = new ArrayList<>();

    private LoyaltyBench(boolean quick) {
        this.quick = quick;
    }

    /** See {@code --help}. */
    public static void main(String[] args) throws RunnerException, IOException {
        List<String> words = new ArrayList<>(List.of(args));
        if (words.contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        boolean quick = words.remove("--quick");
        Path folder =
                Files.isDirectory(Path.of("loyalty-bench")) ? Path.of("loyalty-bench", "results") : Path.of("results");
        int out = words.indexOf("--out");
        if (out >= 0 && out + 1 < words.size()) {
            folder = Path.of(words.remove(out + 1));
            words.remove(out);
        }
        List<Class<?>> questions = questions(words);
        if (questions.isEmpty() || words.stream().anyMatch(word -> word.startsWith("--"))) {
            System.err.println(USAGE);
            System.exit(2);
        }
        LoyaltyBench bench = new LoyaltyBench(quick);
        for (Class<?> question : questions) {
            bench.ask(question);
        }
        String name = LocalDate.now(java.time.ZoneId.systemDefault()) + "-jdk"
                + Runtime.version().feature();
        Report report = new Report(machine(), bench.method(), bench.findings);
        report.write(folder, name);
        System.out.println(report.markdown());
        System.out.println("written: " + folder.resolve(name) + ".json, .md, -….svg");
    }

    private static List<Class<?>> questions(List<String> named) {
        return Stream.of(
                        ScoreOnePurchase.class,
                        ScoreWithHistory.class,
                        DecideFromJson.class,
                        CompileRules.class,
                        ActivateUnderLoad.class,
                        MemoryOfMembers.class)
                .<Class<?>>map(each -> each)
                .filter(each -> named.isEmpty() || named.contains(each.getSimpleName()))
                .toList();
    }

    private void ask(Class<?> question) throws RunnerException {
        if (question.equals(ScoreOnePurchase.class)) {
            for (Matches matches : Matches.values()) {
                for (int rules : List.of(20, 200, 2_000, 10_000)) {
                    scoring(rules, matches);
                }
            }
            add(new Runner(options("ScoreOnePurchase.onTwoThreads")
                            .param("rules", "200")
                            .param("matches", Matches.GROWING.name())
                            .param("contender", Contender.LOYALTY.name())
                            .build())
                    .run());
        } else {
            add(new Runner(options(question.getSimpleName() + "\\.").build()).run());
        }
    }

    private void scoring(int rules, Matches matches) throws RunnerException {
        for (Contender contender : Contender.values()) {
            if (contender.competes(rules, matches) && !(quick && isSlowToBegin(rules, contender))) {
                add(new Runner(options("ScoreOnePurchase.onOneThread")
                                .param("rules", Integer.toString(rules))
                                .param("matches", matches.name())
                                .param("contender", contender.name())
                                .build())
                        .run());
            }
        }
    }

    private static boolean isSlowToBegin(int rules, Contender contender) {
        return switch (contender) {
            case LOYALTY, HAND_WRITTEN -> false;
            case DRL_STATELESS -> rules > 2_000;
            default -> rules > 200;
        };
    }

    private ChainedOptionsBuilder options(String include) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(include)
                .addProfiler(GCProfiler.class)
                .jvmArgs("-Xmx4g")
                .forks(quick ? 2 : 5);
        if (include.startsWith("MemoryOfMembers")) {
            return options.mode(Mode.SingleShotTime).forks(1);
        }
        return options.mode(Mode.AverageTime)
                .warmupIterations(quick ? 3 : 5)
                .warmupTime(TimeValue.seconds(quick ? 1 : 2))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1));
    }

    private void add(Collection<RunResult> results) {
        results.stream().map(Finding::of).forEach(findings::add);
    }

    private String method() {
        return (quick ? "Quick: 2 forks" : "5 forks")
                + " of JMH, each warmed up; 3 iterations of a second. Processor time of"
                + " the measuring threads for an operation, not the clock on the wall; median of the forks. Compare ratios"
                + " of one run.";
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, JDK %s (%s), %s",
                cpu(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                System.getProperty("java.vm.name"),
                System.getProperty("os.name"));
    }

    private static String cpu() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
