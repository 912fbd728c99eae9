package org.loyaltyhub.rules;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.loyaltyhub.decision.Matcher;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.rules.diagnostic.Diagnostic;

/**
 * What came of compiling rule files: every diagnostic, and the books if none is an error.
 *
 * <p>Immutable and thread-safe.
 */
public final class Compilation {
    private final Programme programme;
    private final Function<List<Rule>, ? extends Matcher> matching;
    private final List<Diagnostic> diagnostics;
    private final List<CompiledBook> books;

    Compilation(
            Programme programme,
            Function<List<Rule>, ? extends Matcher> matching,
            List<Diagnostic> diagnostics,
            List<CompiledBook> books) {
        this.programme = programme;
        this.matching = matching;
        this.diagnostics = List.copyOf(diagnostics);
        this.books = hasErrors() ? List.of() : List.copyOf(books);
    }

    public Programme programme() {
        return programme;
    }

    /** Errors and warnings, by file and by place. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    /** The files in the order given; empty if any of them has an error. */
    public List<CompiledBook> books() {
        return books;
    }

    /**
     * This compilation, if it has no errors.
     *
     * @throws IllegalArgumentException with every diagnostic as people read it, if there are errors
     */
    public Compilation orElseThrow() {
        if (hasErrors()) {
            throw new IllegalArgumentException(
                    diagnostics.stream().map(Diagnostic::render).collect(Collectors.joining("\n\n")));
        }
        return this;
    }

    /**
     * What events are judged by: all books together. Costs O(rules).
     *
     * @throws IllegalStateException if there are errors
     */
    public Version version() {
        return version(books);
    }

    /**
     * One book alone, as its scenarios are judged by. Costs O(rules of the book).
     *
     * @throws IllegalStateException if there are errors
     */
    public Version version(CompiledBook book) {
        return version(List.of(book));
    }

    private Version version(List<CompiledBook> of) {
        if (hasErrors()) {
            throw new IllegalStateException("there is no version of rule files with errors: look at diagnostics()");
        }
        return Version.of(programme, of.stream().map(CompiledBook::rules).toList(), matching);
    }

    @Override
    public String toString() {
        return "compilation of " + books.size() + " books with " + diagnostics.size() + " diagnostics";
    }
}
