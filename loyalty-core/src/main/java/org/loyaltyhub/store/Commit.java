package org.loyaltyhub.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedUse;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.Identifier;

/**
 * Everything one event changes.
 *
 * @param answer that the same event gets from now on
 * @param change what it does to a member; empty if it is declined or waits
 */
public record Commit(Event event, ContentHash hash, Answer answer, Optional<Change> change) {
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

    /** What it takes of limits over all members. */
    public List<SharedUse> sharedUses() {
        return change.map(each -> each.decision().shared()).orElse(List.of());
    }
}
