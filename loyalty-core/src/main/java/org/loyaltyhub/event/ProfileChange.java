package org.loyaltyhub.event;

import java.time.Instant;
import java.util.List;
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
 */
public record ProfileChange(
        EventKey key,
        Instant happenedAt,
        List<Identifier> member,
        Optional<String> tier,
        Optional<Set<String>> segments,
        Optional<MemberStatus> status)
        implements Event {
    public ProfileChange {
        member = Sorted.identifiers(member);
        segments = segments.map(Set::copyOf);
    }

    @Override
    public String type() {
        return "profile change";
    }
}
