package org.loyaltyhub.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param path from the top of the checkout
 */
record Page(Path path, List<Block> blocks, List<Link> links, List<String> headings) {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    /**
     * A fenced block.
     *
     * @param info what stands behind the opening fence
     * @param line of its first line of text, from 1
     */
    record Block(Path page, int line, String info, String text) {
        boolean is(String wanted) {
            return info.equals(wanted);
        }

        /** Where it is, for test reports. */
        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    /** A link, with the line on which it stands. */
    record Link(Path page, int line, String target) {
        @Override
        public String toString() {
            return page + ":" + line + " -> " + target;
        }
    }

    /** The top of the checkout: tests run in the folder of their module. */
    static Path top() {
        Path module = Path.of("").toAbsolutePath();
        return Files.exists(module.resolve("examples")) ? module : module.getParent();
    }

    /** Every page that people read: those at the top, in {@code docs} and in {@code examples}. */
    static List<Page> all() {
        List<Page> pages = new ArrayList<>();
        try (Stream<Path> atTop = Files.list(top());
                Stream<Path> docs = Files.walk(top().resolve("docs"));
                Stream<Path> examples = Files.walk(top().resolve("examples"))) {
            Stream.of(atTop, docs, examples)
                    .flatMap(each -> each)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .forEach(file -> pages.add(read(top().relativize(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    static Page read(Path path) {
        List<Block> blocks = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        List<String> headings = new ArrayList<>();
        List<String> lines = lines(path);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                int end = i + 1;
                while (!lines.get(end).equals("```")) {
                    end++;
                }
                String text = String.join("\n", lines.subList(i + 1, end)) + "\n";
                blocks.add(new Block(path, i + 2, line.substring(3).strip(), text));
                i = end;
            } else {
                if (line.startsWith("#")) {
                    headings.add(anchor(line));
                }
                Matcher link = LINK.matcher(line);
                while (link.find()) {
                    links.add(new Link(path, i + 1, link.group(1)));
                }
            }
        }
        return new Page(path, List.copyOf(blocks), List.copyOf(links), List.copyOf(headings));
    }

    /** A heading as links name it: small letters, hyphens for spaces, no signs. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ *", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(top().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks of all pages whose info says this. */
    static Stream<Block> blocksOf(String info) {
        return all().stream().flatMap(page -> page.blocks().stream()).filter(block -> block.is(info));
    }
}
