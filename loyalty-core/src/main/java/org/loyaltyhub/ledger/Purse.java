package org.loyaltyhub.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Points;

/**
 * A member's points: free, held, set aside, owed and lapsed. Points of equal terms at the same place are carried as one,
 * so its size does not grow with the member's age but with the kinds of lots that are open.
 *
 * <p>Immutable and thread-safe.
 */
public final class Purse {
    public static final Purse EMPTY = new Purse(Map.of());

    private final Map<Side, Points> sides;

    private Purse(Map<Side, Points> sides) {
        this.sides = sides;
    }

    /**
     * A purse with these points on these sides, in this order.
     *
     * @throws IllegalArgumentException if a side is not of a member, or has no points, or has points below zero and is
     *     no debt, or the other way round
     */
    public static Purse of(Map<Side, Points> sides) {
        sides.forEach((side, points) -> {
            boolean isDebt = side.place() instanceof Place.Owed;
            if (!(side.place() instanceof Place.OfMember) || points.isZero() || points.units() < 0 != isDebt) {
                throw new IllegalArgumentException("a purse cannot hold " + points + " at " + side);
            }
        });
        return new Purse(Collections.unmodifiableMap(new LinkedHashMap<>(sides)));
    }

    /** What is where, in the order in which it first came there; debts are below zero. */
    public Map<Side, Points> sides() {
        return sides;
    }

    /**
     * The purse after these moves.
     *
     * @throws IllegalArgumentException if it has not got what a move takes
     */
    public Purse after(List<Move> moves) {
        if (moves.isEmpty()) {
            return this;
        }
        Map<Side, Points> next = new LinkedHashMap<>(sides);
        for (Move move : moves) {
            add(next, move.from(), -move.points().units());
            add(next, move.to(), move.points().units());
        }
        return of(next);
    }

    private static void add(Map<Side, Points> next, Side side, long units) {
        if (side.place() instanceof Place.OfMember) {
            Points before = next.getOrDefault(side, Points.ZERO);
            Points after = Points.ofUnits(Math.addExact(before.units(), units));
            if (after.isZero()) {
                next.remove(side);
            } else {
                next.put(side, after);
            }
        }
    }

    /** The purse without points that lapsed longer ago than a refund may ask for them. */
    Purse forgetting(Instant edge) {
        Predicate<Side> isForgotten = side ->
                side.place() instanceof Place.Expired && side.terms().expires().isBefore(edge);
        if (sides.keySet().stream().noneMatch(isForgotten)) {
            return this;
        }
        Map<Side, Points> next = new LinkedHashMap<>(sides);
        next.keySet().removeIf(isForgotten);
        return of(next);
    }

    /**
     * The purse after the moves, without what lapsed longer ago than {@code remember}.
     *
     * @param remember how long refunds may ask for lapsed points
     */
    public Purse after(List<Move> moves, Instant recordedAt, Duration remember) {
        return after(moves).forgetting(recordedAt.minus(remember));
    }

    /** What can be spent at this moment: free, not lapsed, and whatever is released by then, booked or not. */
    public Points available(Instant moment) {
        return sum(side -> isFree(side, moment));
    }

    private static boolean isFree(Side side, Instant moment) {
        boolean isOpen = side.place() instanceof Place.Available
                || (side.place() instanceof Place.Held held && !moment.isBefore(held.until()));
        return isOpen && !side.terms().isExpired(moment);
    }

    /** What cannot be spent yet at this moment, and will be. */
    public Points held(Instant moment) {
        return sum(side -> side.place() instanceof Place.Held held
                && moment.isBefore(held.until())
                && !side.terms().isExpired(moment));
    }

    /** What is set aside for payments. */
    public Points reserved() {
        return sum(side -> side.place() instanceof Place.Reserved);
    }

    /** What the member owes, at least zero. */
    public Points debt() {
        return Points.ofUnits(-sum(side -> side.place() instanceof Place.Owed).units());
    }

    /** What is free at this moment and lapses until the later one, that one included. */
    public Points expiring(Instant moment, Instant later) {
        return sum(side -> isFree(side, moment) && !side.terms().expires().isAfter(later));
    }

    private Points sum(Predicate<Side> which) {
        long sum = 0;
        for (Map.Entry<Side, Points> each : sides.entrySet()) {
            sum = which.test(each.getKey()) ? Math.addExact(sum, each.getValue().units()) : sum;
        }
        return Points.ofUnits(sum);
    }

    /** The first moment at which something is due: a release, an expiry, a time-out, a debt to be given up. */
    public Optional<Instant> nextDue(Duration writeOff) {
        Optional<Instant> first = Optional.empty();
        for (Side side : sides.keySet()) { // for every event recorded
            Optional<Instant> at = Dues.dueAt(side, writeOff);
            if (at.isPresent() && (first.isEmpty() || at.get().isBefore(first.get()))) {
                first = at;
            }
        }
        return first;
    }

    /** The reservation's points, in the order in which they would be spent; empty if it is over or never was. */
    public List<Lot> reservedBy(EventKey reservation) {
        return lots(side ->
                side.place() instanceof Place.Reserved reserved && reserved.by().equals(reservation));
    }

    /** The place of the reservation; empty if it is over or never was. */
    public Optional<Place.Reserved> reservation(EventKey key) {
        for (Side side : sides.keySet()) {
            if (side.place() instanceof Place.Reserved reserved && reserved.by().equals(key)) {
                return Optional.of(reserved);
            }
        }
        return Optional.empty();
    }

    /** Free points in the order in which they are spent: what lapses first, then what came first. */
    List<Lot> free(Instant moment) {
        return lots(
                side -> side.place() instanceof Place.Available && !side.terms().isExpired(moment));
    }

    private List<Lot> lots(Predicate<Side> which) {
        List<Lot> lots = new ArrayList<>();
        sides.forEach((side, points) -> {
            if (which.test(side)) {
                lots.add(new Lot(side.terms(), points));
            }
        });
        lots.sort(Comparator.comparing(lot -> lot.terms().expires()));
        return lots;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Purse other && sides.equals(other.sides);
    }

    @Override
    public int hashCode() {
        return sides.hashCode();
    }

    @Override
    public String toString() {
        return sides.toString();
    }
}
