package org.loyaltyhub.rules.internal.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.loyaltyhub.rule.Place;
import org.loyaltyhub.rules.diagnostic.Code;
import org.loyaltyhub.rules.diagnostic.Diagnostic;
import org.loyaltyhub.rules.diagnostic.Severity;

/**
 * Collects what is found in one file. The first {@value #MOST} errors and as many warnings are kept, the others are
 * counted.
 *
 * <p>Not thread-safe.
 */
public final class Findings {
    /** Errors, and warnings, kept for a file. */
    public static final int MOST = 100;

    private final SourceText source;
    private final Messages messages;
    private final List<Diagnostic> kept = new ArrayList<>();
    private final Set<Extent> misspelt = new HashSet<>();
    private final List<Extent> wrong = new ArrayList<>();
    private int errors;
    private int warnings;

    public Findings(SourceText source, Messages messages) {
        this.source = source;
        this.messages = messages;
    }

    public SourceText source() {
        return source;
    }

    public Messages messages() {
        return messages;
    }

    public boolean hasErrors() {
        return errors > 0;
    }

    /** Adds a diagnostic about how a word is written; what follows from it is then no news. */
    public void addMisspelt(Code code, Extent extent, Object... values) {
        add(code, extent, values);
        misspelt.add(extent);
    }

    /** Whether an error in that stretch is reported. O(diagnostics kept). */
    public boolean hasErrorWithin(Extent extent) {
        return wrong.stream().anyMatch(each -> extent.start() <= each.start() && each.end() <= extent.end());
    }

    /** Adds a diagnostic; values of the author's are made harmless and cropped. */
    public void add(Code code, Extent extent, Object... values) {
        if (misspelt.contains(extent)) {
            return;
        }
        boolean error = code.severity() == Severity.ERROR;
        if ((error ? errors++ : warnings++) >= MOST) {
            return;
        }
        Place place = source.placeOf(extent);
        SourceText.Shown shown = source.show(extent);
        if (error) {
            wrong.add(extent);
        }
        kept.add(new Diagnostic(
                code,
                code.severity(),
                Plain.line(source.name()),
                place.line(),
                place.column(),
                shown.length(),
                text(code, "", values),
                shown.excerpt(),
                shown.caret(),
                text(code, ".label", values),
                text(code, ".help", values)));
    }

    private String text(Code code, String part, Object... values) {
        return messages.text(code.key() + part, plain(values));
    }

    private static Object[] plain(Object... values) {
        return Stream.of(values)
                .map(value -> value instanceof Help help ? help.text() : Plain.word(value.toString()))
                .toArray();
    }

    /** A text already made of harmless words, which is not cropped. */
    public record Help(String text) {
        public static final Help NONE = new Help("");
    }

    /** The text under {@code key}, as a value for a message. */
    public Help help(String key, Object... values) {
        return new Help(messages.text(key, plain(values)));
    }

    /** All of them, by place; the last says how many more there are. */
    public List<Diagnostic> toList() {
        List<Diagnostic> all = new ArrayList<>(kept);
        all.sort(Diagnostic.BY_PLACE);
        if (errors > MOST) {
            all.add(ofWhole(source.name(), messages, Code.MORE_PROBLEMS, errors - MOST));
        }
        if (warnings > MOST) {
            all.add(ofWhole(source.name(), messages, Code.MORE_WARNINGS, warnings - MOST));
        }
        return all;
    }

    /** A diagnostic about a file as a whole. */
    public static Diagnostic ofWhole(String file, Messages messages, Code code, Object... values) {
        return new Diagnostic(
                code,
                code.severity(),
                Plain.line(file),
                0,
                0,
                1,
                messages.text(code.key(), plain(values)),
                "",
                0,
                "",
                messages.text(code.key() + ".help", plain(values)));
    }
}
