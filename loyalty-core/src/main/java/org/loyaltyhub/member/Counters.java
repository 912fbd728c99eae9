package org.loyaltyhub.member;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/**
 * What a member has had from rules with limits, by rule and calendar period.
 *
 * <p>Immutable and thread-safe. Kept in columns, for each event looks some up and members have many.
 */
public final class Counters {
    private static final long NEVER = Long.MAX_VALUE;

    public static final Counters NONE = new Counters(new RuleKey[0], new long[0], NEVER);

    private static final List<Period> PERIODS = List.of(Period.values());
    /** Times, points and money. */
    private static final int AMOUNTS = 3;
    /** The span and the amounts. */
    private static final int NUMBERS = 1 + AMOUNTS;
    /** Of the days in a span. */
    private static final int LENGTH_BITS = 16;
    /** Of the first day in a span. */
    private static final int DAY_BITS = 32;

    /** In the order of the keys. */
    private final RuleKey[] rules;
    /** In the same order, first the spans of all, then the amounts of all. */
    private final long[] numbers;
    /** The first of the ends of all periods, since 1970-01-01. */
    private final long firstEnd;

    /**
     * One period of one rule's limit.
     *
     * @param period empty for {@code ever}
     * @param firstDay of the period; {@link LocalDate#MIN} for {@code ever}
     */
    public record Key(RuleKey rule, Optional<Period> period, LocalDate firstDay) implements Comparable<Key> {
        /** The counter that an event on {@code date} belongs to. */
        public static Key of(RuleKey rule, Optional<Period> period, LocalDate date) {
            return new Key(rule, period, period.map(p -> p.firstDay(date)).orElse(LocalDate.MIN));
        }

        /** By rule, then what is counted for ever, then the shorter period, then the earlier. */
        @Override
        public int compareTo(Key other) {
            int byRule = rule.compareTo(other.rule);
            int byPeriod = byRule != 0 ? byRule : comparePeriods(other);
            return byPeriod != 0 ? byPeriod : firstDay.compareTo(other.firstDay);
        }

        private int comparePeriods(Key other) {
            return period.isPresent() && other.period.isPresent()
                    ? period.get().compareTo(other.period.get())
                    : Boolean.compare(period.isPresent(), other.period.isPresent());
        }

        /** The period and its first day, as a number: those of one rule stand in its order. */
        private long start() {
            return period.isEmpty() ? 0 : Counters.start(period.get(), Math.toIntExact(firstDay.toEpochDay()));
        }

        /** The start, and behind it the days of the period. */
        private long span() {
            return period.isEmpty()
                    ? 0
                    : start() << LENGTH_BITS | (period.get().nextFirstEpochDay(firstDay) - firstDay.toEpochDay());
        }
    }

    /**
     * How often a rule gave, and how much.
     *
     * @param times events for which it gave anything
     * @param points that it granted
     * @param money that it took off, in the minor unit
     */
    public record Usage(long times, Points points, long money) {
        public static final Usage NONE = new Usage(0, Points.ZERO, 0);

        /** With what the same event gave besides: it is one time. */
        public Usage ofOneEvent(Usage more) {
            return new Usage(Math.max(times, more.times), points.plus(more.points), Math.addExact(money, more.money));
        }

        /** What is not counted any more where this becomes {@code left}; below zero if it is more. */
        public Usage less(Usage left) {
            return new Usage(
                    Math.subtractExact(times, left.times),
                    points.minus(left.points),
                    Math.subtractExact(money, left.money));
        }

        private Usage minus(Usage less) {
            return new Usage(
                    Math.max(0, times - less.times),
                    Points.ofUnits(Math.max(0, points.units() - less.points.units())),
                    Math.max(0, money - less.money));
        }
    }

    private Counters(RuleKey[] rules, long[] numbers, long firstEnd) {
        this.rules = rules;
        this.numbers = numbers;
        this.firstEnd = firstEnd;
    }

    /** Counters that show this. */
    public static Counters of(Map<Key, Usage> usage) {
        List<Key> keys = usage.keySet().stream().sorted().toList();
        long first = NEVER;
        for (Key key : keys) {
            first = Math.min(first, end(key.span()));
        }
        Counters all = new Counters(new RuleKey[keys.size()], new long[keys.size() * NUMBERS], first);
        for (int i = 0; i < keys.size(); i++) {
            all.rules[i] = keys.get(i).rule();
            all.numbers[i] = keys.get(i).span();
            all.counting(i, Objects.requireNonNull(usage.get(keys.get(i))));
        }
        return all;
    }

    /** Zero is left to {@code ever}. */
    private static long start(Period period, int firstDay) {
        return (PERIODS.indexOf(period) + 1L) << DAY_BITS | (firstDay - (long) Integer.MIN_VALUE);
    }

    private int size() {
        return rules.length;
    }

    private long start(int place) {
        return start(numbers[place]);
    }

    private static long start(long span) {
        return span >>> LENGTH_BITS;
    }

    private static int firstDay(long span) {
        return (int) start(span) + Integer.MIN_VALUE;
    }

    /** The first day after the period, since 1970-01-01. */
    private static long end(long span) {
        return span == 0 ? NEVER : firstDay(span) + (span & ((1L << LENGTH_BITS) - 1));
    }

    /** Null for what is counted for ever. */
    private @Nullable Period period(int place) {
        long number = start(place) >>> DAY_BITS;
        return number == 0 ? null : PERIODS.get((int) number - 1);
    }

    /** Since 1970-01-01. */
    private int firstDay(int place) {
        return firstDay(numbers[place]);
    }

    private Key key(int place) {
        Period period = period(place);
        return period == null
                ? new Key(rules[place], Optional.empty(), LocalDate.MIN)
                : new Key(rules[place], Optional.of(period), LocalDate.ofEpochDay(firstDay(place)));
    }

    private Usage at(int place) {
        int from = amounts(place);
        return new Usage(numbers[from], Points.ofUnits(numbers[from + 1]), numbers[from + 2]);
    }

    /** Where its amounts begin. */
    private int amounts(int place) {
        return size() + place * AMOUNTS;
    }

    /** All of it, in the order of the keys. O(counters). */
    public Map<Key, Usage> usage() {
        Map<Key, Usage> usage = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            usage.put(key(i), at(i));
        }
        return usage;
    }

    /** Takes counters one after the other, without keys made for them. */
    public interface Each {
        /**
         * The next of them, in the order of their keys.
         *
         * @param period null for {@code ever}
         * @param firstDay of the period, since 1970-01-01; nothing to go by for {@code ever}
         */
        void take(RuleKey rule, @Nullable Period period, int firstDay, Usage usage);
    }

    /** All of it, in the order of the keys. O(counters). */
    public void forEach(Each each) {
        for (int i = 0; i < size(); i++) {
            each.take(rules[i], period(i), firstDay(i), at(i));
        }
    }

    public Usage of(Key key) {
        int place = place(key.rule(), key.start());
        return place < 0 ? Usage.NONE : at(place);
    }

    /** The same of the counter that an event on {@code date} belongs to, without a key made for it. */
    public Usage of(RuleKey rule, Optional<Period> period, LocalDate date) {
        long start = period.isEmpty()
                ? 0
                : start(period.get(), Math.toIntExact(period.get().firstEpochDay(date)));
        int place = place(rule, start);
        return place < 0 ? Usage.NONE : at(place);
    }

    /** Where it is; −1 if it is nowhere. */
    private int place(RuleKey rule, long start) {
        for (int i = 0; i < size(); i++) {
            if (start(i) == start && rules[i].equals(rule)) {
                return i; // nearly all others are told apart by a number
            }
        }
        return -1;
    }

    /** How many come before it. O(log counters). */
    private int before(RuleKey rule, long start) {
        int from = 0;
        int to = size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            int byRule = rules[middle].compareTo(rule);
            boolean isBefore = byRule == 0 ? start(middle) < start : byRule < 0;
            from = isBefore ? middle + 1 : from;
            to = isBefore ? to : middle;
        }
        return from;
    }

    /**
     * With these counted, and without the periods that ended by that day, since 1970-01-01: no event can fall into them any
     * more.
     */
    Counters after(Map<Key, Usage> more, long day) {
        Counters next = from(day);
        for (Map.Entry<Key, Usage> each : more.entrySet()) {
            next = next.plus(each.getKey(), each.getValue(), day);
        }
        return next;
    }

    /** Without the periods that ended by the day. */
    private Counters from(long day) {
        if (firstEnd > day) {
            return this;
        }
        int left = 0;
        long first = NEVER;
        for (int i = 0; i < size(); i++) {
            long end = end(numbers[i]);
            left += end > day ? 1 : 0;
            first = end > day ? Math.min(first, end) : first;
        }
        return left == 0 ? NONE : copied(day, new Counters(new RuleKey[left], new long[left * NUMBERS], first));
    }

    private Counters copied(long day, Counters next) {
        int to = 0;
        int start = 0;
        for (int i = 0; i <= size(); i++) {
            if (i == size() || end(numbers[i]) <= day) {
                copy(start, i - start, next, to);
                to += i - start;
                start = i + 1;
            }
        }
        return next;
    }

    private Counters plus(Key key, Usage more, long day) {
        long span = key.span();
        int place = place(key.rule(), start(span));
        if (place >= 0) {
            return new Counters(rules, numbers.clone(), firstEnd).counting(place, more);
        }
        if (end(span) <= day) {
            return this;
        }
        int next = before(key.rule(), start(span));
        return with(next, key.rule(), span).counting(next, more);
    }

    /** With one at that place that counts nothing yet. */
    private Counters with(int place, RuleKey rule, long span) {
        int size = size() + 1;
        Counters next = new Counters(new RuleKey[size], new long[size * NUMBERS], Math.min(firstEnd, end(span)));
        copy(0, place, next, 0);
        copy(place, size() - place, next, place + 1);
        next.rules[place] = rule;
        next.numbers[place] = span;
        return next;
    }

    private void copy(int from, int count, Counters next, int place) {
        System.arraycopy(rules, from, next.rules, place, count);
        System.arraycopy(numbers, from, next.numbers, place, count);
        System.arraycopy(numbers, amounts(from), next.numbers, next.amounts(place), count * AMOUNTS);
    }

    /** While they are made. */
    private Counters counting(int place, Usage more) {
        int at = amounts(place);
        numbers[at] = Math.addExact(numbers[at], more.times());
        numbers[at + 1] = Math.addExact(numbers[at + 1], more.points().units());
        numbers[at + 2] = Math.addExact(numbers[at + 2], more.money());
        return this;
    }

    /** Without what was taken back, as far as it is still counted; below zero is more. */
    Counters minus(Map<Key, Usage> less) {
        if (less.isEmpty()) {
            return this;
        }
        Map<Key, Usage> left = usage();
        less.forEach((key, gone) -> {
            Usage usage = left.getOrDefault(key, Usage.NONE).minus(gone);
            if (usage.equals(Usage.NONE)) {
                left.remove(key);
            } else {
                left.put(key, usage);
            }
        });
        return of(left);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Counters other
                && Arrays.equals(rules, other.rules)
                && Arrays.equals(numbers, other.numbers);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(rules) + Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return usage().toString();
    }
}
