package org.loyaltyhub.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.settlement.Seal;
import org.loyaltyhub.settlement.Settled;

/**
 * Where seals and settled periods are kept, and what settlement, verification and replay read the books from.
 *
 * <p>Thread-safe. What a method that keeps something has returned for is kept as firmly as a commit.
 */
public interface SettlementStore {
    /** The number of the newest entry; 0 if there is none. */
    long lastNumber();

    /**
     * Tells of entries in their order, with little memory however many there are.
     *
     * @param first number, the first kept if that is later
     * @param last number, both included
     */
    void journal(long first, long last, Consumer<? super JournalLine> each);

    /** Tells of every decision that was kept, in the order recorded over all members. */
    void decisions(Consumer<? super Decision> each);

    /** In their order. */
    List<Seal> seals();

    /**
     * Keeps a seal.
     *
     * @return false, and nothing is kept, if it does not go on from the newest one: somebody else sealed meanwhile
     */
    boolean keep(Seal seal);

    /** The period as it was settled; empty if it was not yet. */
    Optional<Settled> settled(long period);

    /**
     * Keeps a settled period and writes its entry as the next of the journal, both or nothing.
     *
     * @return false, and nothing is kept, if it does not go on from the period settled last
     */
    boolean keep(Settled settled);
}
