package org.loyaltyhub.value;

import java.util.Arrays;

/** The one way an amount is split: payers, lines, refunds and settlement all share through here. */
public final class Shares {
    private Shares() {}

    /** {@link #split(long, long[], long[])} without caps. */
    public static long[] split(long amount, long[] weights) {
        long[] caps = new long[weights.length];
        Arrays.fill(caps, Long.MAX_VALUE);
        return split(amount, weights, caps);
    }

    /**
     * Splits {@code amount} in proportion to {@code weights}. Whoever reaches the cap takes the cap and the excess is
     * shared again among the others; odd units go one each in the given order. The parts sum to {@code amount} exactly.
     * O(n²) at worst in the number of parts, when one cap is reached after another.
     *
     * @param amount zero or more, in the smallest unit
     * @param weights zero or more each; a weight of zero takes nothing
     * @param caps the most that each may take, zero or more
     * @throws IllegalArgumentException if the caps of those with weight cannot hold the amount
     */
    public static long[] split(long amount, long[] weights, long[] caps) {
        if (amount < 0) {
            throw new IllegalArgumentException("only zero or more can be shared, was " + amount);
        }
        long[] parts = new long[weights.length];
        boolean[] full = new boolean[weights.length];
        long left = amount;
        long weight = weightOf(weights, full);
        for (int capped = 0; capped >= 0 && left > 0; ) {
            capped = -1;
            long roundLeft = left;
            long roundWeight = weight;
            for (int i = 0; i < weights.length; i++) {
                if (full[i] || weights[i] == 0) {
                    continue;
                }
                if (Ratio.multiplyDivide(roundLeft, weights[i], roundWeight, Rounding.DOWN) >= caps[i]) {
                    parts[i] = caps[i];
                    left -= caps[i];
                    full[i] = true;
                    capped = i;
                }
            }
            weight = weightOf(weights, full);
            if (weight == 0 && left > 0) {
                throw new IllegalArgumentException(left + " of " + amount + " is left over: the caps are too small");
            }
        }
        return shareOpen(left, weights, weight, full, caps, parts);
    }

    private static long[] shareOpen(long left, long[] weights, long weight, boolean[] full, long[] caps, long[] parts) {
        long odd = left;
        for (int i = 0; i < weights.length && left > 0; i++) {
            if (!full[i] && weights[i] > 0) {
                parts[i] = Ratio.multiplyDivide(left, weights[i], weight, Rounding.DOWN);
                odd -= parts[i];
            }
        }
        for (int i = 0; odd > 0; i = (i + 1) % weights.length) {
            if (!full[i] && weights[i] > 0 && parts[i] < caps[i]) {
                parts[i]++;
                odd--;
            }
        }
        return parts;
    }

    private static long weightOf(long[] weights, boolean[] full) {
        long sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum = full[i] ? sum : Math.addExact(sum, weights[i]);
        }
        return sum;
    }
}
