package org.loyaltyhub.store;

import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;

/**
 * An event of the hub's own that a decision causes for another member. It is owed from the commit of its cause until its
 * own, so that a crash between the two loses nothing.
 *
 * @param event to be recorded
 * @param from who causes it, and is not thanked for that
 * @param to by what its member is known
 */
public record Errand(HubEvent event, MemberId from, Identifier to) {
    /** Whether the event is somebody's errand. */
    public static boolean isOne(Event event) {
        return event instanceof HubEvent own
                && (own.subject() instanceof Subject.Thanks || own.subject() instanceof Subject.ThanksTaken);
    }
}
