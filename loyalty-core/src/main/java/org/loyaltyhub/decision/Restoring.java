package org.loyaltyhub.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.LotTerms;
import org.loyaltyhub.ledger.Move;
import org.loyaltyhub.ledger.Place;
import org.loyaltyhub.ledger.Side;
import org.loyaltyhub.programme.RefundTerms;
import org.loyaltyhub.value.Points;

/** Points that had paid for goods go back to the member when the goods do, with the life they had, and a last while. */
final class Restoring {
    private final Books books;
    private final RefundTerms terms;

    Restoring(Books books, RefundTerms terms) {
        this.books = books;
        this.terms = terms;
    }

    /** The part of what was paid that goes with the part of the purchase that came back now. */
    void restore(Decision purchase, Revision revision) {
        List<Move> paid = purchase.entries().stream()
                .filter(entry -> entry.code() == Entry.Code.REDEEM)
                .flatMap(entry -> entry.moves().stream())
                .toList();
        if (paid.isEmpty()) {
            return;
        }
        long all = paid.stream().mapToLong(move -> move.points().units()).sum();
        long total = total((Purchase) purchase.event());
        long before = Returned.part(all, goods(Optional.of(revision.before())), total);
        long after = Returned.part(all, goods(revision.after()), total);
        books.book(Entry.Code.CANCEL, between(paid, after, before));
    }

    private static long total(Purchase purchase) {
        return amounts(purchase).reduce(0, Math::addExact);
    }

    /**
     * What is left of lines above zero. A line below zero that comes back makes the rest dearer, and points that went back would
     * have to be paid once more: so it counts for nothing, and no refund gives back more than its part.
     */
    private static long goods(Optional<Visit> left) {
        return left.stream()
                .flatMapToLong(visit -> amounts((Purchase) visit.event()))
                .filter(amount -> amount > 0)
                .reduce(0, Math::addExact);
    }

    private static LongStream amounts(Purchase purchase) {
        return purchase.lines().stream().mapToLong(line -> line.amount().minor());
    }

    /** The moves back of those points that lie between the two marks, in the order in which they had paid. */
    private List<Move> between(List<Move> paid, long from, long to) {
        List<Move> back = new ArrayList<>();
        long at = 0;
        for (Move move : paid) {
            long end = at + move.points().units();
            long part = Math.min(end, to) - Math.max(at, from);
            if (part > 0) {
                back.add(back(move, Points.ofUnits(part)));
            }
            at = end;
        }
        return back;
    }

    private Move back(Move paid, Points points) {
        LotTerms old = paid.to().terms();
        Instant least = books.recordedAt().plus(terms.restored());
        Instant expires = old.expires().isBefore(least) ? least : old.expires();
        LotTerms restored = new LotTerms(old.payer(), old.issueMicros(), old.reserveMicros(), expires);
        return new Move(paid.to(), new Side(new Place.Available(), restored), points);
    }
}
