package org.loyaltyhub.rules;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.loyaltyhub.decision.Matcher;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rule.RuleBook;
import org.loyaltyhub.rules.analysis.WorstCase;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.diagnostic.Diagnostic;
import org.loyaltyhub.rules.internal.check.BookChecker;
import org.loyaltyhub.rules.internal.check.ProgrammeNames;
import org.loyaltyhub.rules.internal.check.Seen;
import org.loyaltyhub.rules.internal.engine.DroolsMatcher;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.source.Messages;
import org.loyaltyhub.rules.internal.source.SourceText;
import org.loyaltyhub.rules.internal.syntax.BookTree;
import org.loyaltyhub.rules.internal.syntax.Bounds;
import org.loyaltyhub.rules.internal.syntax.Language;
import org.loyaltyhub.rules.internal.syntax.Parser;
import org.loyaltyhub.rules.internal.syntax.Words;

/**
 * Compiles rule files: reads, checks, and makes of them what events are judged by. Files are hostile input: their size
 * and everything in them is bounded before any work is done, and nothing in them is ever run as code.
 *
 * <p>Immutable and thread-safe. O(characters) and O(rules).
 */
public final class RuleFiles {
    /** How rules are matched. */
    private static final Function<List<Rule>, ? extends Matcher> MATCHING = DroolsMatcher::of;

    private final Programme programme;
    private final Messages messages = Messages.ENGLISH;
    private final Optional<LocalDate> today;
    private final Seen seen = new Seen();
    private final List<Rule> before = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<CompiledBook> books = new ArrayList<>();

    private RuleFiles(Programme programme, Optional<LocalDate> today) {
        this.programme = programme;
        this.today = today;
    }

    /** Compiles texts, without warnings about what is over. */
    public static Compilation compile(Programme programme, List<RuleSource> sources) {
        return new RuleFiles(programme, Optional.empty()).sources(sources);
    }

    /**
     * Compiles texts.
     *
     * @param today rules that ended before are warned about
     */
    public static Compilation compile(Programme programme, List<RuleSource> sources, LocalDate today) {
        return new RuleFiles(programme, Optional.of(today)).sources(sources);
    }

    /**
     * Compiles one file, or every {@code .loyalty} file of a folder by name, folders inside it left out. What cannot be
     * read is a diagnostic.
     */
    public static Compilation compile(Programme programme, Path folderOrFile) {
        return new RuleFiles(programme, Optional.empty()).files(List.of(folderOrFile));
    }

    /**
     * The same.
     *
     * @param today rules that ended before are warned about
     */
    public static Compilation compile(Programme programme, Path folderOrFile, LocalDate today) {
        return new RuleFiles(programme, Optional.of(today)).files(List.of(folderOrFile));
    }

    /**
     * Compiles the files and folders together, in the order given.
     *
     * @param today rules that ended before are warned about
     */
    public static Compilation compileAll(Programme programme, List<Path> foldersAndFiles, LocalDate today) {
        return new RuleFiles(programme, Optional.of(today)).files(foldersAndFiles);
    }

    /**
     * The same for texts, as the next version of {@code previous}: a rule that has another name now, and limits that
     * start anew with it, is warned about.
     *
     * @throws IllegalArgumentException if {@code previous} has errors
     */
    public static Compilation compile(
            Programme programme, List<RuleSource> sources, LocalDate today, Compilation previous) {
        return new RuleFiles(programme, Optional.of(today)).after(previous).sources(sources);
    }

    /** The same for files and folders. */
    public static Compilation compileAll(
            Programme programme, List<Path> foldersAndFiles, LocalDate today, Compilation previous) {
        return new RuleFiles(programme, Optional.of(today)).after(previous).files(foldersAndFiles);
    }

    private RuleFiles after(Compilation previous) {
        previous.orElseThrow()
                .books()
                .forEach(book -> before.addAll(book.rules().rules()));
        return this;
    }

    /**
     * Words of the language in every form and in every language it is shipped in, in alphabetical order: a programme that
     * gives such a name to a category, partner, kind, tier, activity or unit is refused where rules meet it.
     */
    public static Set<String> reservedWords() {
        return Words.reserved();
    }

    /** Lays a file out in the canonical way; it needs no programme. O(n log n) in the characters. */
    public static Formatting format(RuleSource source) {
        return Formatting.of(source, Optional.empty());
    }

    /** The same for files and folders of files, in the order given. Nothing is written. */
    public static List<Formatting> format(List<Path> foldersAndFiles) {
        FileReader reader = new FileReader(Messages.ENGLISH);
        List<Formatting> all = new ArrayList<>();
        for (Path path : foldersAndFiles) {
            for (Path file : reader.files(path)) {
                reader.readOne(file).ifPresent(source -> all.add(Formatting.of(source, Optional.of(file))));
            }
        }
        reader.diagnostics().forEach(each -> all.add(Formatting.unread(each)));
        return all;
    }

    private Compilation files(List<Path> foldersAndFiles) {
        FileReader reader = new FileReader(messages);
        List<RuleSource> sources = foldersAndFiles.stream()
                .flatMap(path -> reader.read(path).stream())
                .toList();
        diagnostics.addAll(reader.diagnostics());
        return sources(sources);
    }

    /** A file that was read, before it is checked. */
    private record Parsed(String name, Words words, BookTree tree, Findings findings) {}

    private Compilation sources(List<RuleSource> sources) {
        List<Parsed> parsed = new ArrayList<>();
        long bytes = 0;
        for (RuleSource source : sources) {
            bytes += source.text().length() > Bounds.BYTES
                    ? source.text().length()
                    : source.text().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > Bounds.BYTES) {
                diagnostics.add(Findings.ofWhole(source.name(), messages, Code.FILES_TOO_LARGE, Bounds.BYTES));
                break;
            }
            parse(source).ifPresent(parsed::add);
        }
        diagnostics.addAll(ProgrammeNames.check(programme, reservedWords(), messages));
        parsed.forEach(each -> seen.learn(each.tree()));
        seen.follow(before);
        parsed.forEach(this::check);
        diagnostics.sort(Diagnostic.BY_PLACE);
        return new Compilation(programme, MATCHING, diagnostics, books);
    }

    private Optional<Parsed> parse(RuleSource source) {
        SourceText text = new SourceText(source.name(), source.text());
        Language language = Language.of(text);
        Findings findings = new Findings(text, language.messages());
        if (LongLines.areIn(findings)) {
            diagnostics.addAll(findings.toList());
            return Optional.empty();
        }
        return Optional.of(
                new Parsed(source.name(), language.words(), Parser.parse(language.words(), findings), findings));
    }

    private void check(Parsed file) {
        BookChecker.check(programme, file.words(), file.tree(), file.findings(), today, seen)
                .map(book -> new CompiledBook(
                        file.name(), book.rules(), book.scenarios(), book.uncovered(), worstCases(book.rules())))
                .ifPresent(books::add);
        diagnostics.addAll(file.findings().toList());
    }

    private List<WorstCase> worstCases(RuleBook book) {
        return book.rules().stream().map(rule -> WorstCase.of(rule, programme)).toList();
    }
}
