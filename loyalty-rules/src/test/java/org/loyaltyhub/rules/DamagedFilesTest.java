package org.loyaltyhub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.rules.diagnostic.Diagnostic;
import org.loyaltyhub.rules.internal.source.Messages;
import org.loyaltyhub.rules.scenario.ScenarioRunner;

/**
 * Valid files, English and Russian, damaged in their bytes and in their words: whatever comes of it, no exception leaves
 * the compiler, the formatter or a scenario, nothing hangs, and what is refused has a place. {@code mvn verify} tries as
 * many as it can in fifteen seconds, {@code -Dloyalty.slow=true} a million; {@code -Dloyalty.seed=N} only one.
 */
@Tag("slow")
class DamagedFilesTest {
    private static final long FIRST_SEED = 20_261_122;
    private static final boolean SLOW = Boolean.getBoolean("loyalty.slow");
    private static final int MOST = 1_000_000;
    private static final Duration BUDGET = Duration.ofSeconds(15);
    /** Fails the build; what is said to hold is a second, and the slowest is printed. */
    private static final Duration HANG = Duration.ofSeconds(20);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private int accepted;
    private int refused;
    private int unreadable;
    private Duration slowest = Duration.ZERO;
    private long slowestSeed;

    @Test
    void no_damage_breaks_the_compiler_and_every_refusal_has_a_place() throws IOException {
        List<Sample> samples = Sample.all();
        Long only = Long.getLong("loyalty.seed");
        long seed = only == null ? FIRST_SEED : only;
        long last = only == null ? FIRST_SEED + MOST : only + 1;
        long end = System.nanoTime() + BUDGET.toNanos();
        for (; seed < last && (SLOW || System.nanoTime() < end); seed++) {
            tryOne(samples, seed);
        }
        System.out.printf(
                "damaged files: %,d from seed %d: %,d refused, %,d not UTF-8, %,d accepted; slowest %d ms, seed %d%n",
                accepted + refused + unreadable,
                only == null ? FIRST_SEED : only,
                refused,
                unreadable,
                accepted,
                slowest.toMillis(),
                slowestSeed);
        if (only == null) {
            assertThat(List.of(accepted, refused, unreadable)).allMatch(number -> number > 100);
        }
    }

    private void tryOne(List<Sample> samples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Damage damage = new Damage(samples, random);
        FileReader reader = new FileReader(Messages.ENGLISH);
        Sample sample = samples.get(random.nextInt(samples.size()));
        byte[] bytes = damage.done(sample);
        Optional<RuleSource> source = reader.decode(Path.of("damaged.loyalty"), bytes);
        if (source.isEmpty()) {
            assertThat(reader.diagnostics()).hasSize(1);
            unreadable++;
            return;
        }
        long start = threads.getCurrentThreadCpuTime();
        try {
            compile(sample, source.get(), seed);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(
                    "-Dloyalty.seed=" + seed + " breaks with\n" + source.get().text(), e);
        }
        Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
        if (taken.compareTo(slowest) > 0) {
            slowest = taken;
            slowestSeed = seed;
        }
        assertThat(taken).as("seed %d", seed).isLessThan(HANG);
    }

    private void compile(Sample sample, RuleSource source, long seed) {
        Compilation compilation = RuleFiles.compile(sample.programme(), List.of(source));
        for (Diagnostic each : compilation.diagnostics()) {
            String said = each.render();
            if (each.line() < 1 || each.column() < 1 || said.contains("{0}") || said.contains("{1}")) {
                throw new AssertionError("-Dloyalty.seed=" + seed + " has no place or no values: " + said);
            }
        }
        Formatting formatting = RuleFiles.format(source);
        if (compilation.hasErrors()) {
            refused++;
            return;
        }
        accepted++;
        assertThat(formatting.hasErrors()).as("seed %d", seed).isFalse();
        if (seed % 10 == 0) {
            CompiledBook book = compilation.books().get(0);
            ScenarioRunner runner = new ScenarioRunner(compilation.version(book));
            book.scenarios().forEach(runner::run);
            RuleSource formatted = new RuleSource(source.name(), formatting.after());
            assertThat(RuleFiles.format(formatted).after()).as("seed %d", seed).isEqualTo(formatting.after());
        }
    }
}
