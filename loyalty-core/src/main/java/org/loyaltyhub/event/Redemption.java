package org.loyaltyhub.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.Points;

/**
 * A member pays with points: first they are set aside, then they pay, or they are given back.
 *
 * @param member may be empty unless points are reserved
 */
public record Redemption(EventKey key, Instant happenedAt, List<Identifier> member, Step step) implements Event {
    public Redemption {
        member = Sorted.identifiers(member);
    }

    /** What is to happen. */
    public sealed interface Step {}

    /**
     * Points are set aside; the id of this event names the reservation.
     *
     * @param points how many, above zero
     * @param upTo whether fewer will do if not so many may be spent
     */
    public record Reserve(Points points, boolean upTo) implements Step {}

    /**
     * What is set aside pays.
     *
     * @param reservation the id of the event that reserved, of the same partner
     * @param points how many of them, the others are given back; all if not said
     */
    public record Commit(String reservation, Optional<Points> points) implements Step {}

    /**
     * What is set aside is given back.
     *
     * @param reservation the id of the event that reserved, of the same partner
     */
    public record Cancel(String reservation) implements Step {}

    /** The event that made the reservation this is about; empty if it makes one. */
    public Optional<EventKey> reservationKey() {
        if (step instanceof Commit commit) {
            return Optional.of(new EventKey(key.partner(), commit.reservation()));
        }
        return step instanceof Cancel cancel
                ? Optional.of(new EventKey(key.partner(), cancel.reservation()))
                : Optional.empty();
    }

    @Override
    public String type() {
        return "redemption";
    }
}
