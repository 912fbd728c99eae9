package org.loyaltyhub.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.MemberId;

/**
 * What one cause did to the books. Append only: a correction is a new entry.
 *
 * <p>Immutable and thread-safe.
 *
 * @param code what kind of thing happened
 * @param cause the event it came of
 * @param note what in that event: the rule
 * @param member whose points moved; empty for what is between the programme and its partners
 * @param happenedAt when the cause happened
 * @param recordedAt when it was booked
 * @param moves what it did to lots; the postings in points follow from them
 * @param postings sum to zero in points and in money
 */
public record Entry(
        Code code,
        EventKey cause,
        String note,
        Optional<MemberId> member,
        Instant happenedAt,
        Instant recordedAt,
        List<Move> moves,
        List<Posting> postings) {
    /** The kinds of entries. */
    public enum Code {
        /** A rule gave points. */
        EARN,
        /** Held points became free. */
        RELEASE,
        /** Points were set aside for a payment. */
        RESERVE,
        /** Points paid. */
        REDEEM,
        /** Points that were set aside came back, or points that had paid did. */
        CANCEL,
        /** Points lapsed. */
        EXPIRE,
        /** An award was taken back. */
        REVERSE,
        /** New points paid a debt. */
        REPAY,
        /** Points were given or taken by hand. */
        ADJUST,
        /** A debt was given up. */
        WRITE_OFF,
        /** Money off a price. */
        DISCOUNT,
        /** Money for the partner that reported. */
        FEE,
        /** What was due went onto statements. */
        SETTLE;

        /** The code as statements and files spell it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Entry {
        moves = List.copyOf(moves);
        postings = List.copyOf(postings);
        checkSums(cause, postings);
    }

    /**
     * The entry for moves of a member's points, with the postings that follow from them.
     *
     * @throws ArithmeticException if a sum is beyond 64 bits
     */
    public static Entry moving(
            Code code,
            EventKey cause,
            String note,
            MemberId member,
            Instant happenedAt,
            Instant recordedAt,
            List<Move> moves) {
        return new Entry(
                code, cause, note, Optional.of(member), happenedAt, recordedAt, moves, postings(member, moves));
    }

    /**
     * The postings that follow from moves of a member's points. Stores need not keep these: what follows from moves, and in
     * which order, is the same for ever.
     *
     * @throws ArithmeticException if a sum is beyond 64 bits
     */
    public static List<Posting> postings(MemberId member, List<Move> moves) {
        return Postings.of(member, moves);
    }

    private static void checkSums(EventKey cause, List<Posting> postings) {
        long points = 0;
        long money = 0;
        for (int i = 0; i < postings.size(); i++) {
            Posting posting = postings.get(i);
            if (posting.account().kind().unit() == Account.Unit.POINTS) {
                points = Math.addExact(points, posting.amount());
            } else {
                money = Math.addExact(money, posting.amount());
            }
        }
        checkSum(cause, points, Account.Unit.POINTS);
        checkSum(cause, money, Account.Unit.MONEY);
    }

    private static void checkSum(EventKey cause, long sum, Account.Unit unit) {
        if (sum != 0) {
            throw new IllegalArgumentException("an entry for " + cause + " is off by " + sum + " in " + unit);
        }
    }
}
