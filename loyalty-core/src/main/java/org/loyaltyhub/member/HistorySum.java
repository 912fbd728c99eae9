package org.loyaltyhub.member;

import java.util.Arrays;
import org.loyaltyhub.event.Happening;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.Rounding;
import org.loyaltyhub.value.Unit;

/** Adds up one history figure, event by event. */
final class HistorySum {
    private static final long[] NOTHING = {};
    private static final int FEW = 8;

    private final Figure.History history;
    private final Measure measure;
    private Bits partnersBefore = Bits.NONE;
    private Bits kindsBefore = Bits.NONE;
    private long receipts;
    private long sum;
    /** Partners or kinds below 64, a bit each. */
    private long seenFew;
    /** Days, and other partners or kinds, each as often as it came. */
    private long[] seen = NOTHING;

    private int seenCount;

    HistorySum(Figure.History history) {
        this.history = history;
        measure = history.measure();
    }

    /** Takes over what is left of events that are forgotten. */
    void begin(Total before) {
        if (before.receipts() == 0) {
            return;
        }
        receipts = before.receipts();
        sum = sumOf(before);
        partnersBefore = measure == Measure.PARTNERS ? before.partnersSeen() : Bits.NONE;
        kindsBefore = measure == Measure.KINDS ? before.kindsSeen() : Bits.NONE;
    }

    private long sumOf(Total before) {
        return switch (measure) {
            case AMOUNT, AVERAGE_AMOUNT -> before.amount();
            case QUANTITY -> before.quantities().getOrDefault(unit(), 0L);
            case POINTS_EARNED -> before.points();
            case COUNT, DAYS, PARTNERS, KINDS -> 0;
        };
    }

    /** Goes on from what it came to before, see {@link #state}. */
    void begin(long receiptsBefore, long stateBefore) {
        receipts = receiptsBefore;
        if (isOfDifferent()) {
            seenFew = stateBefore;
        } else {
            sum = stateBefore;
        }
    }

    /** Whether the number of receipts and {@link #state} are all there is to go on from. */
    boolean isPlain() {
        return seenCount == 0;
    }

    long receipts() {
        return receipts;
    }

    /** What there is beside receipts: the sum, or a bit for each that was seen. */
    long state() {
        return isOfDifferent() ? seenFew : sum;
    }

    private boolean isOfDifferent() {
        return switch (measure) {
            case DAYS, PARTNERS, KINDS -> true;
            case COUNT, AMOUNT, AVERAGE_AMOUNT, QUANTITY, POINTS_EARNED -> false;
        };
    }

    void add(TracedEvent event) {
        add(event, measure == Measure.POINTS_EARNED ? event.pointsEarned() : 0);
    }

    /** @param pointsEarned to it, if that is the measure */
    void add(Happening event, long pointsEarned) {
        receipts++;
        switch (measure) {
            case AMOUNT, AVERAGE_AMOUNT ->
                sum = Math.addExact(sum, history.pattern().lines().amount(event));
            case QUANTITY -> sum = Math.addExact(sum, history.pattern().lines().quantity(event, unit()));
            case POINTS_EARNED -> sum = Math.addExact(sum, pointsEarned);
            case DAYS -> see(event.epochDay());
            case PARTNERS -> see(event.partner());
            case KINDS -> {
                if (event.kind() >= 0) {
                    see(event.kind());
                }
            }
            case COUNT -> {
                // receipts are counted for every measure
            }
        }
    }

    private Unit unit() {
        return history.type().unit().orElseThrow();
    }

    private void see(long what) {
        if (isOfTheFew(what)) {
            seenFew |= 1L << what;
            return;
        }
        boolean isKnown = seenCount > 0 && seen[seenCount - 1] == what;
        if (!isKnown) {
            seen = seenCount == seen.length ? Arrays.copyOf(seen, Math.max(FEW, 2 * seenCount)) : seen;
            seen[seenCount++] = what;
        }
    }

    private static boolean isOfTheFew(long what) {
        return what >= 0 && what < Long.SIZE;
    }

    long result() {
        return switch (measure) {
            case COUNT -> receipts;
            case AMOUNT, QUANTITY, POINTS_EARNED -> sum;
            case AVERAGE_AMOUNT -> receipts == 0 ? Answers.UNKNOWN : Ratio.divide(sum, receipts, Rounding.NEAREST);
            case DAYS -> different(Bits.NONE);
            case PARTNERS -> different(partnersBefore);
            case KINDS -> different(kindsBefore);
        };
    }

    /** How many different ones, those of before counted in. */
    private long different(Bits before) {
        long count = before.size();
        for (long left = seenFew; left != 0; left &= left - 1) {
            count += before.has(Long.numberOfTrailingZeros(left)) ? 0 : 1;
        }
        if (seenCount == 0) {
            return count;
        }
        long[] sorted = Arrays.copyOf(seen, seenCount);
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            boolean isNew = i == 0 || sorted[i] != sorted[i - 1];
            count += isNew && !before.has((int) sorted[i]) ? 1 : 0;
        }
        return count;
    }
}
