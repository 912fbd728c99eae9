package org.loyaltyhub.event;

import java.time.Instant;
import java.util.List;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;

/**
 * Something a partner reports. Immutable and thread-safe, as every event is. The hub adds when it was recorded.
 */
public sealed interface Event
        permits Purchase, Quote, Refund, Redemption, Activity, Enrolment, ProfileChange, Adjustment, HubEvent {
    /** The partner and the partner's own id: the same key is the same event for ever. */
    EventKey key();

    /** When it happened, by the partner's clock. */
    Instant happenedAt();

    /** Whom it is about: one or more identifiers of one member, sorted. */
    List<Identifier> member();

    /** The word for this kind of event in its JSON: {@code purchase}. */
    String type();
}
