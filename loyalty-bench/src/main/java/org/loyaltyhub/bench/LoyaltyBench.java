package org.loyaltyhub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
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
            loyalty-bench [--quick] [--jvm OPTIONS] [--out FOLDER] [QUESTION]...
              --quick       two forks of three short iterations, fewer sizes: half an hour
              --jvm OPTIONS of the JVM for all that is measured, peers too, in one word: --jvm "-XX:+UseParallelGC"
              --out FOLDER  where to write (default: loyalty-bench/results, or results)
              QUESTION      some of ScoreOnePurchase, ScoreWithHistory, RefundAPurchase, DecideAlone, DecideFromJson,
                            CompileRules, ActivateUnderLoad, WriteBatches, SubmitDurably, SettleAMonth, MemoryOfMembers
                            (default: all)""";

    private static final List<Class<?>> QUESTIONS = List.of(
            ScoreOnePurchase.class,
            ScoreWithHistory.class,
            RefundAPurchase.class,
            DecideAlone.class,
            DecideFromJson.class,
            CompileRules.class,
            ActivateUnderLoad.class,
            WriteBatches.class,
            SubmitDurably.class,
            SettleAMonth.class,
            MemoryOfMembers.class);

    private static final List<String> HEAP = List.of("-Xmx4g");

    private final boolean quick;
    private final List<String> jvm;
    private final List<Finding> findings = new ArrayList<>();

    /** @param options of the JVM, beside the heap */
    private LoyaltyBench(boolean quick, List<String> options) {
        this.quick = quick;
        this.jvm = Stream.concat(HEAP.stream(), options.stream()).toList();
    }

    /** See {@code --help}. */
    public static void main(String[] args) throws RunnerException, IOException {
        List<String> words = new ArrayList<>(List.of(args));
        if (words.contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        boolean quick = words.remove("--quick");
        Optional<String> out = valueOf("--out", words);
        Optional<String> jvm = valueOf("--jvm", words);
        List<Class<?>> questions = questions(words);
        if (questions.size() < words.size()) { // some word names none of them
            System.err.println(USAGE);
            System.exit(2);
        }
        Path here =
                Files.isDirectory(Path.of("loyalty-bench")) ? Path.of("loyalty-bench", "results") : Path.of("results");
        Path folder = out.map(Path::of).orElse(here);
        LoyaltyBench bench = new LoyaltyBench(
                quick, jvm.stream().flatMap(LoyaltyBench::words).toList());
        String name = LocalDate.now(java.time.ZoneId.systemDefault()) + "-jdk"
                + Runtime.version().feature();
        for (Class<?> question : questions) {
            bench.ask(question);
            bench.report().write(folder, name); // what is found stays found if the next one fails
        }
        Report report = bench.report();
        System.out.println(report.markdown());
        System.out.println("written: " + folder.resolve(name) + ".json, .md, -….svg");
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split(" +", -1)).filter(word -> !word.isEmpty());
    }

    /** Takes the option and its value out of the words. */
    private static Optional<String> valueOf(String option, List<String> words) {
        int at = words.indexOf(option);
        if (at < 0 || at + 1 == words.size()) {
            return Optional.empty();
        }
        words.remove(at);
        return Optional.of(words.remove(at));
    }

    private Report report() {
        return new Report(machine(), method(), findings);
    }

    private static List<Class<?>> questions(List<String> named) {
        return QUESTIONS.stream()
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
            add(new Runner(options("ScoreOnePurchase.onTwoThreads", Pace.SMALL)
                            .param("rules", "200")
                            .param("matches", Matches.GROWING.name())
                            .param("contender", Contender.LOYALTY.name())
                            .build())
                    .run());
        } else {
            add(new Runner(smaller(question, options(question.getSimpleName() + "\\.", Pace.of(question)))
                            .build())
                    .run());
        }
    }

    /** Fewer sizes and ways, if it is to be quick. */
    private ChainedOptionsBuilder smaller(Class<?> question, ChainedOptionsBuilder options) {
        if (!quick) {
            return options;
        }
        if (question.equals(CompileRules.class)) {
            return options.param("rules", "100", "1000");
        }
        if (question.equals(RefundAPurchase.class)) {
            return options.param("past", "100");
        }
        return options.exclude("by16Callers").exclude("DecideFromJson.by256Callers");
    }

    private void scoring(int rules, Matches matches) throws RunnerException {
        for (Contender contender : Contender.values()) {
            if (contender.competes(rules, matches) && !(quick && isLeftOut(rules, matches, contender))) {
                add(new Runner(options("ScoreOnePurchase.onOneThread", Pace.SMALL)
                                .param("rules", Integer.toString(rules))
                                .param("matches", matches.name())
                                .param("contender", contender.name())
                                .build())
                        .run());
            }
        }
    }

    /** All compete with 200 rules; otherwise those that are to be reached. */
    private static boolean isLeftOut(int rules, Matches matches, Contender contender) {
        return switch (contender) {
            case LOYALTY, HAND_WRITTEN -> matches == Matches.CONSTANT && rules > 20 && rules < 10_000;
            case DRL_STATELESS -> matches == Matches.CONSTANT || rules > 2_000;
            case DRL_STATELESS_LINES -> rules < 200;
            default -> rules != 200;
        };
    }

    private ChainedOptionsBuilder options(String include, Pace pace) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(include)
                .addProfiler(GCProfiler.class)
                .jvmArgs(jvm.toArray(String[]::new))
                .shouldFailOnError(true);
        return switch (pace) {
            case ONCE -> options.forks(1);
            case SMALL ->
                options.forks(quick ? 2 : 5)
                        .warmupIterations(quick ? 3 : 5)
                        .warmupTime(TimeValue.seconds(quick ? 1 : 2))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.seconds(1));
            case WHOLE -> whole(options, quick ? 5 : 10);
            case DURABLE -> whole(options, 10);
        };
    }

    private ChainedOptionsBuilder whole(ChainedOptionsBuilder options, int warmupSeconds) {
        return options.forks(quick ? 2 : 5)
                .warmupIterations(5)
                .warmupTime(TimeValue.seconds(warmupSeconds))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(quick ? 3 : 5));
    }

    /** How long it takes until times stay the same. */
    private enum Pace {
        /** A few methods: seconds. */
        SMALL,
        /** Everything from the event to the books is compiled first: some hundred thousand events. */
        WHOLE,
        /** Likewise, while who decides, who writes and a server leave the compiler little time: most of a minute. */
        DURABLE,
        /** An operation takes seconds itself. */
        ONCE;

        private static final List<Class<?>> WHOLE_DECISIONS =
                List.of(DecideAlone.class, DecideFromJson.class, ActivateUnderLoad.class);

        static Pace of(Class<?> question) {
            if (question.equals(MemoryOfMembers.class) || question.equals(SettleAMonth.class)) {
                return ONCE;
            }
            if (question.equals(SubmitDurably.class) || question.equals(WriteBatches.class)) {
                return DURABLE;
            }
            return WHOLE_DECISIONS.contains(question) ? WHOLE : SMALL;
        }
    }

    private void add(Collection<RunResult> results) {
        results.stream().map(Finding::of).forEach(findings::add);
    }

    private String method() {
        return (quick ? "Quick: 2 forks" : "5 forks")
                + " of JMH with `" + String.join(" ", jvm)
                + "`, each warmed up; 3 iterations. Medians of the forks. Processor time is that of the measuring"
                + " threads; by the clock is how long after one operation the next is done, which counts waiting for disk"
                + " and database and who else is on the machine. Compare ratios of one run.";
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
