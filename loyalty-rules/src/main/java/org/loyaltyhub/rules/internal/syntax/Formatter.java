package org.loyaltyhub.rules.internal.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.rules.internal.source.Extent;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.source.SourceText;
import org.loyaltyhub.rules.internal.syntax.Token.Kind;

/**
 * Lays a file out in the one canonical way. Parts stay in their order, but for the heading, which comes first; comments
 * stay with what they precede or follow. O(n log n) in the characters.
 *
 * <p>Not thread-safe.
 */
public final class Formatter {
    /** Words before a construct that belong to its line. */
    private static final Set<Keyword> LEADING = EnumSet.of(
            Keyword.RULEBOOK,
            Keyword.OWNER,
            Keyword.LET,
            Keyword.TELL,
            Keyword.FROM,
            Keyword.UNTIL,
            Keyword.WHEN,
            Keyword.THEN,
            Keyword.AND,
            Keyword.GIVEN);

    private final String text;
    private final Printer printer;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Extent> comments;
    private final List<Section> sections = new ArrayList<>();
    /** By where they stand in the source. */
    private final List<Line> lines = new ArrayList<>();

    private Formatter(Language language, SourceText source) {
        this.text = source.text();
        this.printer = new Printer(language.words());
        Lexer lexer = new Lexer(language.words(), new Findings(source, language.messages()));
        Tokens all = language.words().read(lexer);
        for (Token token = all.next(); !token.is(Kind.END); token = all.next()) {
            if (token.extent().end() > token.extent().start()) {
                tokens.add(token);
            }
        }
        this.comments = lexer.comments();
    }

    /**
     * The file in its canonical form; ends with a newline.
     *
     * @param tree of this source, read without an error
     */
    public static String format(Language language, SourceText source, BookTree tree) {
        Formatter formatter = new Formatter(language, source);
        formatter.lay(language, tree);
        formatter.comments.forEach(formatter::attach);
        formatter.sections.forEach(Formatter::giveTail);
        return formatter.print();
    }

    /** A line of the canonical form, with the comments that go with it. */
    private static final class Line {
        private final Section section;
        private final String text;
        private final int start;
        private final List<Comment> before = new ArrayList<>();
        private String after = "";
        private boolean blankBefore;
        private @Nullable Section follows;

        Line(Section section, String text, int start) {
            this.section = section;
            this.text = text;
            this.start = start;
        }

        String indent() {
            return text.substring(0, text.length() - text.stripLeading().length());
        }
    }

    /** A comment on a line of its own. */
    private record Comment(String text, boolean blankBefore) {}

    /** Lines without a blank one between them. */
    private static final class Section {
        private final boolean isLet;
        private final String indent;
        private final List<Line> lines = new ArrayList<>();
        private final List<Comment> tail = new ArrayList<>();

        Section(boolean isLet, String indent) {
            this.isLet = isLet;
            this.indent = indent;
        }
    }

    private void lay(Language language, BookTree tree) {
        Section heading = new Section(false, "");
        if (!language.equals(Language.ENGLISH)) {
            String said = language.words().one(Keyword.LANGUAGE) + " "
                    + language.words().language();
            add(heading, said, new Extent(tokens.get(0).extent().start(), 0));
        }
        tree.name().ifPresent(name -> add(heading, printer.heading(name), name.extent()));
        tree.owner()
                .ifPresent(
                        owner -> add(heading, printer.owner(owner), owner.name().extent()));
        sections.add(heading);
        List<Section> parts = new ArrayList<>();
        tree.lets().forEach(let -> parts.add(let(let)));
        tree.segments().forEach(each -> parts.add(section(printer.segment(each), anchors(each))));
        tree.rules().forEach(rule -> parts.add(section(printer.rule(rule), anchors(rule))));
        tree.scenarios().forEach(each -> parts.add(section(printer.scenario(each), anchors(each))));
        parts.sort(Comparator.comparingInt(part -> part.lines.get(0).start));
        sections.addAll(parts);
        lines.sort(Comparator.comparingInt(line -> line.start));
    }

    private Section let(LetTree let) {
        Section section = new Section(true, "");
        add(section, printer.let(let), let.name().extent());
        return section;
    }

    private Section section(String printed, List<Extent> anchors) {
        Section section = new Section(false, "  ");
        List<String> texts = printed.lines().toList();
        for (int i = 0; i < anchors.size(); i++) {
            add(section, texts.get(i), anchors.get(i));
        }
        return section;
    }

    private void add(Section section, String line, Extent construct) {
        Line added = new Line(section, line.stripTrailing(), startOf(construct));
        section.lines.add(added);
        lines.add(added);
    }

    /** What stands on each line of a segment. */
    private static List<Extent> anchors(SegmentTree segment) {
        List<Extent> anchors = new ArrayList<>(List.of(segment.word()));
        segment.conditions().forEach(each -> anchors.add(each.extent()));
        return anchors;
    }

    /** What stands on each line of a rule. */
    private static List<Extent> anchors(RuleTree rule) {
        List<Extent> anchors = new ArrayList<>(List.of(rule.word()));
        rule.tell().ifPresent(tell -> anchors.add(tell.extent()));
        rule.from().or(rule::until).ifPresent(moment -> anchors.add(moment.extent()));
        rule.trigger().ifPresent(trigger -> anchors.add(trigger.extent()));
        rule.conditions().forEach(each -> anchors.add(each.extent()));
        rule.effects().forEach(each -> anchors.add(each.extent()));
        rule.clauses().forEach(each -> anchors.add(each.extent()));
        return anchors;
    }

    /** What stands on each line of a scenario. */
    private static List<Extent> anchors(ScenarioTree scenario) {
        List<Extent> anchors = new ArrayList<>(List.of(scenario.word()));
        scenario.members().forEach(each -> anchors.add(each.extent()));
        scenario.given().forEach(each -> anchors.add(each.extent()));
        scenario.when().forEach(each -> anchors.add(each.extent()));
        scenario.then().forEach(each -> anchors.add(each.extent()));
        return anchors;
    }

    /** Where a construct begins, with the word that leads it in. */
    private int startOf(Extent construct) {
        int index = first(tokens, token -> token.extent().start(), construct.start());
        boolean led = index > 0
                && tokens.get(index - 1).keyword() != null
                && LEADING.contains(tokens.get(index - 1).keyword());
        return led ? tokens.get(index - 1).extent().start() : construct.start();
    }

    /** The index of the first element that is at {@code offset} or behind it. */
    private static <T> int first(List<T> sorted, ToIntFunction<T> place, int offset) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (place.applyAsInt(sorted.get(middle)) < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private @Nullable Line lineAt(int offset) {
        int index = first(lines, line -> line.start, offset + 1) - 1;
        return index < 0 ? null : lines.get(index);
    }

    /** Gives a comment to the line it goes with. */
    private void attach(Extent comment) {
        int following = first(tokens, token -> token.extent().start(), comment.start());
        Line before = following == 0
                ? null
                : lineAt(tokens.get(following - 1).extent().start());
        Line after = following == tokens.size()
                ? null
                : lineAt(tokens.get(following).extent().start());
        String said = text.substring(comment.start(), comment.end()).stripTrailing();
        if (before != null && before != after && !startsItsLine(comment)) {
            before.after = said;
            return;
        }
        Comment own = new Comment(said, isBlankBefore(comment.start()));
        if (after == null) {
            sections.get(sections.size() - 1).tail.add(own);
            return;
        }
        after.before.add(own);
        after.blankBefore = isBlankBefore(tokens.get(following).extent().start());
        after.follows = before == null ? null : before.section;
    }

    private boolean startsItsLine(Extent comment) {
        int newline = text.lastIndexOf('\n', comment.start() - 1);
        String before = text.substring(newline + 1, comment.start());
        return before.replace("\uFEFF", "").isBlank();
    }

    private boolean isBlankBefore(int offset) {
        int newlines = 0;
        for (int at = offset - 1; at >= 0 && Character.isWhitespace(text.charAt(at)); at--) {
            newlines += text.charAt(at) == '\n' ? 1 : 0;
        }
        return newlines > 1;
    }

    /** Comments right below the last line of a part, and apart from the next part, end the former. */
    private static void giveTail(Section section) {
        Line first = section.lines.get(0);
        Section former = first.follows;
        List<Comment> comments = first.before;
        if (former == null
                || former == section
                || comments.isEmpty()
                || comments.get(0).blankBefore()) {
            return;
        }
        int end = 1;
        while (end < comments.size() && !comments.get(end).blankBefore()) {
            end++;
        }
        if (end < comments.size() || first.blankBefore) {
            former.tail.addAll(comments.subList(0, end));
            comments.subList(0, end).clear();
        }
    }

    private String print() {
        StringBuilder out = new StringBuilder(text.length() + 64);
        Optional<Section> before = Optional.empty();
        for (Section section : sections) {
            if (before.isPresent() && isApart(before.get(), section)) {
                out.append('\n');
            }
            for (Line line : section.lines) {
                print(line, line == section.lines.get(0), out);
            }
            printAll(section.tail, section.indent, out);
            before = Optional.of(section);
        }
        return out.toString();
    }

    /** Between parts stands a blank line; {@code let} follows {@code let} without one unless a comment sets it apart. */
    private static boolean isApart(Section before, Section section) {
        List<Comment> comments = section.lines.get(0).before;
        boolean setApart = !before.tail.isEmpty()
                || (!comments.isEmpty() && comments.get(0).blankBefore());
        return !before.isLet || !section.isLet || setApart;
    }

    private static void print(Line line, boolean first, StringBuilder out) {
        for (int i = 0; i < line.before.size(); i++) {
            Comment comment = line.before.get(i);
            out.append(first && i > 0 && comment.blankBefore() ? "\n" : "");
            out.append(line.indent()).append(comment.text()).append('\n');
        }
        out.append(first && !line.before.isEmpty() && line.blankBefore ? "\n" : "");
        out.append(line.text)
                .append(line.after.isEmpty() ? "" : "  " + line.after)
                .append('\n');
    }

    /** What stands behind the last line of a part; from a blank line on it belongs to nothing. */
    private static void printAll(List<Comment> tail, String indent, StringBuilder out) {
        boolean apart = false;
        for (Comment comment : tail) {
            apart |= comment.blankBefore();
            out.append(comment.blankBefore() ? "\n" : "").append(apart ? "" : indent);
            out.append(comment.text()).append('\n');
        }
    }
}
