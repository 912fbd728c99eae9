package org.loyaltyhub.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.Shares;
import org.loyaltyhub.value.Unit;

/**
 * A purchase made ready for judging: names resolved to the programme's indices, what was paid with points taken off the
 * lines, the local calendar of its partner fixed. The purchase being judged and the purchases a member's memory holds
 * are both visits, so a figure means the same over either.
 *
 * <p>Immutable and thread-safe.
 */
public final class Visit {
    private final Purchase purchase;
    private final int partner;
    private final int kind;
    private final ZoneId zone;
    private final LocalDateTime localTime;
    private final int[] categories;
    private final long[] amounts;
    private final Bits touched;
    private final boolean earns;

    private Visit(
            Purchase purchase, int partner, int kind, ZoneId zone, int[] categories, long[] amounts, boolean earns) {
        this.purchase = purchase;
        this.partner = partner;
        this.kind = kind;
        this.zone = zone;
        this.localTime = LocalDateTime.ofInstant(purchase.happenedAt(), zone);
        this.categories = categories;
        this.amounts = amounts;
        this.earns = earns;
        this.touched = Bits.of(categories);
    }

    /**
     * Resolves a purchase that the programme's check has passed: partner and categories are known, every amount is in
     * the programme's currency. The points payment is shared over the lines above zero, in proportion to their amounts.
     */
    public static Visit of(Programme programme, Purchase purchase) {
        List<Line> lines = purchase.lines();
        int[] categories = new int[lines.size()];
        long[] amounts = new long[lines.size()];
        for (int i = 0; i < categories.length; i++) {
            categories[i] = programme.categoryIndex(lines.get(i).category());
            amounts[i] = lines.get(i).amount().minor();
        }
        boolean earns = takePointsOff(amounts, purchase.paidWithPoints().minor());
        int partner = programme.partnerIndex(purchase.key().partner());
        ZoneId zone = programme.zoneOf(purchase.key().partner());
        return new Visit(purchase, partner, programme.kindIndex(partner), zone, categories, amounts, earns);
    }

    /** Whether anything is left that was not paid with points. */
    private static boolean takePointsOff(long[] amounts, long paidWithPoints) {
        if (paidWithPoints == 0) {
            return true;
        }
        long[] positive = new long[amounts.length];
        long total = 0;
        for (int i = 0; i < amounts.length; i++) {
            positive[i] = Math.max(0, amounts[i]);
            total = Math.addExact(total, amounts[i]);
        }
        long[] paid = Shares.split(paidWithPoints, positive, positive);
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] -= paid[i];
        }
        return paidWithPoints < total;
    }

    public Purchase purchase() {
        return purchase;
    }

    /** The partner's index in the programme. */
    public int partner() {
        return partner;
    }

    /** The partner's first kind as an index into the programme's kinds; −1 if it has none. */
    public int kind() {
        return kind;
    }

    public Instant happenedAt() {
        return purchase.happenedAt();
    }

    public ZoneId zone() {
        return zone;
    }

    /** When it happened, by the partner's clock. */
    public LocalDateTime localTime() {
        return localTime;
    }

    public LocalDate date() {
        return localTime.toLocalDate();
    }

    /** False if all of it was paid with points: then no rule gives anything. */
    public boolean earns() {
        return earns;
    }

    /** The categories of all its lines, earning or not. */
    public Bits touched() {
        return touched;
    }

    public int lineCount() {
        return categories.length;
    }

    public int category(int line) {
        return categories[line];
    }

    /** The line's amount in the minor unit, without the part paid with points. */
    public long amount(int line) {
        return amounts[line];
    }

    public Line line(int line) {
        return purchase.lines().get(line);
    }

    /** The line's quantity in millionths of {@code unit}; zero if it is measured in another. */
    public long quantity(int line, Unit unit) {
        var quantity = purchase.lines().get(line).quantity();
        return quantity.unit().equals(unit) ? quantity.micros() : 0;
    }

    /** Two visits are equal if they are the same purchase resolved to the same indices and zone. */
    @Override
    public boolean equals(Object object) {
        if (this == object) {
            return true;
        }
        return object instanceof Visit other
                && purchase.equals(other.purchase)
                && partner == other.partner
                && kind == other.kind
                && zone.equals(other.zone)
                && Arrays.equals(categories, other.categories);
    }

    @Override
    public int hashCode() {
        return purchase.key().hashCode();
    }

    @Override
    public String toString() {
        return purchase.key() + " of " + localTime;
    }
}
