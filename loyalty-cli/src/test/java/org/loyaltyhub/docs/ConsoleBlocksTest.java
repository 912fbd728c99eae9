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

/** What pages show of a terminal is what the command prints. A line of {@code …} stands for lines left out; what follows another prompt goes on with the same books. */
class ConsoleBlocksTest {
    private static final String PROMPT = "$ ./loyalty ";
    private static final String LEFT_OUT = "…";
    private static final String BOOKS = "club.db";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern DURATION = Pattern.compile("[0-9.]+ s, [0-9,]+ events a second");
    private static final Pattern SEALED = Pattern.compile("sealed [-0-9]+T[.:0-9]+Z");

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

        for (int from = 0; from < shown.size(); ) {
            int to = from + 1;
            while (to < shown.size() && !shown.get(to).startsWith(PROMPT)) {
                to++;
            }
            check(shown.get(from).substring(PROMPT.length()), shown.subList(from + 1, to));
            from = to;
        }
    }

    private void check(String command, List<String> shown) throws IOException, InterruptedException {
        String printed = Java.run(folder, command(command));

        List<String> expected = timeless(shown);
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

    /** Books are kept in a folder of the session's own. */
    private String[] command(String line) {
        List<String> words = new ArrayList<>(List.of("org.loyaltyhub.cli.Main"));
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            String each = word.group(1) == null ? word.group(2) : word.group(1);
            words.add(each.equals(BOOKS) ? folder.resolve(BOOKS).toString() : each);
        }
        return words.toArray(String[]::new);
    }

    /** How long it took is another on each machine, and when it was another each time. */
    private static List<String> timeless(List<String> lines) {
        return lines.stream()
                .map(line -> DURATION.matcher(line).replaceAll("some time"))
                .map(line -> SEALED.matcher(line).replaceAll("sealed at some time"))
                .toList();
    }
}
