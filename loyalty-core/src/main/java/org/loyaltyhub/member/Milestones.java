package org.loyaltyhub.member;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.loyaltyhub.value.RuleKey;

/**
 * What gives only once for a rule, however events arrive: the multiples reached in a window, a first purchase, a
 * crossing.
 *
 * <p>Immutable and thread-safe.
 */
public final class Milestones {
    /** How many that gave are kept apart, so that a refund can take one of them back. */
    private static final int MOST_KEPT = 64;

    public static final Milestones NONE = new Milestones(Map.of());

    private final Map<Key, NavigableSet<Long>> reached;
    /** Of all windows that have a beginning, the first of the first days; {@link LocalDate#MAX} if there is none. */
    private final LocalDate firstDay;

    /**
     * What is reached.
     *
     * @param place which condition of the rule, from 0; −1 for its trigger
     * @param firstDay of the window; {@link LocalDate#MIN} if it has no beginning
     */
    public record Key(RuleKey rule, int place, LocalDate firstDay) {
        /** Once in a member's life. */
        public static Key ever(RuleKey rule, int place) {
            return new Key(rule, place, LocalDate.MIN);
        }
    }

    private Milestones(Map<Key, NavigableSet<Long>> reached) {
        this.reached = reached;
        LocalDate first = LocalDate.MAX;
        for (Key key : reached.keySet()) {
            boolean isFirst = key.firstDay().isBefore(first) && !key.firstDay().equals(LocalDate.MIN);
            first = isFirst ? key.firstDay() : first;
        }
        this.firstDay = first;
    }

    /** Milestones that reached this. */
    public static Milestones of(Map<Key, ? extends NavigableSet<Long>> reached) {
        return reached.isEmpty() ? NONE : new Milestones(Map.copyOf(reached));
    }

    /** All of it, in no order. */
    public Map<Key, NavigableSet<Long>> reached() {
        return Collections.unmodifiableMap(reached);
    }

    /** The highest that gave; 0 if none did. */
    public long of(Key key) {
        NavigableSet<Long> gave = reached.get(key);
        return gave == null ? 0 : gave.last();
    }

    Milestones plus(Map<Key, Long> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<Key, NavigableSet<Long>> next = new HashMap<>(reached);
        more.forEach((key, value) -> {
            NavigableSet<Long> gave = new TreeSet<>(next.getOrDefault(key, Collections.emptyNavigableSet()));
            gave.add(value);
            if (gave.size() > MOST_KEPT) {
                gave.pollFirst();
            }
            next.put(key, gave);
        });
        return new Milestones(next);
    }

    /** These did not give after all, and may give once more unless a higher one did. */
    Milestones minus(Map<Key, Long> undone) {
        if (undone.isEmpty()) {
            return this;
        }
        Map<Key, NavigableSet<Long>> next = new HashMap<>(reached);
        undone.forEach((key, value) -> next.computeIfPresent(key, (k, gave) -> {
            NavigableSet<Long> left = new TreeSet<>(gave);
            left.remove(value);
            return left.isEmpty() ? null : left;
        }));
        return new Milestones(next);
    }

    /** Without windows that began more than a year before that day, since 1970-01-01: no period is longer, so they are over. */
    Milestones forgetBefore(long day) {
        if (reached.isEmpty()) {
            return this;
        }
        LocalDate edge = LocalDate.ofEpochDay(day).minusYears(1);
        if (!firstDay.isBefore(edge)) {
            return this;
        }
        Map<Key, NavigableSet<Long>> next = new HashMap<>(reached);
        next.keySet().removeIf(key -> isOver(key, edge));
        return new Milestones(next);
    }

    private static boolean isOver(Key key, LocalDate edge) {
        return key.firstDay().isBefore(edge) && !key.firstDay().equals(LocalDate.MIN);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Milestones other && reached.equals(other.reached);
    }

    @Override
    public int hashCode() {
        return reached.hashCode();
    }

    @Override
    public String toString() {
        return reached.toString();
    }
}
