package org.loyaltyhub.member;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.RuleKey;

/**
 * A {@link Memory} made ready to be asked, for one decision.
 *
 * <p>Not thread-safe. A figure costs O(events remembered in its window).
 */
public final class Recollection {
    private static final Window EVER = new Window.Ever();

    private final PastEvents events;
    private final Map<Tracked, Total> totals;
    private final Map<RuleKey, Set<Long>> used;

    Recollection(PastEvents events, Map<Tracked, Total> totals, Map<RuleKey, Set<Long>> used) {
        this.events = events;
        this.totals = totals;
        this.used = used;
    }

    /** The figure as of the visit being judged, over all that is known now; the visit counts where the measure counts it. */
    public Counted history(Figure.History history, Visit now) {
        HistorySum sum = new HistorySum(history, total(history.pattern(), history.window(), Optional.empty()));
        Window.Frame frame = history.window().at(now);
        Pattern pattern = history.pattern();
        boolean isOfPoints = history.measure() == Figure.History.Measure.POINTS_EARNED;
        for (int i = events.firstAfter(frame.last()) - 1; i >= 0; i--) {
            PastEvents.Step event = events.event(i);
            if (!event.isFrom(frame.first())) {
                break;
            }
            if (frame.hasDay(event.epochDay()) && pattern.matches(event)) {
                sum.add(event, isOfPoints ? events.pointsEarned(i) : 0);
            }
        }
        long without = sum.result();
        boolean counts = history.measure().countsThisEvent() && frame.has(now) && pattern.matches(now);
        if (counts) {
            sum.add(now, 0);
        }
        return new Counted(without, counts ? sum.result() : without);
    }

    /** Local days from the last earlier purchase that is meant to the one judged; unknown if there is none. */
    public long daysSince(Pattern pattern, Visit now) {
        for (int i = events.firstAfter(now.happenedAt()) - 1; i >= 0; i--) {
            if (pattern.matches(events.event(i))) {
                return Math.max(0, now.epochDay() - events.epochDay(i));
            }
        }
        LocalDate before = total(pattern, EVER, Optional.empty()).lastDay();
        return before == null ? Answers.UNKNOWN : Math.max(0, now.epochDay() - before.toEpochDay());
    }

    /**
     * Periods in a row with a purchase that is meant, up to the period of the one judged. That last period counts once it
     * has one; without one it does not break the row yet.
     */
    public Counted streak(Figure.Streak streak, Visit now) {
        Period period = streak.period();
        Set<LocalDate> periods = new HashSet<>();
        int end = events.firstAfter(now.happenedAt());
        for (int i = 0; i < end; i++) {
            if (streak.pattern().matches(events.event(i))) {
                periods.add(period.firstDay(LocalDate.ofEpochDay(events.epochDay(i))));
            }
        }
        Total before = total(streak.pattern(), EVER, Optional.of(period));
        LocalDate today = period.firstDay(now.date());
        long without = row(period, periods, today, before);
        if (streak.pattern().matches(now)) {
            periods.add(today);
        }
        return new Counted(without, row(period, periods, today, before));
    }

    private static long row(Period period, Set<LocalDate> periods, LocalDate today, Total before) {
        LocalDate at = today;
        if (!periods.contains(at) && !at.equals(before.lastPeriod())) {
            at = period.previousFirstDay(at);
        }
        long row = 0;
        while (periods.contains(at) && !at.equals(before.lastPeriod())) {
            row++;
            at = period.previousFirstDay(at);
        }
        return at.equals(before.lastPeriod()) ? row + before.run() : row;
    }

    /** Whether an earlier purchase that is meant lies in the window. */
    public boolean hasEarlier(Pattern pattern, Window window, Visit now) {
        return total(pattern, window, Optional.empty()).receipts() > 0 || last(pattern, window.at(now)) >= 0;
    }

    /** The index of the last in the window that is meant; −1 if there is none. Reads back no further than to it. */
    private int last(Pattern pattern, Window.Frame frame) {
        for (int i = events.firstAfter(frame.last()) - 1; i >= 0; i--) {
            PastEvents.Step event = events.event(i);
            if (!event.isFrom(frame.first())) {
                break;
            }
            if (frame.hasDay(event.epochDay()) && pattern.matches(event)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether one of these is left that the rule has not used yet. */
    public boolean hasUnused(RuleKey rule, Pattern pattern, Window window, Visit now) {
        return earliestUnused(rule, pattern, window, now) >= 0;
    }

    /**
     * The earliest purchase in the window that is meant and that the rule has not used yet.
     *
     * @throws NullPointerException if the memory keeps no ids: no rule in force uses events up
     */
    public Optional<PastEvent> unused(RuleKey rule, Pattern pattern, Window window, Visit now) {
        int index = earliestUnused(rule, pattern, window, now);
        return index < 0
                ? Optional.empty()
                : Optional.of(new PastEvent(
                        Objects.requireNonNull(events.key(index), "the ids of earlier events are not kept"),
                        events.event(index).localTime(),
                        events.sequence(index)));
    }

    /** Its index; −1 if there is none. */
    private int earliestUnused(RuleKey rule, Pattern pattern, Window window, Visit now) {
        Window.Frame frame = window.at(now);
        Set<Long> taken = used.getOrDefault(rule, Set.of());
        int end = events.firstAfter(frame.last());
        for (int i = events.firstFrom(frame.first()); i < end; i++) {
            if (frame.hasDay(events.epochDay(i))
                    && pattern.matches(events.event(i))
                    && !taken.contains(events.sequence(i))) {
                return i;
            }
        }
        return -1;
    }

    /** The last of the events in the window that are meant; the one judged counts in. */
    public Optional<Instant> lastOf(Pattern pattern, Window window, Visit now) {
        int index = last(pattern, window.at(now));
        return index < 0 ? Optional.empty() : Optional.of(events.event(index).happenedAt());
    }

    /** Whether any event happened on a local date from {@code first} in to {@code end} out. */
    public boolean hasAnyOn(LocalDate first, LocalDate end) {
        for (int i = 0; i < events.size(); i++) {
            if (events.epochDay(i) >= first.toEpochDay() && events.epochDay(i) < end.toEpochDay()) {
                return true;
            }
        }
        return false;
    }

    private Total total(Pattern pattern, Window window, Optional<Period> streak) {
        return totals.isEmpty() || !window.isEndless()
                ? Total.NOTHING
                : totals.getOrDefault(new Tracked(pattern, window, streak), Total.NOTHING);
    }
}
