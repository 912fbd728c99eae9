package org.loyaltyhub.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;

/**
 * What is known of a member changes, from the moment it happened.
 *
 * @param tier the new tier; empty if it stays
 * @param segments all segments from now on; empty if they stay
 * @param status the new standing; empty if it stays
 * @param birthday if the member shares it now; empty if it stays
 * @param attributes those that change, by the names that the programme declares
 */
public record ProfileChange(
        EventKey key,
        Instant happenedAt,
        List<Identifier> member,
        Optional<String> tier,
        Optional<Set<String>> segments,
        Optional<MemberStatus> status,
        Optional<LocalDate> birthday,
        Map<String, String> attributes)
        implements Event {
    public ProfileChange {
        member = Sorted.identifiers(member);
        segments = segments.map(Set::copyOf);
        attributes = Sorted.attributes(attributes);
    }

    /** Without birthday and attributes. */
    public ProfileChange(
            EventKey key,
            Instant happenedAt,
            List<Identifier> member,
            Optional<String> tier,
            Optional<Set<String>> segments,
            Optional<MemberStatus> status) {
        this(key, happenedAt, member, tier, segments, status, Optional.empty(), Map.of());
    }

    @Override
    public String type() {
        return "profile change";
    }
}
