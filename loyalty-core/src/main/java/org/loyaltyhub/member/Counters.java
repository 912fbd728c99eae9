package org.loyaltyhub.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/**
 * What a member has had from rules with limits, by rule and calendar period.
 *
 * <p>Immutable and thread-safe.
 */
public final class Counters {
    public static final Counters NONE = new Counters(new Key[0], new int[0], new long[0]);

    private static final int NEVER = Integer.MAX_VALUE;
    /** Times, points and money of a counter, one after the other. */
    private static final int MEASURES = 3;

    /** In their order. */
    private final Key[] keys;
    /** The first day after the period of each, since 1970-01-01. */
    private final int[] ends;

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

        private int end() {
            return period.isEmpty()
                    ? NEVER
                    : Math.toIntExact(period.get().nextFirstDay(firstDay).toEpochDay());
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

        private Usage minus(Usage less) {
            return new Usage(
                    Math.max(0, times - less.times),
                    Points.ofUnits(Math.max(0, points.units() - less.points.units())),
                    Math.max(0, money - less.money));
        }
    }

    private Counters(Key[] keys, int[] ends, long[] amounts) {
        this.keys = keys;
        this.ends = ends;
        this.amounts = amounts;
    }

    /** Counters that show this. */
    public static Counters of(Map<Key, Usage> usage) {
        if (usage.isEmpty()) {
            return NONE;
        }
        List<Map.Entry<Key, Usage>> sorted = new ArrayList<>(usage.entrySet());
        sorted.sort(Map.Entry.comparingByKey());
        Key[] keys = new Key[sorted.size()];
        int[] ends = new int[keys.length];
        long[] amounts = new long[keys.length * MEASURES];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = sorted.get(i).getKey();
            ends[i] = keys[i].end();
            put(sorted.get(i).getValue(), amounts, i);
        }
        return new Counters(keys, ends, amounts);
    }

    private static void put(Usage usage, long[] amounts, int place) {
        amounts[place * MEASURES] = usage.times();
        amounts[place * MEASURES + 1] = usage.points().units();
        amounts[place * MEASURES + 2] = usage.money();
    }

    private Usage at(int place) {
        int from = place * MEASURES;
        return new Usage(amounts[from], Points.ofUnits(amounts[from + 1]), amounts[from + 2]);
    }

    /** All of it, in the order of the keys. O(counters). */
    public Map<Key, Usage> usage() {
        Map<Key, Usage> usage = new LinkedHashMap<>();
        forEach(usage::put);
        return usage;
    }

    /** All of it, key by key in their order. */
    public void forEach(BiConsumer<Key, Usage> each) {
        for (int i = 0; i < keys.length; i++) {
            each.accept(keys[i], at(i));
        }
    }

    public Usage of(Key key) {
        int place = place(key);
        return place < 0 ? Usage.NONE : at(place);
    }

    /** Where the key is; if it is nowhere, −1 − where it would be. */
    private int place(Key key) {
        return Arrays.binarySearch(keys, key);
    }

    Counters plus(Map<Key, Usage> more) {
        Counters next = this;
        for (Map.Entry<Key, Usage> each : more.entrySet()) {
            next = next.with(each.getKey(), next.of(each.getKey()).plus(each.getValue()));
        }
        return next;
    }

    /** Without what was taken back, as far as it is still counted; below zero is more. */
    Counters minus(Map<Key, Usage> less) {
        Counters next = this;
        for (Map.Entry<Key, Usage> each : less.entrySet()) {
            next = next.with(each.getKey(), next.of(each.getKey()).minus(each.getValue()));
        }
        return next;
    }

    private Counters with(Key key, Usage usage) {
        int place = place(key);
        if (usage.equals(Usage.NONE)) {
            return place < 0 ? this : without(place);
        }
        if (place >= 0) {
            long[] next = amounts.clone();
            put(usage, next, place);
            return new Counters(keys, ends, next);
        }
        int at = -1 - place;
        int behind = keys.length - at;
        Key[] nextKeys = Arrays.copyOf(keys, keys.length + 1);
        int[] nextEnds = Arrays.copyOf(ends, keys.length + 1);
        long[] next = Arrays.copyOf(amounts, amounts.length + MEASURES);
        System.arraycopy(keys, at, nextKeys, at + 1, behind);
        System.arraycopy(ends, at, nextEnds, at + 1, behind);
        System.arraycopy(amounts, at * MEASURES, next, (at + 1) * MEASURES, behind * MEASURES);
        nextKeys[at] = key;
        nextEnds[at] = key.end();
        put(usage, next, at);
        return new Counters(nextKeys, nextEnds, next);
    }

    private Counters without(int place) {
        Map<Key, Usage> left = usage();
        left.remove(keys[place]);
        return of(left);
    }

    /** Without the periods that ended before that day, since 1970-01-01: no event can fall into them any more. */
    Counters forgetBefore(long day) {
        int left = 0;
        for (int end : ends) {
            left += end > day ? 1 : 0;
        }
        return left == keys.length ? this : leaving(left, day);
    }

    private Counters leaving(int count, long day) {
        Key[] left = new Key[count];
        int[] leftEnds = new int[count];
        long[] leftAmounts = new long[count * MEASURES];
        int next = 0;
        for (int i = 0; i < keys.length; i++) {
            if (ends[i] > day) {
                left[next] = keys[i];
                leftEnds[next] = ends[i];
                System.arraycopy(amounts, i * MEASURES, leftAmounts, next * MEASURES, MEASURES);
                next++;
            }
        }
        return count == 0 ? NONE : new Counters(left, leftEnds, leftAmounts);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Counters other
                && Arrays.equals(keys, other.keys)
                && Arrays.equals(amounts, other.amounts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keys);
    }

    @Override
    public String toString() {
        return usage().toString();
    }
}
