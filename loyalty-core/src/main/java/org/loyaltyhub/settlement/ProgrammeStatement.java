package org.loyaltyhub.settlement;

import java.util.List;
import org.loyaltyhub.ledger.Account.Kind;
import org.loyaltyhub.value.PartnerId;

/**
 * What a period was for the programme: every partner's bill, its own accounts, and whether the open points are covered.
 * Partners and programme sum to zero; a statement that does not cannot be made.
 *
 * <p>Immutable and thread-safe. Money is in millionths of the minor unit unless it says otherwise.
 *
 * @param bills by partner
 * @param accounts the programme's own
 * @param coverage all open points
 * @param cheapestMicros what partners get for a redeemed point at the least, per smallest unit of points
 * @param dearestMicros what they get at the most
 * @param items totals over all partners by kind, and whose points were spent where
 */
public record ProgrammeStatement(
        Heading heading,
        List<Bill> bills,
        List<OwnAccount> accounts,
        Coverage coverage,
        long cheapestMicros,
        long dearestMicros,
        List<Item> items) {
    public ProgrammeStatement {
        bills = List.copyOf(bills);
        accounts = List.copyOf(accounts);
        items = List.copyOf(items);
        long sum = sum(bills, accounts);
        if (sum != 0) {
            throw new IllegalArgumentException(
                    "partners and programme are off by " + sum + " millionths: " + heading.seal());
        }
    }

    /** What one partner gets or owes, and its points with the members. */
    public record Bill(PartnerId partner, String name, Billing billing, Coverage coverage) {}

    /** One of the programme's own accounts. {@code change}: in this period. */
    public record OwnAccount(Kind kind, long before, long change) {
        public long after() {
            return Math.addExact(before, change);
        }
    }

    /** All bills and what changed on the programme's accounts: zero. */
    public long sumMicros() {
        return sum(bills, accounts);
    }

    private static long sum(List<Bill> bills, List<OwnAccount> accounts) {
        long sum = 0;
        for (Bill bill : bills) {
            sum = Math.addExact(sum, bill.billing().billedMicros());
        }
        for (OwnAccount account : accounts) {
            sum = Math.addExact(sum, account.change());
        }
        return sum;
    }

    /** What is left of the reserve if every open point is spent where it costs most; below zero if it is not enough. */
    public long leftAtDearestMicros() {
        return Math.subtractExact(
                coverage.open().reserveMicros(), coverage.open().worth(dearestMicros));
    }

    /** What is left of the reserve if every open point is spent where it costs least. */
    public long leftAtCheapestMicros() {
        return Math.subtractExact(
                coverage.open().reserveMicros(), coverage.open().worth(cheapestMicros));
    }
}
