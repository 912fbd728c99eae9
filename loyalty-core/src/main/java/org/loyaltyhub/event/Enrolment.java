package org.loyaltyhub.event;

import java.time.Instant;
import java.util.List;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;

/** Somebody joins the programme under these identifiers, or an identifier is added to one already known. */
public record Enrolment(EventKey key, Instant happenedAt, List<Identifier> member) implements Event {
    public Enrolment {
        member = Sorted.identifiers(member);
    }

    @Override
    public String type() {
        return "enrolment";
    }
}
