package org.loyaltyhub.member;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
 * @param partners where, by index
 * @param kinds of which kinds, by index
 * @param points granted to them
 * @param lastDay the local day of the last
 * @param run how many periods in a row up to {@code lastPeriod}, for a streak
 * @param lastPeriod the first day of the last period with a purchase, for a streak
 */
public record Total(
        long receipts,
        long amount,
        Map<Unit, Long> quantities,
        Bits partners,
        Bits kinds,
        long points,
        @Nullable LocalDate lastDay,
        int run,
        @Nullable LocalDate lastPeriod) {
    static final Total NOTHING = new Total(0, 0, Map.of(), Bits.NONE, Bits.NONE, 0, null, 0, null);

    Total plus(Remembered remembered, Tracked tracked) {
        Visit visit = remembered.visit();
        LocalDate day = lastDay == null || visit.date().isAfter(lastDay) ? visit.date() : lastDay;
        Total next = new Total(
                receipts + 1,
                Math.addExact(amount, tracked.pattern().lines().amount(visit)),
                quantitiesWith(visit, tracked),
                partners.or(Bits.of(visit.partner())),
                visit.kind() < 0 ? kinds : kinds.or(Bits.of(visit.kind())),
                Math.addExact(points, remembered.pointsEarned().units()),
                day,
                run,
                lastPeriod);
        return tracked.streak()
                .map(period -> next.inPeriod(period, visit.date()))
                .orElse(next);
    }

    private Map<Unit, Long> quantitiesWith(Visit visit, Tracked tracked) {
        Map<Unit, Long> next = new HashMap<>(quantities);
        for (int line = 0; line < visit.lineCount(); line++) {
            if (tracked.pattern().lines().takes(visit, line)) {
                var quantity = visit.line(line).quantity();
                next.merge(quantity.unit(), quantity.micros(), Math::addExact);
            }
        }
        return Map.copyOf(next);
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
