package org.loyaltyhub.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.value.RuleKey;

/**
 * The member's purchases as far back as a rule may still look, and totals of those before.
 *
 * <p>Immutable and thread-safe. Of single events it keeps what rules ask for, in some twenty bytes each.
 */
public final class Memory {
    public static final Memory EMPTY = new Memory(Instant.MIN, Trace.NONE, Map.of(), Map.of());

    /** Every purchase of before is forgotten, and only in the totals. */
    private final long sinceSecond;

    private final int sinceNano;
    private final Trace trace;
    private final Map<Tracked, Total> totals;
    private final Map<RuleKey, Set<Long>> used;

    private Memory(Instant since, Trace trace, Map<Tracked, Total> totals, Map<RuleKey, Set<Long>> used) {
        this(since.getEpochSecond(), since.getNano(), trace, totals, used);
    }

    private Memory(
            long sinceSecond, int sinceNano, Trace trace, Map<Tracked, Total> totals, Map<RuleKey, Set<Long>> used) {
        this.sinceSecond = sinceSecond;
        this.sinceNano = sinceNano;
        this.trace = trace;
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
        Map<RuleKey, Set<Long>> byRule = new TreeMap<>();
        used.forEach((rule, sequences) -> byRule.put(rule, Sequences.of(sequences)));
        return new Memory(since, Trace.of(inOrder), Map.copyOf(totals), byRule.isEmpty() ? Map.of() : byRule);
    }

    /** The same memory with these single purchases. */
    public Memory holding(List<Remembered> single) {
        return of(since(), single, totals, used);
    }

    private Memory with(Trace other) {
        return new Memory(sinceSecond, sinceNano, other, totals, used);
    }

    private Memory with(Map<RuleKey, Set<Long>> others) {
        return new Memory(sinceSecond, sinceNano, trace, totals, others);
    }

    /** Since when single purchases are remembered; {@link Instant#MAX} if none are. */
    public Instant since() {
        return Instant.ofEpochSecond(sinceSecond, sinceNano);
    }

    /** What is left of those that are forgotten. */
    public Map<Tracked, Total> totals() {
        return Collections.unmodifiableMap(totals);
    }

    /** How many single purchases are remembered. */
    public int size() {
        return trace.size();
    }

    /** Whether nothing is remembered, neither single events nor totals nor what rules used up. */
    public boolean isEmpty() {
        return trace.size() == 0 && totals.isEmpty() && used.isEmpty();
    }

    /** Made ready to be asked, for one decision. */
    public Recollection recollect() {
        return new Recollection(trace, totals, used);
    }

    /** Which events each rule has used up. */
    public Map<RuleKey, Set<Long>> used() {
        return used;
    }

    /** The same memory, keeping no more of single events than these details. O(events remembered). */
    public Memory keeping(Details details) {
        return with(trace.keeping(details));
    }

    /** With one more event, in its place by happened-at. O(bytes remembered). */
    Memory plus(Remembered event, Details details) {
        return with(trace.plus(event, details));
    }

    /** With these purchases marked as used, each by a rule. */
    Memory using(Map<RuleKey, Long> sequences) {
        if (sequences.isEmpty()) {
            return this;
        }
        Map<RuleKey, Set<Long>> next = new TreeMap<>(used);
        sequences.forEach((rule, sequence) -> {
            Set<Long> taken = next.getOrDefault(rule, Sequences.NONE);
            next.put(rule, Sequences.of(taken).with(sequence));
        });
        return with(next);
    }

    /** Without what rules used up and do not any more. */
    Memory without(Map<RuleKey, Long> sequences) {
        if (sequences.isEmpty()) {
            return this;
        }
        Map<RuleKey, Set<Long>> next = new TreeMap<>(used);
        sequences.forEach((rule, sequence) ->
                next.computeIfPresent(rule, (key, taken) -> Sequences.of(taken).without(sequence)));
        return with(ofAny(next));
    }

    /** One event is remembered otherwise from now on, or not at all: goods came back. */
    Memory revised(long sequence, Optional<Remembered> before, Optional<Remembered> after, Recall recall) {
        PastEvents events = PastEvents.of(trace);
        int index = events.indexOf(sequence);
        if (index < 0) {
            return before.map(gone -> inTotals(gone, after, recall)).orElse(this);
        }
        Trace next = trace.with(events, index, after, recall.details());
        return new Memory(since(), next, totals, after.isPresent() ? used : usedWithout(sequence));
    }

    private Memory inTotals(Remembered before, Optional<Remembered> after, Recall recall) {
        Map<Tracked, Total> next = new HashMap<>(totals);
        for (Tracked each : recall.tracked()) {
            Total total = next.get(each);
            if (total != null && each.counts(before.visit())) {
                Total less = total.minus(before, after.filter(left -> each.counts(left.visit())), each);
                if (less.equals(Total.NOTHING)) {
                    next.remove(each);
                } else {
                    next.put(each, less);
                }
            }
        }
        return new Memory(since(), trace, next, used);
    }

    /** Without the single events before {@code edge}; what is tracked of them goes into the totals. */
    Memory forgetBefore(Instant moment, List<Tracked> tracked) {
        Instant edge = moment.isBefore(since()) ? since() : moment;
        if (!trace.beginsBefore(edge)) {
            return new Memory(edge, trace, totals, used);
        }
        PastEvents gone = PastEvents.before(edge, trace);
        return new Memory(
                edge, trace.from(gone, gone.size()), totalsWith(gone, tracked), usedWithout(gone.sequences()));
    }

    private Map<Tracked, Total> totalsWith(PastEvents gone, List<Tracked> tracked) {
        Map<Tracked, Total> next = totals;
        for (int i = 0; i < gone.size(); i++) {
            for (Tracked each : tracked) {
                if (each.counts(gone.event(i))) {
                    next = next == totals ? new HashMap<>(totals) : next;
                    Total before = next.getOrDefault(each, Total.NOTHING);
                    next.put(each, before.plus(gone.event(i), gone.pointsEarned(i), each));
                }
            }
        }
        return next;
    }

    /** Nearly always no rule had used them. */
    private Map<RuleKey, Set<Long>> usedWithout(long... gone) {
        Map<RuleKey, Set<Long>> next = used;
        for (Map.Entry<RuleKey, Set<Long>> each : used.entrySet()) {
            Sequences left = Sequences.of(each.getValue());
            for (long sequence : gone) {
                left = left.without(sequence);
            }
            if (left.size() < each.getValue().size()) {
                next = next == used ? new TreeMap<>(used) : next;
                next.put(each.getKey(), left);
            }
        }
        return next == used ? used : ofAny(next);
    }

    /** Without rules that have used up none. */
    private static Map<RuleKey, Set<Long>> ofAny(Map<RuleKey, Set<Long>> used) {
        used.values().removeIf(Set::isEmpty);
        return used.isEmpty() ? Map.of() : used;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Memory other
                && since().equals(other.since())
                && trace.equals(other.trace)
                && totals.equals(other.totals)
                && used.equals(other.used);
    }

    @Override
    public int hashCode() {
        return trace.hashCode();
    }

    /** Whether the measure can be carried as a total. */
    public static boolean canBeEndless(Measure measure) {
        return measure != Measure.DAYS;
    }
}
