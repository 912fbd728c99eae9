package org.loyaltyhub.settlement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.value.PartnerId;

/**
 * A settled period: the entry for the books and every statement. It is kept as it is; whoever asks again gets it back.
 *
 * <p>Immutable and thread-safe.
 *
 * @param terms it was settled by
 * @param entry moves what was due to what is billed; sums to zero, and
 *     names a hash over all statements
 * @param statements of every partner, by id
 * @param after where the books stand now
 */
public record Settled(
        Seal seal, Terms terms, Entry entry, List<Statement> statements, ProgrammeStatement programme, Position after) {
    public Settled {
        statements = List.copyOf(statements);
    }

    /** When it was settled. */
    public Instant settledAt() {
        return entry.recordedAt();
    }

    /** The partner's statement; empty if it was no partner then. */
    public Optional<Statement> statement(PartnerId partner) {
        return statements.stream()
                .filter(each -> each.partner().equals(partner))
                .findFirst();
    }
}
