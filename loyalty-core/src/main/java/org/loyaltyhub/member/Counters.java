package org.loyaltyhub.member;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
    public static final Counters NONE = new Counters(new Key[0], new Usage[0], Counters.NEVER);

    private static final long NEVER = Long.MAX_VALUE;

    /** In their order. */
    private final Key[] keys;

    private final Usage[] usages;
    /** Before that day, since 1970-01-01, none of the periods is over. */
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

        /** The first day after the period, since 1970-01-01. */
        private long end() {
            return period.isEmpty()
                    ? NEVER
                    : period.get().nextFirstDay(firstDay).toEpochDay();
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

    private Counters(Key[] keys, Usage[] usages, long firstEnd) {
        this.keys = keys;
        this.usages = usages;
        this.firstEnd = firstEnd;
    }

    private static Counters of(Key[] keys, Usage[] usages) {
        long first = NEVER;
        for (Key key : keys) {
            first = Math.min(first, key.end());
        }
        return new Counters(keys, usages, first);
    }

    /** Counters that show this. */
    public static Counters of(Map<Key, Usage> usage) {
        if (usage.isEmpty()) {
            return NONE;
        }
        Key[] keys = usage.keySet().toArray(new Key[0]);
        Arrays.sort(keys);
        Usage[] usages = new Usage[keys.length];
        for (int i = 0; i < keys.length; i++) {
            usages[i] = usage.get(keys[i]);
        }
        return of(keys, usages);
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
            each.accept(keys[i], usages[i]);
        }
    }

    public Usage of(Key key) {
        int place = place(key);
        return place < 0 ? Usage.NONE : usages[place];
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
            Usage[] next = usages.clone();
            next[place] = usage;
            return new Counters(keys, next, firstEnd);
        }
        int at = -1 - place;
        int behind = keys.length - at;
        Key[] nextKeys = Arrays.copyOf(keys, keys.length + 1);
        Usage[] next = Arrays.copyOf(usages, keys.length + 1);
        System.arraycopy(keys, at, nextKeys, at + 1, behind);
        System.arraycopy(usages, at, next, at + 1, behind);
        nextKeys[at] = key;
        next[at] = usage;
        return new Counters(nextKeys, next, Math.min(firstEnd, key.end()));
    }

    private Counters without(int place) {
        Map<Key, Usage> left = usage();
        left.remove(keys[place]);
        return of(left);
    }

    /** Without the periods that ended before {@code day}, which no event can fall into any more. */
    Counters forgetBefore(LocalDate day) {
        long today = day.toEpochDay();
        if (today < firstEnd) {
            return this;
        }
        Key[] left = new Key[keys.length];
        Usage[] leftUsages = new Usage[keys.length];
        int count = 0;
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].end() > today) {
                left[count] = keys[i];
                leftUsages[count++] = usages[i];
            }
        }
        return count == 0 ? NONE : of(Arrays.copyOf(left, count), Arrays.copyOf(leftUsages, count));
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Counters other
                && Arrays.equals(keys, other.keys)
                && Arrays.equals(usages, other.usages);
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
