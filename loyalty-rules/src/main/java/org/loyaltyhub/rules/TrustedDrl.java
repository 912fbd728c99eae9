package org.loyaltyhub.rules;

import java.nio.file.Path;
import java.util.List;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.TrustedAward;
import org.loyaltyhub.decision.TrustedRules;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.rules.internal.engine.TrustedBook;
import org.loyaltyhub.rules.internal.source.Messages;

/**
 * Drools rules of the hub's operator, for joins and accumulates that the rule language cannot say.
 *
 * <p><strong>They are code.</strong> A {@code .drl} file runs arbitrary Java with all rights of this process, and some of
 * it already while it is compiled. Load the operator's own files only, reviewed like source; never what a partner sent.
 * That is why no rules folder takes them, and why they are put into a version by name:
 *
 * <pre>{@code
 * TrustedDrl drl = TrustedDrl.read(Path.of("operator/drl")).orElseThrow();
 * Version version = RuleFiles.compile(programme, rules).version().withTrusted(drl);
 * }</pre>
 *
 * <p>The rules see the purchase as a {@link org.loyaltyhub.rules.drl.Receipt} and each of its lines that earns as a {@link
 * org.loyaltyhub.rules.drl.ReceiptLine}, and give through {@code global org.loyaltyhub.rules.drl.Awards awards}. What they
 * give must depend on these facts alone: no clock, no random numbers, no files, nothing kept from one event to the next; an
 * event may be judged again and must come out the same. A rule that throws stops the decision of its event.
 *
 * <p>Immutable and thread-safe, if the rules keep to that. A judgement costs a session of its own.
 */
public final class TrustedDrl implements TrustedRules {
    private static final String ENDING = ".drl";

    private final TrustedBook book;

    private TrustedDrl(TrustedBook book) {
        this.book = book;
    }

    /** Compiles texts together; what is wrong with them is a problem with its file and line. Runs code in them. */
    public static Reading<TrustedDrl> of(List<RuleSource> sources) {
        Reading<TrustedBook> book = TrustedBook.compile(sources.stream()
                .map(source -> new TrustedBook.File(source.name(), source.text()))
                .toList());
        return book.value()
                .map(compiled -> Reading.of(new TrustedDrl(compiled)))
                .orElseGet(() -> Reading.failed(book.problems()));
    }

    /** Compiles one file, or every {@code .drl} file of a folder by name, folders inside it left out. Runs code in them. */
    public static Reading<TrustedDrl> read(Path folderOrFile) {
        FileReader reader = new FileReader(Messages.ENGLISH, ENDING);
        List<RuleSource> sources = reader.read(folderOrFile);
        if (reader.diagnostics().isEmpty()) {
            return of(sources);
        }
        return Reading.failed(reader.diagnostics().stream()
                .map(each -> new Problem(each.code().id(), each.file(), each.message(), each.help()))
                .toList());
    }

    @Override
    public List<TrustedAward> awards(Facts facts) {
        return book.awards(facts);
    }

    @Override
    public String digest() {
        return book.digest();
    }
}
