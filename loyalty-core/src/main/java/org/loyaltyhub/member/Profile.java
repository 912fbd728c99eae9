package org.loyaltyhub.member;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.event.MemberStatus;
import org.loyaltyhub.event.ProfileChange;

/**
 * What is known of a member beside the purchases. Past values are kept for the programme's horizon.
 *
 * @param enrolledAt since when; moves back if an earlier event of one enrolled by an event arrives late
 * @param byEvent whether an event enrolled the member rather than an enrolment
 * @param tier by name; empty for the lowest, where everybody begins
 */
public record Profile(
        Instant enrolledAt,
        boolean byEvent,
        Timeline<Optional<String>> tier,
        Timeline<Set<String>> segments,
        Timeline<MemberStatus> status) {

    public static Profile enrolled(Instant at, boolean byEvent) {
        return new Profile(
                at, byEvent, Timeline.of(Optional.empty()), Timeline.of(Set.of()), Timeline.of(MemberStatus.ACTIVE));
    }

    /** An event of this time is known: whom an event enrolled joined no later. */
    Profile seen(Instant happenedAt) {
        boolean earlier = byEvent && happenedAt.isBefore(enrolledAt);
        return earlier ? new Profile(happenedAt, true, tier, segments, status) : this;
    }

    Profile changed(ProfileChange change) {
        Instant at = change.happenedAt();
        return new Profile(
                enrolledAt,
                byEvent,
                change.tier().isPresent() ? tier.with(at, change.tier()) : tier,
                change.segments().map(set -> segments.with(at, set)).orElse(segments),
                change.status().map(value -> status.with(at, value)).orElse(status));
    }

    Profile forgetBefore(Instant edge) {
        return new Profile(
                enrolledAt, byEvent, tier.forgetBefore(edge), segments.forgetBefore(edge), status.forgetBefore(edge));
    }
}
