package org.loyaltyhub.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
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
    public static final Purse EMPTY = new Purse(Sides.NONE);

    /** A hundred thousand years. */
    private static final Duration NEVER = Duration.ofDays(36_500_000);

    private static final long NO_SECOND = Long.MAX_VALUE;

    private final Sides sides;
    /** Of all debts, so zero or less. */
    private final long owed;
    /** The first second in which something but the end of a debt falls due; {@link #NO_SECOND} if nothing ever does. */
    private final long firstDue;

    private Purse(Sides sides) {
        this.sides = sides;
        long debts = 0;
        long first = NO_SECOND;
        for (int i = 0; i < sides.size(); i++) {
            boolean isDebt = sides.place(i) instanceof Place.Owed;
            if (sides.units(i) < 0 != isDebt) {
                throw new IllegalArgumentException("a purse cannot hold " + sides.units(i) + " at " + sides.side(i));
            }
            if (isDebt) {
                debts = Math.addExact(debts, sides.units(i));
            } else {
                first = Math.min(first, dueSecond(sides.place(i), sides.expires(i)));
            }
        }
        owed = debts;
        firstDue = first;
    }

    private Purse(Sides sides, long owed, long firstDue) {
        this.sides = sides;
        this.owed = owed;
        this.firstDue = firstDue;
    }

    private static long dueSecond(Place place, Instant expires) {
        Instant due = Dues.dueAt(place, expires, NEVER);
        return due.equals(Instant.MAX) ? NO_SECOND : due.getEpochSecond();
    }

    /**
     * A purse with these points on these sides, in this order.
     *
     * @throws IllegalArgumentException if a side is not of a member, or has no points, or has points below zero and is
     *     no debt, or the other way round
     */
    public static Purse of(Map<Side, Points> points) {
        Sides.Edit edit = Sides.NONE.edit(points.size());
        points.forEach((side, each) -> {
            if (!(side.place() instanceof Place.OfMember) || each.isZero()) {
                throw new IllegalArgumentException("a purse cannot hold " + each + " at " + side);
            }
            edit.add(side, each.units());
        });
        return new Purse(edit.done());
    }

    /** What is where, in the order in which it first came there; debts are below zero. O(sides). */
    public Map<Side, Points> sides() {
        return sides.asMap();
    }

    /** Takes what is on the sides, one after the other. */
    public interface Each {
        void take(Place place, LotTerms terms, long units);
    }

    /** {@link #sides} without a map made of them. */
    public void forEach(Each each) {
        for (int i = 0; i < sides.size(); i++) {
            each.take(sides.place(i), sides.terms(i), sides.units(i));
        }
    }

    /** What is at that side; zero if nothing is. */
    Points at(Side side) {
        return Points.ofUnits(sides.at(side));
    }

    /** What is at these places, in the order in which it first came there. */
    Map<Side, Points> at(Predicate<Place> places) {
        Map<Side, Points> found = new LinkedHashMap<>();
        for (int i = 0; i < sides.size(); i++) {
            if (places.test(sides.place(i))) {
                found.put(sides.side(i), Points.ofUnits(sides.units(i)));
            }
        }
        return found;
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
        Sides.Edit edit = sides.edit(moves.size());
        long first = firstDue;
        boolean onlyEarns = true;
        for (int i = 0; i < moves.size(); i++) {
            Side from = moves.get(i).from();
            Side to = moves.get(i).to();
            long units = moves.get(i).points().units();
            if (from.place() instanceof Place.OfMember) {
                edit.add(from, -units);
                onlyEarns = false;
            }
            if (to.place() instanceof Place.OfMember) {
                edit.add(to, units);
                onlyEarns &= !(to.place() instanceof Place.Owed);
                first = Math.min(first, dueSecond(to.place(), to.terms().expires()));
            }
        }
        return onlyEarns ? new Purse(edit.done(), owed, first) : new Purse(edit.done());
    }

    /** The purse without points that lapsed longer ago than a refund may ask for them. */
    Purse forgetting(Instant edge) {
        Sides.Edit edit = null;
        for (int i = sides.size() - 1; i >= 0; i--) {
            if (sides.expiresBy(i, edge)
                    && sides.place(i) instanceof Place.Expired
                    && sides.expires(i).isBefore(edge)) {
                edit = edit == null ? sides.edit(0) : edit;
                edit.remove(i);
            }
        }
        return edit == null ? this : new Purse(edit.done());
    }

    /**
     * The purse after the moves, without what lapsed longer ago than {@code remember}.
     *
     * @param remember how long refunds may ask for lapsed points
     */
    public Purse after(List<Move> moves, Instant recordedAt, Duration remember) {
        return after(moves).forgetting(recordedAt.minus(remember));
    }

    /** What can be spent at this moment, as if all that fell due by then were booked, and had paid debts. */
    public Points available(Instant moment) {
        Purse then = due(moment);
        return then.sum(i -> then.isFree(i, moment));
    }

    /** With all that falls due by then, though no debt is given up: that nobody may count on. */
    private Purse due(Instant moment) {
        Purse then = this;
        for (Dues.Due due : Dues.of(this, moment, NEVER)) {
            then = then.after(due.moves());
        }
        return then;
    }

    private boolean isFree(int i, Instant moment) {
        return sides.place(i) instanceof Place.Available && !sides.expiresBy(i, moment);
    }

    /** What cannot be spent yet at this moment, and will be. */
    public Points held(Instant moment) {
        return sum(i -> sides.place(i) instanceof Place.Held held
                && moment.isBefore(held.until())
                && !sides.expiresBy(i, moment));
    }

    /** What is set aside for payments. */
    public Points reserved() {
        return sum(i -> sides.place(i) instanceof Place.Reserved);
    }

    /** What the member owes, at least zero. */
    public Points debt() {
        return Points.ofUnits(-owed);
    }

    /** What is {@link #available} at this moment and lapses until the later one, that one included. */
    public Points expiring(Instant moment, Instant later) {
        Purse then = due(moment);
        return then.sum(i -> then.isFree(i, moment) && then.sides.expiresBy(i, later));
    }

    private Points sum(IntPredicate which) {
        long sum = 0;
        for (int i = 0; i < sides.size(); i++) {
            sum = which.test(i) ? Math.addExact(sum, sides.units(i)) : sum;
        }
        return Points.ofUnits(sum);
    }

    /** The first moment at which something is due: a release, an expiry, a time-out, a debt to be given up. */
    public Optional<Instant> nextDue(Duration writeOff) {
        if (owed == 0 && firstDue == NO_SECOND) {
            return Optional.empty();
        }
        Instant next = Instant.MAX;
        for (int i = 0; i < sides.size(); i++) {
            boolean isLater = sides.place(i) instanceof Place.Available && !sides.expiresBy(i, next);
            Instant due = isLater ? Instant.MAX : Dues.dueAt(sides.place(i), sides.expires(i), writeOff);
            next = due.isBefore(next) ? due : next;
        }
        return next.equals(Instant.MAX) ? Optional.empty() : Optional.of(next);
    }

    /** Whether something is due by now: what is free and open, the most by far, is asked without making a moment of it. */
    boolean isAnyDue(Instant now, Duration writeOff) {
        if (owed == 0 && firstDue > now.getEpochSecond()) {
            return false;
        }
        for (int i = 0; i < sides.size(); i++) {
            Place place = sides.place(i);
            boolean isDue = place instanceof Place.Available
                    ? sides.expiresBy(i, now)
                    : !Dues.dueAt(place, sides.expires(i), writeOff).isAfter(now);
            if (isDue) {
                return true;
            }
        }
        return false;
    }

    /** The reservation's points, in the order in which they would be spent; empty if it is over or never was. */
    public List<Lot> reservedBy(EventKey reservation) {
        return lots(i -> sides.place(i) instanceof Place.Reserved reserved
                && reserved.by().equals(reservation));
    }

    /** The place of the reservation; empty if it is over or never was. */
    public Optional<Place.Reserved> reservation(EventKey key) {
        for (int i = 0; i < sides.size(); i++) {
            if (sides.place(i) instanceof Place.Reserved reserved
                    && reserved.by().equals(key)) {
                return Optional.of(reserved);
            }
        }
        return Optional.empty();
    }

    /** Free points in the order in which they are spent: what lapses first, then what came first. */
    List<Lot> free(Instant moment) {
        return lots(i -> isFree(i, moment));
    }

    private List<Lot> lots(IntPredicate which) {
        List<Lot> lots = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            if (which.test(i)) {
                lots.add(new Lot(sides.terms(i), Points.ofUnits(sides.units(i))));
            }
        }
        lots.sort(Comparator.comparing(lot -> lot.terms().expires()));
        return lots;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Purse other && sides.size() == other.sides.size() && sides().equals(other.sides());
    }

    @Override
    public int hashCode() {
        return sides().hashCode();
    }

    @Override
    public String toString() {
        return sides().toString();
    }
}
