package org.loyaltyhub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages show of a terminal is what the command prints. A line of {@code …} stands for lines left out. */
class ConsoleBlocksTest {
    private static final String PROMPT = "$ ./loyalty ";
    private static final String LEFT_OUT = "…";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern DURATION = Pattern.compile("[0-9.]+ s, [0-9,]+ events a second");

    @TempDir
    Path folder;

    static Stream<Page.Block> sessions() {
        return Page.blocksOf("console");
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void a_session_is_what_the_command_prints(Page.Block block) throws IOException, InterruptedException {
        List<String> shown = block.text().lines().toList();
        assertThat(shown.get(0)).startsWith(PROMPT);

        String printed = Java.run(folder, command(shown.get(0).substring(PROMPT.length())));

        List<String> expected = timeless(shown.subList(1, shown.size()));
        List<String> actual = timeless(printed.stripTrailing().lines().toList());
        if (expected.contains(LEFT_OUT)) {
            int gap = expected.indexOf(LEFT_OUT);
            List<String> end = expected.subList(gap + 1, expected.size());
            assertThat(actual).startsWith(expected.subList(0, gap).toArray(String[]::new));
            assertThat(actual).endsWith(end.toArray(String[]::new));
        } else {
            assertThat(actual).containsExactlyElementsOf(expected);
        }
    }

    private static String[] command(String line) {
        List<String> words = new ArrayList<>(List.of("org.loyaltyhub.cli.Main"));
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words.toArray(String[]::new);
    }

    /** How long it took is another on each machine. */
    private static List<String> timeless(List<String> lines) {
        return lines.stream()
                .map(line -> DURATION.matcher(line).replaceAll("some time"))
                .toList();
    }
}
