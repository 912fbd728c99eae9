package org.loyaltyhub.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.loyaltyhub.value.Points;

/** What time alone does to a purse: holds end, points lapse, reservations run out, old debts are given up. */
public final class Dues {
    private Dues() {}

    /**
     * What fell due at one moment.
     *
     * @param code a release, an expiry, a time-out or a write-off; or that free points paid debts then
     */
    public record Due(Entry.Code code, Instant at, List<Move> moves) {
        public Due {
            moves = List.copyOf(moves);
        }

        private boolean frees() {
            return code == Entry.Code.RELEASE || code == Entry.Code.CANCEL;
        }
    }

    /**
     * Everything in the purse that is due by now and was not booked yet, in the order in which it fell due. What became free
     * pays debts at once, so it is of no matter how often somebody asks.
     *
     * @param writeOff how long a debt is kept before it is given up
     */
    public static List<Due> of(Purse purse, Instant now, Duration writeOff) {
        if (!purse.isAnyDue(now, writeOff)) {
            return List.of();
        }
        return purse.debt().isZero() ? together(purse, now, writeOff) : oneByOne(purse, now, writeOff);
    }

    private static List<Due> together(Purse purse, Instant now, Duration writeOff) {
        TreeMap<Instant, TreeMap<Entry.Code, List<Move>>> due = new TreeMap<>();
        purse.sides().forEach((side, points) -> {
            for (Step step : steps(side, points, now, writeOff)) {
                due.computeIfAbsent(step.at(), at -> new TreeMap<>())
                        .computeIfAbsent(step.code(), code -> new ArrayList<>())
                        .add(step.move());
            }
        });
        List<Due> all = new ArrayList<>();
        due.forEach((at, byCode) -> byCode.forEach((code, moves) -> all.add(new Due(code, at, moves))));
        return all;
    }

    /** What lapsed while it was set aside lapses when it is back: never before what stands in front of it. */
    private static List<Due> oneByOne(Purse purse, Instant now, Duration writeOff) {
        List<Due> all = new ArrayList<>();
        Purse left = purse;
        Instant at = Instant.MIN;
        for (List<Due> open = together(left, now, writeOff); !open.isEmpty(); open = together(left, now, writeOff)) {
            Due first = open.get(0);
            at = first.at().isBefore(at) ? at : first.at();
            all.add(new Due(first.code(), at, first.moves()));
            left = left.after(first.moves());
            List<Move> paid = first.frees() ? Moves.repay(left, at) : List.of();
            if (!paid.isEmpty()) {
                all.add(new Due(Entry.Code.REPAY, at, paid));
                left = left.after(paid);
            }
        }
        return all;
    }

    private record Step(Entry.Code code, Instant at, Move move) {}

    private static List<Step> steps(Side side, Points points, Instant now, Duration writeOff) {
        Place place = side.place();
        LotTerms terms = side.terms();
        Instant at = dueAt(place, terms.expires(), writeOff);
        if (at.isAfter(now)) {
            return List.of();
        }
        if (place instanceof Place.Owed) {
            return List.of(
                    new Step(Entry.Code.WRITE_OFF, at, Move.of(terms, new Place.WrittenOff(), place, minus(points))));
        }
        List<Step> steps = new ArrayList<>();
        boolean lapsesHere = !(place instanceof Place.Reserved) && at.equals(terms.expires());
        if (!lapsesHere) {
            Entry.Code code = place instanceof Place.Held ? Entry.Code.RELEASE : Entry.Code.CANCEL;
            steps.add(new Step(code, at, Move.of(terms, place, new Place.Available(), points)));
        }
        if (terms.isExpired(now)) {
            Place from = lapsesHere ? place : new Place.Available();
            Instant lapsed = terms.expires().isBefore(at) ? at : terms.expires();
            steps.add(new Step(Entry.Code.EXPIRE, lapsed, Move.of(terms, from, new Place.Expired(), points)));
        }
        return steps;
    }

    private static Points minus(Points debt) {
        return Points.ofUnits(-debt.units());
    }

    /** When something happens to points there by itself; {@link Instant#MAX} for never. */
    static Instant dueAt(Place place, Instant expires, Duration writeOff) {
        if (place instanceof Place.Held held) {
            return expires.isAfter(held.until()) ? held.until() : expires;
        }
        if (place instanceof Place.Available) {
            return expires;
        }
        if (place instanceof Place.Reserved reserved) {
            return reserved.until();
        }
        return place instanceof Place.Owed owed ? owed.since().plus(writeOff) : Instant.MAX;
    }
}
