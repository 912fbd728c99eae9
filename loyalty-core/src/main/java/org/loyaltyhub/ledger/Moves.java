package org.loyaltyhub.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.loyaltyhub.value.Points;

/** Which lots a transaction takes, and in which order. A purse is given with everything {@link Dues due} booked. */
public final class Moves {
    private Moves() {}

    /**
     * Free points go elsewhere: what lapses first goes first, then what came first.
     *
     * @throws IllegalArgumentException if fewer are free
     */
    public static List<Move> spend(Purse purse, Points points, Instant moment, Place to) {
        List<Move> moves = new ArrayList<>();
        long left = points.units();
        for (Lot lot : purse.free(moment)) {
            long part = Math.min(left, lot.points().units());
            left -= part;
            add(moves, new Side(new Place.Available(), lot.terms()), new Side(to, lot.terms()), part);
        }
        if (left > 0) {
            throw new IllegalArgumentException("of " + points + " to spend, " + left + " are not free");
        }
        return moves;
    }

    /** An award is taken back, as far as it is there: from its own points that are not spent, held or free; then from those that lapsed. */
    public static List<Move> reverse(Purse purse, LotTerms terms, Points points) {
        List<Move> moves = new ArrayList<>();
        Side issued = new Side(new Place.Issued(), terms);
        long left = points.units();
        for (Predicate<Place> place : List.<Predicate<Place>>of(
                Place.Held.class::isInstance, Place.Available.class::isInstance, Place.Expired.class::isInstance)) {
            for (Map.Entry<Side, Points> each : purse.at(place).entrySet()) {
                Side side = each.getKey();
                if (side.terms().equals(terms)) {
                    long part = Math.min(left, each.getValue().units());
                    left -= part;
                    add(moves, side, issued, part);
                }
            }
        }
        return moves;
    }

    /** What of an award was not there to be taken back is owed. */
    public static List<Move> owe(LotTerms terms, Points points, Instant now) {
        List<Move> moves = new ArrayList<>(1);
        add(moves, new Side(new Place.Owed(now), terms), new Side(new Place.Issued(), terms), points.units());
        return moves;
    }

    /** What is free beyond what pays debts. */
    public static Points freeBeyondDebts(Purse purse, Instant moment) {
        long free = 0;
        for (Lot lot : purse.free(moment)) {
            free = Math.addExact(free, lot.points().units());
        }
        return Points.ofUnits(Math.max(0, free - purse.debt().units()));
    }

    /** Free points pay what is owed, the oldest debt first, as far as they reach. */
    public static List<Move> repay(Purse purse, Instant moment) {
        List<Move> moves = new ArrayList<>();
        if (purse.debt().isZero()) {
            return moves;
        }
        List<Side> debts =
                new ArrayList<>(purse.at(Place.Owed.class::isInstance).keySet());
        debts.sort(Comparator.comparing(side -> ((Place.Owed) side.place()).since()));
        List<Lot> free = new ArrayList<>(purse.free(moment));
        for (Side debt : debts) {
            long owed = -purse.at(debt).units();
            while (owed > 0 && !free.isEmpty()) {
                Lot lot = free.remove(0);
                long part = Math.min(owed, lot.points().units());
                owed -= part;
                add(moves, new Side(new Place.Available(), lot.terms()), debt, part);
                if (part < lot.points().units()) {
                    free.add(0, new Lot(lot.terms(), lot.points().minus(Points.ofUnits(part))));
                }
            }
        }
        return moves;
    }

    private static void add(List<Move> moves, Side from, Side to, long units) {
        if (units > 0) {
            moves.add(new Move(from, to, Points.ofUnits(units)));
        }
    }
}
