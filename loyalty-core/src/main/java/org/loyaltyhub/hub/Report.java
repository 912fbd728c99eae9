package org.loyaltyhub.hub;

import java.util.Optional;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventWriter;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.EventKey;

/**
 * An event that is to be decided on.
 *
 * @param hash of its content
 * @param waited whether it is written as waiting
 * @param convoy what it goes to the store behind, if it is one of many
 */
record Report(Event event, ContentHash hash, boolean waited, Optional<Convoy> convoy) {
    /** An event that just came, or one of the hub's own. */
    static Report of(Event event) {
        return new Report(event, EventWriter.contentHash(event), false, Optional.empty());
    }

    /** An event that waits, as it is written. */
    static Report waiting(Event event, ContentHash hash) {
        return new Report(event, hash, true, Optional.empty());
    }

    /** The same, going to the store behind others. */
    Report in(Convoy others) {
        return new Report(event, hash, waited, Optional.of(others));
    }

    /** The same, going to the store when it likes. */
    Report alone() {
        return new Report(event, hash, waited, Optional.empty());
    }

    /** What was to be written so. */
    static Report of(Commit commit) {
        return new Report(commit.event(), commit.hash(), commit.waited(), Optional.empty());
    }

    EventKey key() {
        return event.key();
    }

    Commit answered(Answer answer, Optional<Commit.Change> change) {
        return new Commit(event, hash, answer, change, waited);
    }
}
