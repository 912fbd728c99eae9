package org.loyaltyhub.store;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.settlement.Seal;
import org.loyaltyhub.settlement.Settled;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.verification.Invariant;

/**
 * Where seals and settled periods are kept, and what settlement, verification and replay read the books from.
 *
 * <p>Thread-safe. What a method that keeps something has returned for is kept as firmly as a commit. What tells of many
 * things holds few of them in memory, and tells of what commits meanwhile or does not.
 */
public interface SettlementStore {
    /** The number of the newest entry; 0 if there is none. */
    long lastNumber();

    /** How many decisions are kept. */
    long decisionCount();

    /** Takes an entry that may not be what it was when it was written. */
    interface Unread {
        /**
         * The next entry.
         *
         * @param read makes it of what is stored; throws an {@link IllegalArgumentException} if none can be made of it
         */
        void entry(long number, Supplier<Entry> read);
    }

    /**
     * Tells of entries in their order.
     *
     * @param first number, the first kept if that is later
     * @param last number, both included
     */
    void entries(long first, long last, Unread each);

    /** {@link #entries}, each read; an {@link IllegalArgumentException} says that one cannot be. */
    default void journal(long first, long last, Consumer<? super JournalLine> each) {
        entries(first, last, (number, read) -> each.accept(new JournalLine(number, read.get())));
    }

    /** Tells of every decision that was kept, in the order recorded over all members. */
    void decisions(Consumer<? super Decision> each);

    /**
     * {@link #decisions(Consumer)}, and of what is kept beside them that does not go with them. A store in which nothing
     * can come apart tells of nothing more. O(everything kept); its memory grows with events of which something came back.
     *
     * @param misfit which invariant does not hold, and of what
     */
    default void decisions(Consumer<? super Decision> each, BiConsumer<Invariant, String> misfit) {
        decisions(each);
    }

    /** Tells of every account that anything was posted to and what it stands at, in no order. */
    void balances(ObjLongConsumer<Account> each);

    /** Tells of every limit over all members that anything was counted for and how much of it is used, in no order. */
    void limits(ObjLongConsumer<SharedLimit.Key> each);

    /** Tells of every identifier that names somebody, and whom, in no order. */
    void identifiers(BiConsumer<Identifier, MemberId> each);

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
     * @return false, and nothing is kept, if it does not go on from the period settled last, or was sealed otherwise
     */
    boolean keep(Settled settled);
}
