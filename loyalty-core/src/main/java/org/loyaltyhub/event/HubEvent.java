package org.loyaltyhub.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.PartnerId;

/**
 * An event of the hub's own making: a birthday, the end of a period, a crossing, thanks to a referrer. Its id says what
 * and of whom, so that it can happen only once.
 *
 * @param id kind/period/member, or kind/source/member
 * @param subject what happened
 * @param cause the event that made it happen; empty if the calendar did
 */
public record HubEvent(String id, Instant happenedAt, Subject subject, Optional<EventKey> cause) implements Event {
    /** How the ids of the hub's own events begin; nobody else's may. */
    public static final String ID_PREFIX = "hub/";

    /** What the calendar made happen; the id says what and to whom. */
    public static HubEvent of(String what, Instant happenedAt, Subject subject) {
        return new HubEvent(ID_PREFIX + what, happenedAt, subject, Optional.empty());
    }

    /** What another event made happen; the id says what, because of which event, and to whom. */
    public static HubEvent because(Event cause, String what, Subject subject) {
        return new HubEvent(ID_PREFIX + what, cause.happenedAt(), subject, Optional.of(cause.key()));
    }

    @Override
    public EventKey key() {
        return new EventKey(PartnerId.PROGRAMME, id);
    }

    /** Nobody: the hub knows the member by its own name. */
    @Override
    public List<Identifier> member() {
        return List.of();
    }

    @Override
    public String type() {
        return "hub event";
    }
}
