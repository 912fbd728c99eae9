package org.loyaltyhub.member;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.RuleKey;

/**
 * A {@link Memory} made ready to be asked, for one event.
 *
 * <p>Not thread-safe. A figure costs O(events remembered in its window); over a period of the calendar O(1) for an event that is
 * not late, where {@link Tallies} keep it.
 */
public final class Recollection {
    private static final Window EVER = new Window.Ever();
    /** To go through so few events again is cheaper than to keep what they came to. */
    private static final int WORTH_A_TALLY = 4;

    private static final int FEW = 4;

    private final Trace trace;
    private final LookBack events;
    private final Map<Tracked, Total> totals;
    private final Map<RuleKey, Set<Long>> used;
    // of the windows asked for first
    private final Window[] windows = new Window[FEW];
    private final Window.Frame[] frames = new Window.Frame[FEW];
    private int framed;

    Recollection(Trace trace, Map<Tracked, Total> totals, Map<RuleKey, Set<Long>> used) {
        this.trace = trace;
        this.events = new LookBack(trace);
        this.totals = totals;
        this.used = used;
    }

    /** The figure as of the visit being judged, over all that is known now; the visit counts where the measure counts it. */
    public Counted history(Figure.History history, Visit now) {
        Window.Frame frame = frame(history.window(), now);
        HistorySum sum = new HistorySum(history);
        if (frame.isOfTheCalendar() && trace.isLast(now.happenedAt())) {
            addPeriod(sum, history, frame);
        } else {
            sum.begin(total(history.pattern(), history.window(), Optional.empty()));
            addAll(sum, history, frame);
        }
        long without = sum.result();
        boolean counts = history.measure().countsThisEvent()
                && frame.has(now)
                && history.pattern().matches(now);
        if (counts) {
            sum.add(now, 0);
        }
        return new Counted(without, counts ? sum.result() : without);
    }

    /** The window as it lies for the event; those of the calendar are mostly asked for more than once. */
    private Window.Frame frame(Window window, Visit now) {
        for (int i = 0; i < framed; i++) {
            if (windows[i].equals(window)) {
                return frames[i];
            }
        }
        Window.Frame frame = window.at(now);
        if (framed < windows.length) {
            windows[framed] = window;
            frames[framed++] = frame;
        }
        return frame;
    }

    private void addAll(HistorySum sum, Figure.History history, Window.Frame frame) {
        Pattern pattern = history.pattern();
        for (TracedEvent event = last(pattern, frame); event != null; event = before(pattern, frame)) {
            sum.add(event);
        }
    }

    /** Adds what is known of the period already, or what happened in it. */
    private void addPeriod(HistorySum sum, Figure.History history, Window.Frame frame) {
        Tallies tallies = trace.tallies();
        int place = tallies.find(history, frame.firstDay());
        if (place >= 0) {
            tallies.begin(sum, place);
            return;
        }
        addAll(sum, history, frame);
        if (trace.size() >= WORTH_A_TALLY) {
            trace.keep(tallies.with(history, frame, sum));
        }
    }

    /** Local days from the last earlier purchase that is meant to the one judged; unknown if there is none. */
    public long daysSince(Pattern pattern, Visit now) {
        TracedEvent event = last(pattern, frame(EVER, now));
        if (event != null) {
            return Math.max(0, now.epochDay() - event.epochDay());
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
        Window.Frame frame = frame(EVER, now);
        for (TracedEvent event = last(streak.pattern(), frame);
                event != null;
                event = before(streak.pattern(), frame)) {
            periods.add(period.firstDay(event.date()));
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
        return last(pattern, frame(window, now)) != null
                || total(pattern, window, Optional.empty()).receipts() > 0;
    }

    /** The last in the window that is meant; null if there is none. Reads back no further than to it. */
    private @Nullable TracedEvent last(Pattern pattern, Window.Frame frame) {
        return meant(events.newestUntil(frame.last()), pattern, frame);
    }

    /** The one before the one found last. */
    private @Nullable TracedEvent before(Pattern pattern, Window.Frame frame) {
        return meant(events.before(), pattern, frame);
    }

    private @Nullable TracedEvent meant(@Nullable TracedEvent newest, Pattern pattern, Window.Frame frame) {
        TracedEvent event = newest;
        while (event != null && event.isFrom(frame.first())) {
            if (frame.hasLocal(event.localSecond()) && pattern.matches(event)) {
                return event;
            }
            event = events.before();
        }
        return null;
    }

    /** Whether one of these is left that the rule has not used yet. */
    public boolean hasUnused(RuleKey rule, Pattern pattern, Window window, Visit now) {
        Window.Frame frame = frame(window, now);
        for (TracedEvent event = last(pattern, frame); event != null; event = before(pattern, frame)) {
            if (!hasUsed(rule, event)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The earliest purchase in the window that is meant and that the rule has not used yet.
     *
     * @throws NullPointerException if the memory keeps no ids: no rule in force uses events up
     */
    public Optional<PastEvent> unused(RuleKey rule, Pattern pattern, Window window, Visit now) {
        Window.Frame frame = frame(window, now);
        PastEvent earliest = null;
        for (TracedEvent event = last(pattern, frame); event != null; event = before(pattern, frame)) {
            if (!hasUsed(rule, event)) {
                earliest = pastEvent(event);
            }
        }
        return Optional.ofNullable(earliest);
    }

    private boolean hasUsed(RuleKey rule, TracedEvent event) {
        Set<Long> taken = used.get(rule);
        return taken != null && taken.contains(event.sequence());
    }

    private static PastEvent pastEvent(TracedEvent event) {
        return new PastEvent(
                Objects.requireNonNull(event.key(), "the ids of earlier events are not kept"),
                event.localTime(),
                event.sequence());
    }

    /** The last of the events in the window that are meant; the one judged counts in. */
    public Optional<Instant> lastOf(Pattern pattern, Window window, Visit now) {
        TracedEvent last = last(pattern, frame(window, now));
        return last == null ? Optional.empty() : Optional.of(last.happenedAt());
    }

    /** Whether any event happened on a local date from {@code first} in to {@code end} out. */
    public boolean hasAnyOn(LocalDate first, LocalDate end) {
        for (TracedEvent event = events.newest(); event != null; event = events.before()) {
            if (event.epochDay() >= first.toEpochDay() && event.epochDay() < end.toEpochDay()) {
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
