package org.loyaltyhub.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.loyaltyhub.value.RuleKey;

/**
 * What gives only once for a rule, however events arrive: the multiples reached in a window, a first purchase, a
 * crossing.
 *
 * <p>Immutable and thread-safe. Kept in columns, a row for each that gave.
 */
public final class Milestones {
    /** How many that gave are kept apart, so that a refund can take one of them back. */
    private static final int MOST_KEPT = 64;

    /** The place, the first day since 1970-01-01 and which one gave. */
    private static final int NUMBERS = 3;

    private static final long NO_BEGINNING = LocalDate.MIN.toEpochDay();
    /** No year has fewer days. */
    private static final int YEAR = 365;

    public static final Milestones NONE = new Milestones(new RuleKey[0], new long[0]);

    /** In the order of the keys, and those of one key from the lowest up. */
    private final RuleKey[] rules;

    private final long[] numbers;
    /** Of all windows that have a beginning, the first of the first days. */
    private final long firstDay;

    /**
     * What is reached.
     *
     * @param place which condition of the rule, from 0; −1 for its trigger
     * @param firstDay of the window; {@link LocalDate#MIN} if it has no beginning
     */
    public record Key(RuleKey rule, int place, LocalDate firstDay) implements Comparable<Key> {
        /** Once in a member's life. */
        public static Key ever(RuleKey rule, int place) {
            return new Key(rule, place, LocalDate.MIN);
        }

        @Override
        public int compareTo(Key other) {
            int byRule = rule.compareTo(other.rule);
            int byPlace = byRule != 0 ? byRule : Integer.compare(place, other.place);
            return byPlace != 0 ? byPlace : firstDay.compareTo(other.firstDay);
        }
    }

    private Milestones(RuleKey[] rules, long[] numbers) {
        this.rules = rules;
        this.numbers = numbers;
        long first = Long.MAX_VALUE;
        for (int i = 0; i < rules.length; i++) {
            first = firstDay(i) == NO_BEGINNING ? first : Math.min(first, firstDay(i));
        }
        firstDay = first;
    }

    /** Milestones that reached this. */
    public static Milestones of(Map<Key, ? extends NavigableSet<Long>> reached) {
        List<Key> keys = new ArrayList<>(reached.keySet());
        Collections.sort(keys);
        Milestones all = NONE;
        for (Key key : keys) {
            for (long each : Objects.requireNonNull(reached.get(key))) {
                all = all.with(all.size(), key, each);
            }
        }
        return all;
    }

    private int size() {
        return rules.length;
    }

    private int place(int row) {
        return (int) numbers[row * NUMBERS];
    }

    private long firstDay(int row) {
        return numbers[row * NUMBERS + 1];
    }

    private long gave(int row) {
        return numbers[row * NUMBERS + 2];
    }

    private Key key(int row) {
        return new Key(rules[row], place(row), LocalDate.ofEpochDay(firstDay(row)));
    }

    /** All of it, in the order of the keys. */
    public Map<Key, NavigableSet<Long>> reached() {
        Map<Key, NavigableSet<Long>> reached = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            reached.computeIfAbsent(key(i), key -> new TreeSet<>()).add(gave(i));
        }
        return reached;
    }

    /** The highest that gave; 0 if none did. O(rows). */
    public long of(Key key) {
        int end = end(key);
        return isOf(key, end - 1) ? gave(end - 1) : 0;
    }

    private boolean isOf(Key key, int row) {
        return row >= 0
                && place(row) == key.place()
                && firstDay(row) == key.firstDay().toEpochDay()
                && rules[row].equals(key.rule());
    }

    /** Behind the rows of the key, or where they would be. */
    private int end(Key key) {
        int end = size();
        while (end > 0 && compare(end - 1, key) > 0) {
            end--;
        }
        return end;
    }

    /** As {@link Key#compareTo}. */
    private int compare(int row, Key key) {
        int byRule = rules[row].compareTo(key.rule());
        int byPlace = byRule != 0 ? byRule : Integer.compare(place(row), key.place());
        return byPlace != 0
                ? byPlace
                : Long.compare(firstDay(row), key.firstDay().toEpochDay());
    }

    Milestones plus(Map<Key, Long> more) {
        Milestones next = this;
        for (Map.Entry<Key, Long> each : more.entrySet()) {
            next = next.plus(each.getKey(), each.getValue());
        }
        return next;
    }

    private Milestones plus(Key key, long value) {
        int end = end(key);
        int first = end;
        while (isOf(key, first - 1)) {
            first--;
        }
        int row = end;
        while (row > first && gave(row - 1) > value) {
            row--;
        }
        if (row > first && gave(row - 1) == value) {
            return this;
        }
        Milestones next = with(row, key, value);
        return end - first == MOST_KEPT ? next.without(first) : next;
    }

    /** These did not give after all, and may give once more unless a higher one did. */
    Milestones minus(Map<Key, Long> undone) {
        Milestones next = this;
        for (Map.Entry<Key, Long> each : undone.entrySet()) {
            next = next.minus(each.getKey(), each.getValue());
        }
        return next;
    }

    private Milestones minus(Key key, long value) {
        for (int i = end(key) - 1; isOf(key, i); i--) {
            if (gave(i) == value) {
                return without(i);
            }
        }
        return this;
    }

    private Milestones with(int row, Key key, long value) {
        RuleKey[] nextRules = Arrays.copyOf(rules, size() + 1);
        System.arraycopy(rules, row, nextRules, row + 1, size() - row);
        nextRules[row] = key.rule();
        int at = row * NUMBERS;
        long[] next = Arrays.copyOf(numbers, numbers.length + NUMBERS);
        System.arraycopy(numbers, at, next, at + NUMBERS, numbers.length - at);
        next[at] = key.place();
        next[at + 1] = key.firstDay().toEpochDay();
        next[at + 2] = value;
        return new Milestones(nextRules, next);
    }

    private Milestones without(int row) {
        if (size() == 1) {
            return NONE;
        }
        RuleKey[] left = Arrays.copyOf(rules, size() - 1);
        System.arraycopy(rules, row + 1, left, row, left.length - row);
        int at = row * NUMBERS;
        long[] next = Arrays.copyOf(numbers, numbers.length - NUMBERS);
        System.arraycopy(numbers, at + NUMBERS, next, at, next.length - at);
        return new Milestones(left, next);
    }

    /** Without windows that began more than a year before that day, since 1970-01-01: no period is longer, so they are over. */
    Milestones forgetBefore(long day) {
        if (firstDay >= day - YEAR) {
            return this;
        }
        long edge = LocalDate.ofEpochDay(day).minusYears(1).toEpochDay();
        Milestones left = this;
        for (int i = size() - 1; i >= 0; i--) {
            left = firstDay(i) < edge && firstDay(i) != NO_BEGINNING ? left.without(i) : left;
        }
        return left;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Milestones other
                && Arrays.equals(rules, other.rules)
                && Arrays.equals(numbers, other.numbers);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(rules) + Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return reached().toString();
    }
}
