package org.loyaltyhub.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;

/**
 * Somebody joins the programme under these identifiers, or an identifier is added to one already known.
 *
 * @param birthday if the member shares it
 * @param referrer who brought the member, for awards {@code to referrer}
 */
public record Enrolment(
        EventKey key,
        Instant happenedAt,
        List<Identifier> member,
        Optional<LocalDate> birthday,
        Optional<Identifier> referrer)
        implements Event {
    public Enrolment {
        member = Sorted.identifiers(member);
    }

    /** Without birthday and referrer. */
    public Enrolment(EventKey key, Instant happenedAt, List<Identifier> member) {
        this(key, happenedAt, member, Optional.empty(), Optional.empty());
    }

    @Override
    public String type() {
        return "enrolment";
    }
}
