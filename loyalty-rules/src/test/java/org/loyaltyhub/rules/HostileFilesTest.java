package org.loyaltyhub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeForTests;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.diagnostic.Diagnostic;
import org.loyaltyhub.rules.internal.syntax.Bounds;

/**
 * Files that mean harm: each is refused, or harmless, and none makes the compiler hang.
 */
class HostileFilesTest {
    private static final Programme PROGRAMME = ProgrammeForTests.highwayClub();
    /** A hang, not a measure: what each takes is well under a second, and a noisy machine is not to fail a build. */
    private static final Duration HANG = Duration.ofSeconds(20);

    private static final String HEADER = "rulebook \"Hostile\"\nowner nord-fuel\n";
    private static final String RULE =
            "rule \"Rule %d\" when purchase of fuel and amount > %d RUB then award 5 points\n";

    @TempDir
    Path folder;

    @BeforeAll
    static void warm() {
        for (int i = 0; i < 5; i++) {
            RuleFiles.compile(PROGRAMME, List.of(new RuleSource("warm.loyalty", HEADER + rules(200))));
        }
    }

    private static String rules(int count) {
        return IntStream.range(0, count).mapToObj(i -> RULE.formatted(i, i)).collect(Collectors.joining());
    }

    private static List<Diagnostic> errorsOf(String text) {
        return errorsOf(List.of(new RuleSource("hostile.loyalty", text)));
    }

    private static List<Diagnostic> errorsOf(List<RuleSource> sources) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        Compilation compilation = RuleFiles.compile(PROGRAMME, sources);
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(HANG);
        return compilation.diagnostics().stream().filter(Diagnostic::isError).toList();
    }

    private static List<Code> codesOf(String text) {
        return errorsOf(text).stream().map(Diagnostic::code).distinct().toList();
    }

    private static String rule(String condition) {
        return HEADER + "rule \"Hostile\" when purchase of fuel and " + condition + " then award 5 points\n";
    }

    @Test
    void ten_megabytes_are_refused_unread() {
        assertThat(codesOf("x".repeat(10_000_000))).containsExactly(Code.FILES_TOO_LARGE);
        assertThat(codesOf(HEADER + "# comment\n".repeat(1_000_000))).containsExactly(Code.FILES_TOO_LARGE);
        assertThat(codesOf("\u0436".repeat(3_000_000))).as("bytes, not letters").containsExactly(Code.FILES_TOO_LARGE);
    }

    @Test
    void ten_megabytes_on_disk_are_refused_unread() throws IOException {
        Files.writeString(folder.resolve("a.loyalty"), HEADER + RULE.formatted(1, 1));
        Files.write(folder.resolve("b.loyalty"), new byte[10_000_000]);

        Compilation compilation = RuleFiles.compile(PROGRAMME, folder);

        assertThat(compilation.diagnostics())
                .filteredOn(Diagnostic::isError)
                .extracting(Diagnostic::render)
                .containsExactly("""
                        error[LR004]: rule files may have 5000000 bytes together, and with this one they have more
                         --> %s
                          = help: split the rules into several programmes, or remove what is not needed""".formatted(folder.resolve("b.loyalty")));
    }

    @Test
    void many_files_may_not_be_larger_than_one() {
        List<RuleSource> sources = IntStream.range(0, 10)
                .mapToObj(i -> new RuleSource(i + ".loyalty", "# comment\n".repeat(100_000)))
                .toList();

        assertThat(errorsOf(sources)).extracting(Diagnostic::code).contains(Code.FILES_TOO_LARGE);
    }

    @Test
    void a_hundred_thousand_parentheses_are_refused_at_once() {
        String open = "(\n".repeat(100_000);
        String close = ")\n".repeat(100_000);

        assertThat(codesOf(rule(open + "amount > 5 RUB" + close))).containsExactly(Code.NESTED_TOO_DEEP);
        assertThat(codesOf(rule(open))).startsWith(Code.NESTED_TOO_DEEP);
        assertThat(codesOf(rule("not\n".repeat(100_000) + "amount > 5 RUB"))).containsExactly(Code.NESTED_TOO_DEEP);
        assertThat(errorsOf(close)).hasSizeLessThanOrEqualTo(101);
    }

    @Test
    void a_line_without_an_end_is_refused() {
        assertThat(codesOf(rule("(".repeat(100_000)))).containsExactly(Code.LINE_TOO_LONG);
    }

    @Test
    void a_hundred_thousand_rules_are_refused() {
        String rules = IntStream.range(0, 100_000)
                .mapToObj(i -> "rule \"" + i + "\"when purchase then award 1 points\n")
                .collect(Collectors.joining());

        assertThat(codesOf(HEADER + rules)).containsExactly(Code.TOO_MANY_SECTIONS);
    }

    @Test
    void as_many_rules_as_allowed_are_compiled() {
        assertThat(errorsOf(HEADER + rules(Bounds.RULES))).isEmpty();
    }

    @Test
    void numbers_are_bounded_before_they_are_computed_with() {
        assertThat(codesOf(rule("amount > " + "9".repeat(9_000) + " RUB"))).containsExactly(Code.NUMBER_TOO_LONG);
        assertThat(codesOf(rule("amount > 0." + "0".repeat(9_000) + "1 RUB"))).containsExactly(Code.NUMBER_TOO_LONG);
        assertThat(codesOf(HEADER + ("9".repeat(9_999) + "\n").repeat(100))).contains(Code.NUMBER_TOO_LONG);
        assertThat(codesOf("9".repeat(1_000_000))).containsExactly(Code.LINE_TOO_LONG);
        assertThat(codesOf(rule("amount > 1e999999999 RUB"))).contains(Code.TYPES_DIFFER);
        assertThat(codesOf(rule("partners visited in last 999999999999999999 hours > 1")))
                .containsExactly(Code.TOO_FAR_BACK);
    }

    @Test
    void sets_conditions_filters_and_parts_are_bounded() {
        String days = "monday,\n".repeat(2_000) + "monday";
        assertThat(codesOf(rule("day in (" + days + ")"))).containsExactly(Code.SET_TOO_LARGE);
        String names = "fuel,\n".repeat(2_000) + "fuel";
        assertThat(codesOf(rule("receipt has (" + names + ")"))).containsExactly(Code.SET_TOO_LARGE);
        String conditions = "amount > 5 RUB\nand ".repeat(200) + "lines > 1";
        assertThat(codesOf(rule(conditions))).containsExactly(Code.TOO_MANY_CONDITIONS);
        String filters = "amount > 5 RUB,\n".repeat(30) + "lines > 1";
        assertThat(codesOf(rule("no purchase with " + filters + " this month"))).containsExactly(Code.TOO_MANY_FILTERS);
        assertThat(codesOf(rule("lines > 1") + " limit 5 times per day\n".repeat(50)))
                .containsExactly(Code.TOO_MANY_PARTS);
        assertThat(codesOf(rule("lines > 1") + " and award 1 point\n".repeat(50)))
                .containsExactly(Code.TOO_MANY_PARTS);
        String events = " when purchase of fuel for 5 RUB on 2026-01-01\n".repeat(200);
        assertThat(codesOf(rule("lines > 1") + "scenario \"S\"\n" + events + " then nothing"))
                .containsExactly(Code.TOO_MANY_STEPS);
    }

    @Test
    void names_and_texts_are_bounded() {
        assertThat(codesOf(rule("receipt has " + "a".repeat(9_000)))).containsExactly(Code.NAME_TOO_LONG);
        assertThat(codesOf(rule("site = \"" + "a".repeat(9_000) + "\""))).containsExactly(Code.TEXT_TOO_LONG);
    }

    @Test
    void figures_of_the_past_are_bounded_over_all_rules() {
        String rules = IntStream.range(0, Bounds.HISTORY_FIGURES + 1)
                .mapToObj(i -> "rule \"Rule " + i + "\" when purchase and count of purchases with amount > " + i
                        + " RUB this month > 3 then award 1 point\n")
                .collect(Collectors.joining());

        assertThat(codesOf(HEADER + rules)).containsExactly(Code.TOO_MANY_HISTORY_FIGURES);
    }

    @Test
    void code_in_names_and_texts_is_text() {
        String code = "); System.exit(1); // ${7*7} #{T(java.lang.Runtime)} end rule x when eval(true) then <script>";

        Compilation compilation = RuleFiles.compile(
                PROGRAMME,
                List.of(new RuleSource(
                        "code.loyalty",
                        HEADER + "rule \"" + code + "\" tell \"" + code + "\" when purchase with sku = \"" + code
                                + "\" then award 5 points\n")));

        assertThat(compilation.hasErrors()).isFalse();
        assertThat(compilation.version().rules().get(0).key().name()).isEqualTo(code);
    }

    @Test
    void a_file_that_is_not_utf_8_is_named_with_the_line() throws IOException {
        byte[] text = (HEADER + "# caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("latin.loyalty"), text);

        assertThat(RuleFiles.compile(PROGRAMME, folder).diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("line 3 of the file is not text in UTF-8");
    }

    @Test
    void what_cannot_be_read_is_a_diagnostic() {
        assertThat(RuleFiles.compile(PROGRAMME, folder).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(Code.NO_FILES);
        assertThat(RuleFiles.compile(PROGRAMME, folder.resolve("none.loyalty")).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(Code.UNREADABLE);
    }

    @Test
    void of_many_mistakes_the_first_hundred_are_shown() {
        List<Diagnostic> errors =
                errorsOf(rule("lines > 1") + "rule \"?\" when purchase of ? then award ?\n".repeat(1_000));

        assertThat(errors).hasSize(101);
        assertThat(errors).filteredOn(each -> each.code() == Code.MORE_PROBLEMS).hasSize(1);
    }
}
