package org.loyaltyhub.programme;

import java.time.Duration;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.Rounding;

/**
 * How members pay with points.
 *
 * @param minimum the fewest that may be spent at once, at least one
 * @param step spending goes in multiples of it, at least one
 * @param maximum the most that may be spent at once
 * @param sharePercent the largest part of a receipt that may be paid with points, 1 to 100
 * @param timeoutMinutes after which a reservation that nothing was paid with is over, 1 to 10080
 */
public record RedemptionTerms(Points minimum, Points step, Points maximum, int sharePercent, int timeoutMinutes) {
    /** Any number, any share, an hour to pay. */
    public static final RedemptionTerms FREE =
            new RedemptionTerms(Points.ofUnits(1), Points.ofUnits(1), Points.ofUnits(Long.MAX_VALUE), 100, 60);

    /** After which a reservation that nothing was paid with is over. */
    public Duration timeout() {
        return Duration.ofMinutes(timeoutMinutes);
    }

    /** The part of a receipt's total that may be paid with points, rounded down; zero of a total below zero. */
    public Money shareOf(Money total) {
        long share = Ratio.multiplyDivide(Math.max(0, total.minor()), sharePercent, 100, Rounding.DOWN);
        return Money.ofMinor(share, total.currency());
    }

    /** The most that may be spent of so many points: in steps, and zero if it is below the minimum. O(1). */
    public Points allowed(Points points) {
        long most = Math.min(points.units(), maximum.units());
        long stepped = most - Math.floorMod(most, step.units());
        return stepped < minimum.units() ? Points.ZERO : Points.ofUnits(stepped);
    }
}
