package org.loyaltyhub.member;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.event.Happening;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Unit;

/**
 * What is left of purchases whose single events are forgotten. All of them happened before any that is still
 * remembered.
 *
 * @param receipts how many
 * @param amount of the lines meant, in the minor unit
 * @param quantities of the lines meant, in millionths of each unit
 * @param partners how many of them at each partner, by index
 * @param kinds how many of them of each kind, by index
 * @param points granted to them
 * @param lastDay the local day of the last
 * @param run how many periods in a row up to {@code lastPeriod}, for a streak
 * @param lastPeriod the first day of the last period with a purchase, for a streak
 */
public record Total(
        long receipts,
        long amount,
        Map<Unit, Long> quantities,
        Map<Integer, Long> partners,
        Map<Integer, Long> kinds,
        long points,
        @Nullable LocalDate lastDay,
        int run,
        @Nullable LocalDate lastPeriod) {
    static final Total NOTHING = new Total(0, 0, Map.of(), Map.of(), Map.of(), 0, null, 0, null);

    /** @param pointsEarned in the smallest unit */
    Total plus(Happening visit, long pointsEarned, Tracked tracked) {
        LocalDate date = visit.date();
        LocalDate day = lastDay == null || date.isAfter(lastDay) ? date : lastDay;
        Total next = new Total(
                receipts + 1,
                Math.addExact(amount, tracked.pattern().lines().amount(visit)),
                withQuantities(visit, tracked, 1),
                counted(partners, visit.partner(), 1),
                counted(kinds, visit.kind(), 1),
                Math.addExact(points, pointsEarned),
                day,
                run,
                lastPeriod);
        return tracked.streak().map(period -> next.inPeriod(period, date)).orElse(next);
    }

    /** One that is counted comes back, wholly or but for what is left of it. The last day and a streak stay. */
    Total minus(Remembered before, Optional<Remembered> after, Tracked tracked) {
        if (after.isPresent()) {
            return less(before, tracked, 0).plusShare(after.get(), tracked);
        }
        return receipts == 1 ? NOTHING : less(before, tracked, 1);
    }

    private Total less(Remembered before, Tracked tracked, int times) {
        Visit visit = before.visit();
        return new Total(
                receipts - times,
                Math.subtractExact(amount, tracked.pattern().lines().amount(visit)),
                withQuantities(visit, tracked, -1),
                counted(partners, visit.partner(), -times),
                counted(kinds, visit.kind(), -times),
                Math.subtractExact(points, before.pointsEarned().units()),
                lastDay,
                run,
                lastPeriod);
    }

    private Total plusShare(Remembered left, Tracked tracked) {
        return new Total(
                receipts,
                Math.addExact(amount, tracked.pattern().lines().amount(left.visit())),
                withQuantities(left.visit(), tracked, 1),
                partners,
                kinds,
                Math.addExact(points, left.pointsEarned().units()),
                lastDay,
                run,
                lastPeriod);
    }

    private Map<Unit, Long> withQuantities(Happening visit, Tracked tracked, int sign) {
        Map<Unit, Long> next = quantities;
        for (int line = 0; line < visit.lineCount(); line++) {
            if (tracked.pattern().lines().takes(visit, line)) {
                Unit unit = visit.unit(line);
                next = with(next, unit, Math.addExact(next.getOrDefault(unit, 0L), sign * visit.micros(line)));
            }
        }
        return next;
    }

    private static <K> Map<K, Long> with(Map<K, Long> some, K key, long value) {
        int others = some.size() - (some.containsKey(key) ? 1 : 0);
        if (others == 0) {
            return Map.of(key, value); // nearly always
        }
        Map<K, Long> next = new HashMap<>(some);
        next.put(key, value);
        return Map.copyOf(next);
    }

    private static Map<Integer, Long> counted(Map<Integer, Long> counts, int index, long times) {
        if (index < 0 || times == 0) {
            return counts;
        }
        long sum = counts.getOrDefault(index, 0L) + times;
        if (sum != 0) {
            return with(counts, index, sum);
        }
        Map<Integer, Long> others = new HashMap<>(counts);
        others.remove(index);
        return Map.copyOf(others);
    }

    /** Where, without how often. */
    Bits partnersSeen() {
        return seen(partners);
    }

    /** Of which kinds, without how often. */
    Bits kindsSeen() {
        return seen(kinds);
    }

    private static Bits seen(Map<Integer, Long> counts) {
        if (counts.isEmpty()) {
            return Bits.NONE;
        }
        int[] indices = new int[counts.size()];
        int next = 0;
        for (int index : counts.keySet()) {
            indices[next++] = index;
        }
        return Bits.of(indices);
    }

    private Total inPeriod(Period period, LocalDate date) {
        LocalDate first = period.firstDay(date);
        if (lastPeriod != null && !first.isAfter(lastPeriod)) {
            return this;
        }
        boolean goesOn = lastPeriod != null && period.nextFirstDay(lastPeriod).equals(first);
        return new Total(receipts, amount, quantities, partners, kinds, points, lastDay, goesOn ? run + 1 : 1, first);
    }
}
