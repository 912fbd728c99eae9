package org.loyaltyhub.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    public static final Counters NONE = new Counters(new RuleKey[0], new Period[0], new int[0], new long[0]);

    private static final int NEVER = Integer.MAX_VALUE;
    /** The first and the end of a period, one after the other. */
    private static final int DAYS = 2;
    /** Times, points and money of a counter, one after the other. */
    private static final int MEASURES = 3;

    /** In the order of the keys, as all that follow. */
    private final RuleKey[] rules;
    /** None for what is counted for ever. */
    private final @Nullable Period[] periods;
    /** The period's first day and the first one after it, since 1970-01-01. */
    private final int[] days;

    private final long[] amounts;

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

        private int first() {
            return period.isEmpty() ? -NEVER : Math.toIntExact(firstDay.toEpochDay());
        }

        private int end() {
            return period.isEmpty() ? NEVER : Math.toIntExact(period.get().nextFirstEpochDay(firstDay));
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

        public Usage plus(Usage more) {
            return new Usage(
                    Math.addExact(times, more.times), points.plus(more.points), Math.addExact(money, more.money));
        }

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

    private Counters(RuleKey[] rules, @Nullable Period[] periods, int[] days, long[] amounts) {
        this.rules = rules;
        this.periods = periods;
        this.days = days;
        this.amounts = amounts;
    }

    /** So many, to be filled. */
    private static Counters room(int size) {
        return new Counters(
                new RuleKey[size], new @Nullable Period[size], new int[size * DAYS], new long[size * MEASURES]);
    }

    /** Counters that show this. */
    public static Counters of(Map<Key, Usage> usage) {
        if (usage.isEmpty()) {
            return NONE;
        }
        List<Map.Entry<Key, Usage>> sorted = new ArrayList<>(usage.entrySet());
        sorted.sort(Map.Entry.comparingByKey());
        Counters all = room(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            all.put(sorted.get(i).getKey(), i);
            put(sorted.get(i).getValue(), all.amounts, i);
        }
        return all;
    }

    /** While they are made. */
    private void put(Key key, int place) {
        rules[place] = key.rule();
        periods[place] = key.period().orElse(null);
        days[place * DAYS] = key.first();
        days[place * DAYS + 1] = key.end();
    }

    private static void put(Usage usage, long[] amounts, int place) {
        amounts[place * MEASURES] = usage.times();
        amounts[place * MEASURES + 1] = usage.points().units();
        amounts[place * MEASURES + 2] = usage.money();
    }

    private int size() {
        return rules.length;
    }

    private Key key(int place) {
        Period period = periods[place];
        return period == null
                ? new Key(rules[place], Optional.empty(), LocalDate.MIN)
                : new Key(rules[place], Optional.of(period), LocalDate.ofEpochDay(days[place * DAYS]));
    }

    private int end(int place) {
        return days[place * DAYS + 1];
    }

    private Usage at(int place) {
        int from = place * MEASURES;
        return new Usage(amounts[from], Points.ofUnits(amounts[from + 1]), amounts[from + 2]);
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
            each.take(rules[i], periods[i], days[i * DAYS], at(i));
        }
    }

    public Usage of(Key key) {
        int place = place(key);
        return place < 0 ? Usage.NONE : at(place);
    }

    /** Where the key is; if it is nowhere, −1 − where it would be. O(log counters). */
    private int place(Key key) {
        int first = key.first();
        int from = 0;
        int to = size() - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int order = compare(middle, key, first);
            if (order == 0) {
                return middle;
            }
            from = order < 0 ? middle + 1 : from;
            to = order < 0 ? to : middle - 1;
        }
        return -1 - from;
    }

    /** As {@link Key#compareTo}. */
    private int compare(int place, Key key, int first) {
        int byRule = rules[place].compareTo(key.rule());
        if (byRule != 0) {
            return byRule;
        }
        Period period = periods[place];
        int byPeriod = period == null || key.period().isEmpty()
                ? Boolean.compare(period != null, key.period().isPresent())
                : period.compareTo(key.period().get());
        return byPeriod != 0 ? byPeriod : Integer.compare(days[place * DAYS], first);
    }

    Counters plus(Map<Key, Usage> more) {
        Counters next = this;
        boolean isOwn = false;
        for (Map.Entry<Key, Usage> each : more.entrySet()) {
            int place = next.place(each.getKey());
            if (place < 0) {
                next = next.and(place, each.getKey(), each.getValue());
            } else {
                next = isOwn ? next : new Counters(rules, periods, days, amounts.clone());
                put(next.at(place).plus(each.getValue()), next.amounts, place);
            }
            isOwn = true;
        }
        return next;
    }

    /** Without what was taken back, as far as it is still counted; below zero is more. */
    Counters minus(Map<Key, Usage> less) {
        Counters next = this;
        for (Map.Entry<Key, Usage> each : less.entrySet()) {
            int place = next.place(each.getKey());
            Usage had = place < 0 ? Usage.NONE : next.at(place);
            next = next.with(place, each.getKey(), had.minus(each.getValue()));
        }
        return next;
    }

    /** @param place where the key is, or would be */
    private Counters with(int place, Key key, Usage usage) {
        if (usage.equals(Usage.NONE)) {
            return place < 0 ? this : without(place);
        }
        if (place >= 0) {
            long[] next = amounts.clone();
            put(usage, next, place);
            return new Counters(rules, periods, days, next);
        }
        return and(place, key, usage);
    }

    /** With one more. */
    private Counters and(int place, Key key, Usage usage) {
        Counters next = room(size() + 1);
        int at = -1 - place;
        copy(0, at, next, 0);
        copy(at, size() - at, next, at + 1);
        next.put(key, at);
        put(usage, next.amounts, at);
        return next;
    }

    /** So many of them from there on, to that place of those that are being made. */
    private void copy(int from, int count, Counters to, int place) {
        System.arraycopy(rules, from, to.rules, place, count);
        System.arraycopy(periods, from, to.periods, place, count);
        System.arraycopy(days, from * DAYS, to.days, place * DAYS, count * DAYS);
        System.arraycopy(amounts, from * MEASURES, to.amounts, place * MEASURES, count * MEASURES);
    }

    private Counters without(int place) {
        if (size() == 1) {
            return NONE;
        }
        Counters left = room(size() - 1);
        copy(0, place, left, 0);
        copy(place + 1, size() - place - 1, left, place);
        return left;
    }

    /** Without the periods that ended before that day, since 1970-01-01: no event can fall into them any more. */
    Counters forgetBefore(long day) {
        int left = 0;
        for (int i = 0; i < size(); i++) {
            left += end(i) > day ? 1 : 0;
        }
        return left == size() ? this : leaving(left, day);
    }

    private Counters leaving(int count, long day) {
        if (count == 0) {
            return NONE;
        }
        Counters left = room(count);
        int next = 0;
        for (int i = 0; i < size(); i++) {
            if (end(i) > day) {
                copy(i, 1, left, next++);
            }
        }
        return left;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Counters other
                && Arrays.equals(rules, other.rules)
                && Arrays.equals(periods, other.periods)
                && Arrays.equals(days, other.days)
                && Arrays.equals(amounts, other.amounts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(rules) + Arrays.hashCode(days);
    }

    @Override
    public String toString() {
        return usage().toString();
    }
}
