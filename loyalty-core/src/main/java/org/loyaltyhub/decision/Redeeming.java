package org.loyaltyhub.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.event.MemberStatus;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Redemption;
import org.loyaltyhub.ledger.Entry;
import org.loyaltyhub.ledger.Lot;
import org.loyaltyhub.ledger.Move;
import org.loyaltyhub.ledger.Moves;
import org.loyaltyhub.ledger.Place;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.programme.Partner;
import org.loyaltyhub.programme.PointTerms;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Rounding;

/** Paying with points: judged when it is recorded, for points are as they are then. */
final class Redeeming {
    private final Programme programme;
    private final MemberState member;
    private final Books books;

    Redeeming(Programme programme, MemberState member, Books books) {
        this.programme = programme;
        this.member = member;
        this.books = books;
    }

    Ruling of(Redemption redemption) {
        Optional<Refusal> refusal;
        if (redemption.step() instanceof Redemption.Reserve reserve) {
            refusal = reserve(redemption, reserve);
        } else if (redemption.step() instanceof Redemption.Commit commit) {
            refusal = commit(redemption.reservationKey().orElseThrow(), commit.points());
        } else {
            refusal = cancel(redemption.reservationKey().orElseThrow());
        }
        return refusal.map(Ruling::refused).orElse(Ruling.NOTHING);
    }

    private Optional<Refusal> reserve(Redemption redemption, Redemption.Reserve reserve) {
        Instant now = books.recordedAt();
        if (member.profile().status().at(now) != MemberStatus.ACTIVE) {
            return Optional.of(Refusal.declined(
                    "member-blocked", "the member is blocked and may not spend points", "ask the operator"));
        }
        Points available = books.purse().available(now);
        Points asked = reserve.points();
        Points least = asked.compareTo(available) < 0 ? asked : available;
        Points allowed = programme.terms().redemption().allowed(least);
        if (allowed.isZero() || (!reserve.upTo() && !allowed.equals(asked))) {
            return Optional.of(tooMany(asked, available, allowed));
        }
        Instant until = now.plus(programme.terms().redemption().timeout());
        Place.Reserved reserved = new Place.Reserved(
                redemption.key(),
                until,
                programme
                        .partner(redemption.key().partner())
                        .map(Partner::redeemPriceMicros)
                        .orElse(programme.points().valueMicros()));
        books.book(Entry.Code.RESERVE, Moves.spend(books.purse(), allowed, now, reserved));
        return Optional.empty();
    }

    private Refusal tooMany(Points asked, Points available, Points allowed) {
        PointTerms points = programme.points();
        return Refusal.declined(
                "balance-short",
                points.text(asked) + " asked, " + points.text(available) + " available",
                allowed.isZero()
                        ? "nothing can be spent: the fewest are "
                                + points.text(programme.terms().redemption().minimum())
                        : points.text(allowed) + " would be allowed");
    }

    private Optional<Refusal> commit(EventKey reservation, Optional<Points> wanted) {
        Points reserved = Lot.sum(books.purse().reservedBy(reservation));
        if (reserved.isZero()) {
            return Optional.of(over(reservation));
        }
        Points paid = wanted.orElse(reserved);
        if (paid.compareTo(reserved) > 0) {
            PointTerms points = programme.points();
            return Optional.of(Refusal.declined(
                    "more-than-reserved",
                    points.text(paid) + " are to pay, " + points.text(reserved) + " were set aside by " + reservation,
                    "pay with what was set aside, or cancel and reserve anew"));
        }
        pay(reservation, paid);
        return Optional.empty();
    }

    private Optional<Refusal> cancel(EventKey reservation) {
        if (books.purse().reservedBy(reservation).isEmpty()) {
            return Optional.of(over(reservation));
        }
        giveBack(reservation);
        return Optional.empty();
    }

    private static Refusal over(EventKey reservation) {
        return Refusal.declined(
                "reservation-over",
                "nothing is set aside by " + reservation + ": it was paid, cancelled or timed out, or never was",
                "reserve anew");
    }

    /** What a purchase was paid with, as far as it was set aside; the rest is given back. */
    void pay(Purchase purchase) {
        if (purchase.reservation().isPresent()) {
            EventKey reservation = purchase.reservationKey().orElseThrow();
            Points reserved = Lot.sum(books.purse().reservedBy(reservation));
            Points needed = programme.points().worth(purchase.paidWithPoints(), Rounding.UP);
            pay(reservation, needed.compareTo(reserved) < 0 ? needed : reserved);
        }
    }

    private void pay(EventKey reservation, Points points) {
        Optional<Place.Reserved> place = books.purse().reservation(reservation);
        if (place.isEmpty()) {
            return;
        }
        Place.Redeemed redeemed =
                new Place.Redeemed(reservation.partner(), place.get().priceMicros());
        List<Move> moves = new ArrayList<>();
        long left = points.units();
        for (Lot lot : books.purse().reservedBy(reservation)) {
            long part = Math.min(left, lot.points().units());
            left -= part;
            if (part > 0) {
                moves.add(Move.of(lot.terms(), place.get(), redeemed, Points.ofUnits(part)));
            }
        }
        books.book(Entry.Code.REDEEM, moves);
        giveBack(reservation);
    }

    private void giveBack(EventKey reservation) {
        books.purse().reservation(reservation).ifPresent(place -> {
            List<Move> moves = new ArrayList<>();
            for (Lot lot : books.purse().reservedBy(reservation)) {
                moves.add(Move.of(lot.terms(), place, new Place.Available(), lot.points()));
            }
            books.book(Entry.Code.CANCEL, moves);
            books.due(programme.terms().refunds().writeOff()); // given back late, they lapse at once
        });
    }
}
