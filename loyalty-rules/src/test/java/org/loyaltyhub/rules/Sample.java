package org.loyaltyhub.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringTokenizer;
import java.util.stream.Stream;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.ProgrammeForTests;
import org.loyaltyhub.programme.ProgrammeReader;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.source.Messages;
import org.loyaltyhub.rules.internal.source.SourceText;
import org.loyaltyhub.rules.internal.syntax.Parser;
import org.loyaltyhub.rules.internal.syntax.Printer;
import org.loyaltyhub.rules.internal.syntax.Words;

/**
 * A valid rule file, in parts.
 *
 * @param heading all before its first rule
 * @param sections its rules and scenarios
 * @param tokens its words, signs and numbers, and the white space between them
 */
record Sample(Programme programme, String heading, List<String> sections, List<String> tokens) {
    private static final String SIGNS = " \t\r\n(),\"=<>.";
    private static final Path TESTS = Path.of("src/test/resources/org/loyaltyhub/rules");
    private static final List<Path> FOLDERS = List.of(
            TESTS.resolve("right"),
            Path.of("../examples"),
            Path.of("../docs/rules/cookbook"),
            Path.of("../docs/rules/semantics/rules"));

    /** Every file of the tests, the examples and the documentation, in English and in Russian. */
    static List<Sample> all() throws IOException {
        Map<Path, Programme> programmes = new HashMap<>();
        List<Sample> samples = new ArrayList<>();
        for (Path folder : FOLDERS) {
            for (Path file : filesOf(folder)) {
                String text = Files.readString(file);
                Programme programme = programmes.computeIfAbsent(programmeOf(file), Sample::read);
                samples.add(of(programme, text));
                samples.add(of(programme, "language ru\n" + inRussian(text)));
            }
        }
        return samples;
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".loyalty"))
                    .sorted()
                    .toList();
        }
    }

    private static Path programmeOf(Path file) {
        Path beside = file.getParent().resolveSibling("programme.json");
        boolean cookbook = file.getParent().endsWith("cookbook");
        return cookbook ? Path.of("../examples/highway-club/programme.json") : beside;
    }

    private static Programme read(Path path) {
        return Files.exists(path) ? ProgrammeReader.read(path).orElseThrow() : ProgrammeForTests.highwayClub();
    }

    private static String inRussian(String text) {
        Findings findings = new Findings(new SourceText("sample", text), Messages.ENGLISH);
        return new Printer(Words.of("ru").orElseThrow()).book(Parser.parse(Words.ENGLISH, findings));
    }

    private static Sample of(Programme programme, String text) {
        String[] parts = text.split("(?m)^(?=rule |scenario |правило |сценарий )");
        return new Sample(programme, parts[0], List.of(parts).subList(1, parts.length), tokens(text));
    }

    /** What {@code text} is joined of: single signs, and what stands between them. */
    static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        new StringTokenizer(text, SIGNS, true).asIterator().forEachRemaining(token -> tokens.add((String) token));
        return tokens;
    }

    /** Its heading and some of its sections; now and then all of it. */
    String some(SplittableRandom random) {
        if (random.nextInt(50) == 0) {
            return heading + String.join("", sections);
        }
        StringBuilder text = new StringBuilder(heading);
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(sections.get(random.nextInt(sections.size())));
        }
        return text.toString();
    }
}
