package org.loyaltyhub.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.loyaltyhub.value.Points;

/** What time alone does to a purse: holds end, points lapse, reservations run out, old debts are given up. */
public final class Dues {
    private Dues() {}

    /**
     * What fell due at one moment.
     *
     * @param code a release, an expiry, a time-out or a write-off
     */
    public record Due(Entry.Code code, Instant at, List<Move> moves) {
        public Due {
            moves = List.copyOf(moves);
        }
    }

    /**
     * Everything in the purse that is due by now and was not booked yet, in the order in which it fell due.
     *
     * @param writeOff how long a debt is kept before it is given up
     */
    public static List<Due> of(Purse purse, Instant now, Duration writeOff) {
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

    private record Step(Entry.Code code, Instant at, Move move) {}

    private static List<Step> steps(Side side, Points points, Instant now, Duration writeOff) {
        Optional<Instant> at = dueAt(side, writeOff).filter(moment -> !moment.isAfter(now));
        if (at.isEmpty()) {
            return List.of();
        }
        Place place = side.place();
        LotTerms terms = side.terms();
        if (place instanceof Place.Owed) {
            return List.of(new Step(
                    Entry.Code.WRITE_OFF, at.get(), Move.of(terms, new Place.WrittenOff(), place, minus(points))));
        }
        List<Step> steps = new ArrayList<>();
        boolean lapsesHere = !(place instanceof Place.Reserved) && at.get().equals(terms.expires());
        if (!lapsesHere) {
            Entry.Code code = place instanceof Place.Held ? Entry.Code.RELEASE : Entry.Code.CANCEL;
            steps.add(new Step(code, at.get(), Move.of(terms, place, new Place.Available(), points)));
        }
        if (terms.isExpired(now)) {
            Place from = lapsesHere ? place : new Place.Available();
            Instant lapsed = terms.expires().isBefore(at.get()) ? at.get() : terms.expires();
            steps.add(new Step(Entry.Code.EXPIRE, lapsed, Move.of(terms, from, new Place.Expired(), points)));
        }
        return steps;
    }

    private static Points minus(Points debt) {
        return Points.ofUnits(-debt.units());
    }

    static Optional<Instant> dueAt(Side side, Duration writeOff) {
        Instant expires = side.terms().expires();
        if (side.place() instanceof Place.Held held) {
            return Optional.of(expires.isAfter(held.until()) ? held.until() : expires);
        }
        if (side.place() instanceof Place.Available) {
            return Optional.of(expires).filter(moment -> !moment.equals(Instant.MAX));
        }
        if (side.place() instanceof Place.Reserved reserved) {
            return Optional.of(reserved.until());
        }
        return side.place() instanceof Place.Owed owed
                ? Optional.of(owed.since().plus(writeOff))
                : Optional.empty();
    }
}
