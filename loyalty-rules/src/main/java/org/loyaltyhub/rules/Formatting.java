package org.loyaltyhub.rules;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.rules.diagnostic.Diagnostic;
import org.loyaltyhub.rules.internal.source.Findings;
import org.loyaltyhub.rules.internal.source.SourceText;
import org.loyaltyhub.rules.internal.syntax.BookTree;
import org.loyaltyhub.rules.internal.syntax.Bounds;
import org.loyaltyhub.rules.internal.syntax.Formatter;
import org.loyaltyhub.rules.internal.syntax.Language;
import org.loyaltyhub.rules.internal.syntax.Parser;

/**
 * A rule file laid out in the one canonical way: the same rules, the same comments, each part on its line. Formatting
 * what was formatted changes nothing. A file that cannot be read as one of rules stays as it is.
 *
 * @param path where it was read from, if it was read
 * @param before its text
 * @param after its text in the canonical form; the same if there are diagnostics
 * @param diagnostics why it was left alone; names and types are not looked at
 */
public record Formatting(String name, Optional<Path> path, String before, String after, List<Diagnostic> diagnostics) {
    public Formatting {
        diagnostics = List.copyOf(diagnostics);
    }

    static Formatting of(RuleSource source, Optional<Path> path) {
        String before = source.text();
        SourceText text = new SourceText(source.name(), before.length() > Bounds.BYTES ? "" : before);
        Language language = Language.of(text);
        Findings findings = new Findings(text, language.messages());
        if (LongLines.areIn(findings)) {
            return new Formatting(source.name(), path, before, before, findings.toList());
        }
        BookTree tree = Parser.parse(language.words(), findings);
        String after = findings.hasErrors() ? before : Formatter.format(language, text, tree);
        return new Formatting(source.name(), path, before, after, findings.toList());
    }

    /** A file that could not be read at all. */
    static Formatting unread(Diagnostic why) {
        return new Formatting(why.file(), Optional.empty(), "", "", List.of(why));
    }

    /** Whether it was left alone because it has errors. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    /** Whether it was not in the canonical form. */
    public boolean isChanged() {
        return !before.equals(after);
    }
}
