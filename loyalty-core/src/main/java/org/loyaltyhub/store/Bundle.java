package org.loyaltyhub.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.ledger.Account;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.value.MemberId;

/**
 * What was reported and what it caused for the same member, written in one piece or not at all.
 *
 * @param commits the event reported, then the hub's own events that it caused; at least one
 * @param activations {@link Store#activations} when it was decided; empty if no version had a say in it
 */
public record Bundle(List<Commit> commits, OptionalLong activations) {
    public Bundle {
        commits = List.copyOf(commits);
        if (commits.isEmpty()) {
            throw new IllegalArgumentException("a bundle holds at least what was reported");
        }
    }

    /** What no version had a say in. */
    public static Bundle of(Commit commit) {
        return new Bundle(List.of(commit), OptionalLong.empty());
    }

    /** Whether another version was put in force since it was decided. */
    public boolean isOutdated(long now) {
        return activations.isPresent() && activations.getAsLong() != now;
    }

    /** What was reported. */
    public Event reported() {
        return commits.get(0).event();
    }

    /** Whose state it changes; empty if it is declined or waits. */
    public Optional<MemberId> member() {
        Optional<Commit.Change> change = commits.get(0).change();
        return change.isPresent() ? Optional.of(change.get().next().id()) : Optional.empty();
    }

    /** What was decided, in its order; nothing if it is declined or waits. */
    public List<Decision> decisions() {
        List<Decision> decisions = new ArrayList<>(commits.size());
        for (Commit commit : commits) {
            commit.change().ifPresent(change -> decisions.add(change.decision()));
        }
        return decisions;
    }

    /** What its postings come to, by account; empty if that is more than can be counted. */
    public Optional<Map<Account, Long>> sums() {
        Map<Account, Long> sums = new HashMap<>();
        try {
            for (Decision decision : decisions()) {
                for (Entry entry : decision.entries()) {
                    entry.postings()
                            .forEach(posting -> sums.merge(posting.account(), posting.amount(), Math::addExact));
                }
            }
            return Optional.of(sums);
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The version of the member's state that it was decided on; 0 for a member who is new, or for none. */
    public long decidedOn() {
        Optional<Commit.Change> change = commits.get(0).change();
        return change.isPresent() ? change.get().decision().sequence() : 0;
    }
}
