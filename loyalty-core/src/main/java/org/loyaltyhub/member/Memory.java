package org.loyaltyhub.member;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.event.Visit;
import org.loyaltyhub.figure.Answers;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.figure.Window;
import org.loyaltyhub.value.Bits;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Ratio;
import org.loyaltyhub.value.Rounding;
import org.loyaltyhub.value.RuleKey;
import org.loyaltyhub.value.Unit;

/**
 * The member's purchases as far back as a rule may still look, and totals of those before.
 *
 * <p>Immutable and thread-safe. A figure costs O(purchases remembered in its window).
 */
public final class Memory {
    public static final Memory EMPTY = new Memory(Instant.MIN, List.of(), Map.of(), Map.of());

    /** Every purchase of before is forgotten, and only in the totals. */
    private final Instant since;

    /** By happened-at, then by sequence. */
    private final List<Remembered> visits;

    private final Map<Tracked, Total> totals;
    private final Map<RuleKey, Set<Long>> used;

    private Memory(Instant since, List<Remembered> visits, Map<Tracked, Total> totals, Map<RuleKey, Set<Long>> used) {
        this.since = since;
        this.visits = visits;
        this.totals = totals;
        this.used = used;
    }

    /**
     * A memory as it was kept.
     *
     * @param since of what happened before, nothing is remembered but the totals
     * @param visits what happened since, in any order
     */
    public static Memory of(
            Instant since,
            List<Remembered> visits,
            Map<Tracked, Total> totals,
            Map<RuleKey, ? extends Set<Long>> used) {
        List<Remembered> inOrder = new ArrayList<>(visits);
        inOrder.sort(Comparator.comparing((Remembered each) -> each.visit().happenedAt())
                .thenComparing(Remembered::sequence));
        return new Memory(since, inOrder, Map.copyOf(totals), new TreeMap<>(used));
    }

    /** The same memory with these single purchases. */
    public Memory holding(List<Remembered> single) {
        return of(since, single, totals, used);
    }

    /** Since when single purchases are remembered; {@link Instant#MAX} if none are. */
    public Instant since() {
        return since;
    }

    /** The single purchases, by happened-at. */
    public List<Remembered> visits() {
        return Collections.unmodifiableList(visits);
    }

    /** What is left of those that are forgotten. */
    public Map<Tracked, Total> totals() {
        return Collections.unmodifiableMap(totals);
    }

    /** How many single purchases are remembered. */
    public int size() {
        return visits.size();
    }

    /** Whether nothing is remembered, neither single events nor totals nor what rules used up. */
    public boolean isEmpty() {
        return visits.isEmpty() && totals.isEmpty() && used.isEmpty();
    }

    /**
     * The figure as of the visit being judged, over all that is known now.
     *
     * @param withSelf whether the visit itself counts, where the figure's measure counts this event
     */
    public long history(Figure.History history, Visit now, boolean withSelf) {
        Sum sum = new Sum(history, total(new Tracked(history.pattern(), history.window(), Optional.empty())));
        Window.Frame frame = history.window().at(now);
        forEachMatch(history.pattern(), frame, sum::add);
        boolean self = withSelf && history.measure().countsThisEvent();
        if (self && frame.has(now) && history.pattern().matches(now)) {
            sum.add(now);
        }
        return sum.result();
    }

    /** Local days from the last earlier purchase that is meant to the one judged; unknown if there is none. */
    public long daysSince(Pattern pattern, Visit now) {
        LocalDate last =
                total(new Tracked(pattern, new Window.Ever(), Optional.empty())).lastDay();
        for (int i = firstAfter(now.happenedAt()) - 1; i >= 0; i--) {
            Visit visit = visits.get(i).visit();
            if (pattern.matches(visit)) {
                last = visit.date();
                break;
            }
        }
        return last == null ? Answers.UNKNOWN : Math.max(0, now.date().toEpochDay() - last.toEpochDay());
    }

    /**
     * Periods in a row with a purchase that is meant, up to the period of the one judged. That last period counts once it
     * has one; without one it does not break the row yet.
     */
    public long streak(Figure.Streak streak, Visit now, boolean withSelf) {
        Period period = streak.period();
        Window ever = new Window.Ever();
        Set<LocalDate> periods = new HashSet<>();
        forEachMatch(
                streak.pattern(),
                ever.at(now),
                past -> periods.add(period.firstDay(past.visit().date())));
        if (withSelf && streak.pattern().matches(now)) {
            periods.add(period.firstDay(now.date()));
        }
        Total before = total(new Tracked(streak.pattern(), ever, Optional.of(period)));
        LocalDate at = period.firstDay(now.date());
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
        if (total(new Tracked(pattern, window, Optional.empty())).receipts() > 0) {
            return true;
        }
        return earliest(pattern, window.at(now), Set.of()) != null;
    }

    /** The earliest purchase in the window that is meant and that the rule has not used yet. */
    public Optional<Remembered> earliestUnused(RuleKey rule, Pattern pattern, Window window, Visit now) {
        return Optional.ofNullable(earliest(pattern, window.at(now), used.getOrDefault(rule, Set.of())));
    }

    private @Nullable Remembered earliest(Pattern pattern, Window.Frame frame, Set<Long> taken) {
        for (int i = firstFrom(frame.first()); i < visits.size(); i++) {
            Remembered past = visits.get(i);
            if (past.visit().happenedAt().isAfter(frame.last())) {
                return null;
            }
            if (frame.has(past.visit()) && !taken.contains(past.sequence()) && pattern.matches(past.visit())) {
                return past;
            }
        }
        return null;
    }

    private void forEachMatch(Pattern pattern, Window.Frame frame, Consumer<Remembered> action) {
        for (int i = firstFrom(frame.first()); i < visits.size(); i++) {
            Remembered past = visits.get(i);
            if (past.visit().happenedAt().isAfter(frame.last())) {
                return;
            }
            if (frame.has(past.visit()) && pattern.matches(past.visit())) {
                action.accept(past);
            }
        }
    }

    private Total total(Tracked tracked) {
        return tracked.window().isEndless() ? totals.getOrDefault(tracked, Total.NOTHING) : Total.NOTHING;
    }

    /** The index of the first purchase that happened at {@code moment} or later. */
    private int firstFrom(Instant moment) {
        int low = 0;
        int high = visits.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean before = visits.get(middle).visit().happenedAt().isBefore(moment);
            low = before ? middle + 1 : low;
            high = before ? high : middle;
        }
        return low;
    }

    private int firstAfter(Instant moment) {
        int index = firstFrom(moment);
        while (index < visits.size() && visits.get(index).visit().happenedAt().equals(moment)) {
            index++;
        }
        return index;
    }

    /** The last of the events in the window that are meant; the one judged counts in. */
    public Optional<Instant> lastOf(Pattern pattern, Window window, Visit now) {
        Instant[] last = new Instant[1];
        forEachMatch(pattern, window.at(now), past -> last[0] = past.visit().happenedAt());
        return Optional.ofNullable(last[0]);
    }

    /** Whether any event happened on a local date from {@code first} in to {@code end} out. */
    public boolean hasAnyOn(LocalDate first, LocalDate end) {
        return visits.stream()
                .map(past -> past.visit().date())
                .anyMatch(date -> !date.isBefore(first) && date.isBefore(end));
    }

    /** Which events each rule has used up. */
    public Map<RuleKey, Set<Long>> used() {
        return used;
    }

    /** With one more purchase, in its place by happened-at. O(purchases remembered). */
    Memory plus(Remembered visit) {
        List<Remembered> next = new ArrayList<>(visits.size() + 1);
        int place = firstAfter(visit.visit().happenedAt());
        next.addAll(visits.subList(0, place));
        next.add(visit);
        next.addAll(visits.subList(place, visits.size()));
        return new Memory(since, next, totals, used);
    }

    /** With these purchases marked as used, each by a rule. */
    Memory using(Map<RuleKey, Long> sequences) {
        if (sequences.isEmpty()) {
            return this;
        }
        Map<RuleKey, Set<Long>> next = new TreeMap<>(used);
        sequences.forEach((rule, sequence) -> {
            Set<Long> taken = new HashSet<>(next.getOrDefault(rule, Set.of()));
            taken.add(sequence);
            next.put(rule, Set.copyOf(taken));
        });
        return new Memory(since, visits, totals, next);
    }

    /** Without what rules used up and do not any more. */
    Memory without(Map<RuleKey, Long> sequences) {
        if (sequences.isEmpty()) {
            return this;
        }
        Map<RuleKey, Set<Long>> next = new TreeMap<>(used);
        sequences.forEach((rule, sequence) -> next.computeIfPresent(rule, (key, taken) -> {
            Set<Long> left = new HashSet<>(taken);
            left.remove(sequence);
            return left.isEmpty() ? null : Set.copyOf(left);
        }));
        return new Memory(since, visits, totals, next);
    }

    /** One event is remembered otherwise from now on, or not at all: goods came back. */
    Memory revised(long sequence, Optional<Remembered> before, Optional<Remembered> after, Recall recall) {
        for (int i = 0; i < visits.size(); i++) {
            if (visits.get(i).sequence() == sequence) {
                List<Remembered> next = new ArrayList<>(visits);
                if (after.isPresent()) {
                    next.set(i, after.get());
                    return new Memory(since, next, totals, used);
                }
                next.remove(i);
                return new Memory(since, next, totals, usedWithout(Set.of(sequence)));
            }
        }
        return before.map(gone -> inTotals(gone, after, recall)).orElse(this);
    }

    private Memory inTotals(Remembered before, Optional<Remembered> after, Recall recall) {
        Map<Tracked, Total> next = new HashMap<>(totals);
        for (Tracked each : recall.tracked()) {
            Total total = next.get(each);
            if (total != null && each.counts(before)) {
                Total less = total.minus(before, after.filter(each::counts), each);
                if (less.equals(Total.NOTHING)) {
                    next.remove(each);
                } else {
                    next.put(each, less);
                }
            }
        }
        return new Memory(since, visits, next, used);
    }

    /** Without the single purchases before {@code edge}; what is tracked of them goes into the totals. */
    Memory forgetBefore(Instant moment, List<Tracked> tracked) {
        Instant edge = moment.isBefore(since) ? since : moment;
        int gone = firstFrom(edge);
        if (gone == 0) {
            return new Memory(edge, visits, totals, used);
        }
        Map<Tracked, Total> next = new HashMap<>(totals);
        Set<Long> forgotten = new HashSet<>();
        for (Remembered past : visits.subList(0, gone)) {
            forgotten.add(past.sequence());
            for (Tracked each : tracked) {
                if (each.counts(past)) {
                    next.put(each, next.getOrDefault(each, Total.NOTHING).plus(past, each));
                }
            }
        }
        return new Memory(edge, List.copyOf(visits.subList(gone, visits.size())), next, usedWithout(forgotten));
    }

    private Map<RuleKey, Set<Long>> usedWithout(Set<Long> forgotten) {
        Map<RuleKey, Set<Long>> next = new TreeMap<>();
        used.forEach((rule, sequences) -> {
            Set<Long> kept = new HashSet<>(sequences);
            kept.removeAll(forgotten);
            if (!kept.isEmpty()) {
                next.put(rule, Set.copyOf(kept));
            }
        });
        return next;
    }

    /** Adds up one history figure. */
    private static final class Sum {
        private final Figure.History history;
        private final Set<LocalDate> days = new HashSet<>();
        private Bits partners;
        private Bits kinds;
        private long receipts;
        private long amount;
        private long quantity;
        private long points;

        Sum(Figure.History history, Total before) {
            this.history = history;
            receipts = before.receipts();
            amount = before.amount();
            quantity = history.type()
                    .unit()
                    .map(unit -> before.quantities().getOrDefault(unit, 0L))
                    .orElse(0L);
            points = before.points();
            partners = before.partnersSeen();
            kinds = before.kindsSeen();
        }

        void add(Remembered past) {
            points = Math.addExact(points, past.pointsEarned().units());
            add(past.visit());
        }

        void add(Visit visit) {
            receipts++;
            switch (history.measure()) {
                case AMOUNT, AVERAGE_AMOUNT ->
                    amount = Math.addExact(amount, history.pattern().lines().amount(visit));
                case QUANTITY -> quantity = Math.addExact(quantity, quantityOf(visit));
                case DAYS -> days.add(visit.date());
                case PARTNERS ->
                    partners = partners.has(visit.partner()) ? partners : partners.or(Bits.of(visit.partner()));
                case KINDS ->
                    kinds = visit.kind() < 0 || kinds.has(visit.kind()) ? kinds : kinds.or(Bits.of(visit.kind()));
                case COUNT, POINTS_EARNED -> {
                    // receipts and points are counted for every measure
                }
            }
        }

        private long quantityOf(Visit visit) {
            Unit unit = history.type().unit().orElseThrow();
            return history.pattern().lines().quantity(visit, unit);
        }

        long result() {
            return switch (history.measure()) {
                case COUNT -> receipts;
                case AMOUNT -> amount;
                case AVERAGE_AMOUNT ->
                    receipts == 0 ? Answers.UNKNOWN : Ratio.divide(amount, receipts, Rounding.NEAREST);
                case QUANTITY -> quantity;
                case DAYS -> days.size();
                case PARTNERS -> partners.size();
                case KINDS -> kinds.size();
                case POINTS_EARNED -> points;
            };
        }
    }

    /** Whether the measure can be carried as a total. */
    public static boolean canBeEndless(Measure measure) {
        return measure != Measure.DAYS;
    }
}
