package org.loyaltyhub.settlement;

import java.util.List;
import java.util.stream.Stream;
import org.loyaltyhub.settlement.Item.Kind;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/**
 * What a period was for one partner: what it gets or owes, entry by entry, and what its customers and those of others did
 * for each other. The programme has one too, as far as it awards or takes points as a partner does.
 *
 * <p>Immutable and thread-safe. Money is in millionths of the minor unit unless it says otherwise; above zero the partner
 * gets it, below zero it owes it.
 *
 * @param name as people know it
 * @param items by kind, then by what they are of
 * @param billing the sum of all items that are due
 * @param billedBefore what stood on all earlier statements, in the minor unit
 * @param before its points with the members when the period began
 * @param coverage its points with the members when it ended, and whether they are covered
 * @param vouchers that its rules gave and nobody used yet
 */
public record Statement(
        Heading heading,
        PartnerId partner,
        String name,
        List<Item> items,
        Billing billing,
        long billedBefore,
        Open before,
        Coverage coverage,
        List<OpenVouchers> vouchers) {
    public Statement {
        items = List.copyOf(items);
        vouchers = List.copyOf(vouchers);
        long sum = 0;
        for (Item item : items) {
            sum = item.kind().isDue() ? Math.addExact(sum, item.micros()) : sum;
        }
        if (sum != billing.dueMicros()) {
            throw new IllegalArgumentException("the items of " + partner + " come to " + sum + " millionths, due are "
                    + billing.dueMicros() + ": " + heading.seal());
        }
    }

    /** What stood on this and all earlier statements, in the minor unit. */
    public long billedUntilNow() {
        return Math.addExact(billedBefore, billing.billedMinor());
    }

    /**
     * What the partner would get if it left now, in the minor unit; below zero it would owe it. Its points stay with the
     * members: what they are worth was paid when they were issued and is held by the programme.
     */
    public long exitMinor() {
        return billing.billedMinor();
    }

    /** The figures of one kind, in their order. */
    public Stream<Item> items(Kind kind) {
        return items.stream().filter(item -> item.kind() == kind);
    }

    /** All points of one kind. */
    public Points points(Kind kind) {
        return items(kind).map(Item::points).reduce(Points.ZERO, Points::plus);
    }

    /** All money of one kind, in millionths of the minor unit. */
    public long micros(Kind kind) {
        return items(kind).mapToLong(Item::micros).reduce(0, Math::addExact);
    }
}
