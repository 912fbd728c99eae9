package org.loyaltyhub.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedUse;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.Identifier;

/**
 * Everything one event changes.
 *
 * @param answer that the same event gets from now on
 * @param change what it does to a member; empty if it is declined or waits
 * @param waited whether the event is written as waiting, and this comes of it now; otherwise its id must be free
 * @param prepared what the store that is to write it made of it beforehand
 */
public record Commit(
        Event event,
        ContentHash hash,
        Answer answer,
        Optional<Change> change,
        boolean waited,
        Optional<Prepared> prepared) {
    public Commit {
        if (waited && answer instanceof Waiting) {
            throw new IllegalArgumentException(event.key() + " waited, and is to wait again");
        }
    }

    public Commit(Event event, ContentHash hash, Answer answer, Optional<Change> change, boolean waited) {
        this(event, hash, answer, change, waited, Optional.empty());
    }

    /** What a {@linkplain Store#prepare store} made of a commit before its turn came. Nobody else looks into it. */
    public interface Prepared {}

    /**
     * What an event does to a member.
     *
     * @param next the member's state after it; its version is one more than the state it was decided on
     * @param identifiers that name this member from now on
     * @param owed what it causes for others
     */
    public record Change(Decision decision, MemberState next, Set<Identifier> identifiers, List<Errand> owed) {
        public Change {
            identifiers = Set.copyOf(identifiers);
            owed = List.copyOf(owed);
        }
    }

    /** The same with what a store made of it. */
    public Commit with(Prepared made) {
        return new Commit(event, hash, answer, change, waited, Optional.of(made));
    }

    /** What it takes of limits over all members. */
    public List<SharedUse> sharedUses() {
        return change.isPresent() ? change.get().decision().shared() : List.of();
    }
}
