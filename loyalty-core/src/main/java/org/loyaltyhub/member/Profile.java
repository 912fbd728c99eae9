package org.loyaltyhub.member;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.MemberStatus;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.value.Identifier;

/**
 * What is known of a member beside the events. Past values are kept for as long as late events may ask for them.
 *
 * @param enrolledAt since when; moves back if an earlier event of one enrolled by an event arrives late
 * @param byEvent whether an event enrolled the member rather than an enrolment
 * @param tier by name; empty for the lowest, where everybody begins
 * @param birthday if the member shares it
 * @param attributes by the names that the programme declares
 * @param referrer who brought the member, as the enrolment said
 */
public record Profile(
        Instant enrolledAt,
        boolean byEvent,
        Timeline<Optional<String>> tier,
        Timeline<Set<String>> segments,
        Timeline<MemberStatus> status,
        Optional<LocalDate> birthday,
        Timeline<Map<String, String>> attributes,
        Optional<Identifier> referrer) {
    // of most members nothing else is ever known
    private static final Timeline<Optional<String>> NO_TIER = Timeline.of(Optional.empty());
    private static final Timeline<Set<String>> NO_SEGMENTS = Timeline.of(Set.of());
    private static final Timeline<MemberStatus> ACTIVE = Timeline.of(MemberStatus.ACTIVE);
    private static final Timeline<Map<String, String>> NO_ATTRIBUTES = Timeline.of(Map.of());

    public static Profile enrolled(Instant at, boolean byEvent) {
        return new Profile(
                at, byEvent, NO_TIER, NO_SEGMENTS, ACTIVE, Optional.empty(), NO_ATTRIBUTES, Optional.empty());
    }

    /** An event of this time is known: whom an event enrolled joined no later. */
    Profile seen(Instant happenedAt) {
        boolean earlier = byEvent && happenedAt.isBefore(enrolledAt);
        return earlier ? new Profile(happenedAt, true, tier, segments, status, birthday, attributes, referrer) : this;
    }

    Profile changed(Enrolment enrolment) {
        return new Profile(
                enrolledAt,
                byEvent,
                tier,
                segments,
                status,
                enrolment.birthday().or(() -> birthday),
                attributes,
                enrolment.referrer().or(() -> referrer));
    }

    Profile changed(ProfileChange change) {
        Instant at = change.happenedAt();
        return new Profile(
                enrolledAt,
                byEvent,
                change.tier().isPresent() ? tier.with(at, change.tier()) : tier,
                change.segments().map(set -> segments.with(at, set)).orElse(segments),
                change.status().map(value -> status.with(at, value)).orElse(status),
                change.birthday().or(() -> birthday),
                change.attributes().isEmpty() ? attributes : attributes.with(at, attributesWith(change)),
                referrer);
    }

    private Map<String, String> attributesWith(ProfileChange change) {
        Map<String, String> next = new TreeMap<>(attributes.at(change.happenedAt()));
        next.putAll(change.attributes());
        return Map.copyOf(next);
    }

    Profile forgetBefore(Instant edge) {
        boolean isAnyOld = tier.changedBefore(edge)
                || segments.changedBefore(edge)
                || status.changedBefore(edge)
                || attributes.changedBefore(edge);
        return isAnyOld
                ? new Profile(
                        enrolledAt,
                        byEvent,
                        tier.forgetBefore(edge),
                        segments.forgetBefore(edge),
                        status.forgetBefore(edge),
                        birthday,
                        attributes.forgetBefore(edge),
                        referrer)
                : this;
    }
}
