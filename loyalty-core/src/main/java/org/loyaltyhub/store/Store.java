package org.loyaltyhub.store;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.JournalLine;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;

/**
 * Where events, decisions, entries and states are kept. The hub's only way to write.
 *
 * <p>Thread-safe. What {@link #commit} has returned for is kept, as far as the implementation promises to keep anything.
 */
public interface Store {
    /** What is known of an event id; empty if it is free. */
    Optional<Recorded> find(EventKey key);

    /** Whom the identifier names. */
    Optional<MemberId> member(Identifier identifier);

    /** The member's newest state. */
    Optional<MemberState> state(MemberId member);

    /**
     * Writes all of them in their order, or nothing. The first is what was reported, the others are what it caused; one
     * of those whose id is taken is left out.
     *
     * @return false, and nothing is written, if the first event's id is taken; a waiting event's id is free to be answered
     */
    boolean commit(List<Commit> commits);

    /** Every member, in the order of their ids. */
    List<MemberId> members();

    /** The member's state with its memory made anew; nothing of the books changes. */
    void replace(MemberState state);

    /** Events that wait for this identifier, in the order recorded. */
    List<Event> waitingFor(Identifier identifier);

    /** Refunds that wait for this purchase, in the order recorded. */
    List<Event> waitingFor(EventKey purchase);

    /** The member's decisions in the order recorded, as far as they are kept. */
    List<Decision> decisions(MemberId member);

    /** The journal in order, as far as it is kept. */
    List<JournalLine> journal();

    /** The account's balance over the whole journal, in the account's unit. */
    long balance(Account account);

    /**
     * Where seals and settled periods are kept.
     *
     * @throws UnsupportedOperationException if this store keeps none
     */
    default SettlementStore settlements() {
        throw new UnsupportedOperationException("this store keeps no seals and no settled periods");
    }
}
