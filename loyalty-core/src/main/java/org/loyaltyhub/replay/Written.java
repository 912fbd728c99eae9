package org.loyaltyhub.replay;

import java.util.Iterator;
import java.util.Optional;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.JournalLine;

/**
 * Whether the journal is what decisions wrote, entry by entry: told of every decision in the order recorded, it walks
 * through the journal beside them. Entries of settlements stand between and are passed over.
 *
 * <p>Not thread-safe, used once.
 */
public final class Written {
    private final Iterator<JournalLine> journal;
    private Optional<Discrepancy> first = Optional.empty();
    private Optional<Decision> last = Optional.empty();

    /**
     * Begins.
     *
     * @param journal from its first entry
     */
    public Written(Iterator<JournalLine> journal) {
        this.journal = journal;
    }

    /** The next decision over all members. */
    public void decision(Decision decision) {
        last = Optional.of(decision);
        for (int i = 0; first.isEmpty() && i < decision.entries().size(); i++) {
            Entry entry = decision.entries().get(i);
            Optional<JournalLine> line = next();
            if (line.filter(each -> each.entry().equals(entry)).isEmpty()) {
                first = difference(decision, line, entry.toString());
            }
        }
    }

    private Optional<JournalLine> next() {
        while (journal.hasNext()) {
            JournalLine line = journal.next();
            if (line.entry().code() != Entry.Code.SETTLE) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private static Optional<Discrepancy> difference(Decision decision, Optional<JournalLine> line, String again) {
        return Optional.of(new Discrepancy(
                decision.member(),
                decision.event().key(),
                decision.recordedAt(),
                line.map(each -> "entry " + each.number()).orElse("the end of the journal"),
                line.map(each -> each.entry().toString()).orElse("none"),
                again));
    }

    /** The first entry that no decision wrote, or that is missing, once every decision was told. */
    public Optional<Discrepancy> first() {
        if (first.isEmpty() && last.isPresent()) {
            Optional<JournalLine> more = next();
            return more.isPresent() ? difference(last.get(), more, "none") : Optional.empty();
        }
        return first;
    }
}
