package org.loyaltyhub.ledger;

import java.time.Instant;
import java.util.List;
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
 * @param member whose points moved
 * @param happenedAt when the cause happened
 * @param recordedAt when it was booked
 * @param postings sum to zero in points and in money
 */
public record Entry(
        Code code,
        EventKey cause,
        String note,
        MemberId member,
        Instant happenedAt,
        Instant recordedAt,
        List<Posting> postings) {
    /** What kind of thing happened. */
    public enum Code {
        /** Points were awarded. */
        EARN,
        /** A partner is paid for its report. */
        FEE
    }

    /** @throws IllegalArgumentException if the postings do not sum to zero in each unit */
    public Entry {
        postings = List.copyOf(postings);
        for (Account.Unit unit : Account.Unit.values()) {
            long sum = sum(postings, unit);
            if (sum != 0) {
                throw new IllegalArgumentException("an entry for " + cause + " is off by " + sum + " in " + unit);
            }
        }
    }

    private static long sum(List<Posting> postings, Account.Unit unit) {
        long sum = 0;
        for (Posting posting : postings) {
            sum = posting.account().kind().unit() == unit ? Math.addExact(sum, posting.amount()) : sum;
        }
        return sum;
    }
}
