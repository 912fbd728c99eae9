package org.loyaltyhub.hub;

import java.util.Optional;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventWriter;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.EventKey;

/**
 * An event that is to be decided on.
 *
 * @param hash of its content
 * @param waited whether it is written as waiting
 */
record Report(Event event, ContentHash hash, boolean waited) {
    /** An event that just came. */
    static Report of(Event event) {
        return new Report(event, EventWriter.contentHash(event), false);
    }

    /** One of the hub's own; its id says all there is. */
    static Report own(HubEvent event) {
        return new Report(event, ContentHash.of(event.id()), false);
    }

    /** An event that waits, as it is written. */
    static Report waiting(Event event, ContentHash hash) {
        return new Report(event, hash, true);
    }

    EventKey key() {
        return event.key();
    }

    Commit answered(Answer answer, Optional<Commit.Change> change) {
        return new Commit(event, hash, answer, change, waited);
    }
}
