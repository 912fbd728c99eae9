package org.loyaltyhub.member;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.loyaltyhub.value.Period;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.RuleKey;

/**
 * What a member has had from rules with limits, by rule and calendar period.
 *
 * <p>Immutable and thread-safe.
 */
public final class Counters {
    public static final Counters NONE = new Counters(Map.of());

    private final Map<Key, Usage> usage;

    /**
     * One period of one rule's limit.
     *
     * @param period empty for {@code ever}
     * @param firstDay of the period; {@link LocalDate#MIN} for {@code ever}
     */
    public record Key(RuleKey rule, Optional<Period> period, LocalDate firstDay) {
        /** The counter that an event on {@code date} belongs to. */
        public static Key of(RuleKey rule, Optional<Period> period, LocalDate date) {
            return new Key(rule, period, period.map(p -> p.firstDay(date)).orElse(LocalDate.MIN));
        }

        private boolean isOverBefore(LocalDate day) {
            return period.map(p -> !p.nextFirstDay(firstDay).isAfter(day)).orElse(false);
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

    private Counters(Map<Key, Usage> usage) {
        this.usage = usage;
    }

    /** Counters that show this. */
    public static Counters of(Map<Key, Usage> usage) {
        return usage.isEmpty() ? NONE : new Counters(Map.copyOf(usage));
    }

    /** All of it, in no order. */
    public Map<Key, Usage> usage() {
        return Collections.unmodifiableMap(usage);
    }

    public Usage of(Key key) {
        return usage.getOrDefault(key, Usage.NONE);
    }

    Counters plus(Map<Key, Usage> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<Key, Usage> next = new HashMap<>(usage);
        more.forEach((key, value) -> next.merge(key, value, Usage::plus));
        return new Counters(next);
    }

    /** Without what was taken back, as far as it is still counted; below zero is more. */
    Counters minus(Map<Key, Usage> less) {
        if (less.isEmpty()) {
            return this;
        }
        Map<Key, Usage> next = new HashMap<>(usage);
        less.forEach((key, value) -> {
            Usage left = of(key).minus(value);
            if (left.equals(Usage.NONE)) {
                next.remove(key);
            } else {
                next.put(key, left);
            }
        });
        return new Counters(next);
    }

    /** Without the periods that ended before {@code day}, which no event can fall into any more. */
    Counters forgetBefore(LocalDate day) {
        if (usage.keySet().stream().noneMatch(key -> key.isOverBefore(day))) {
            return this;
        }
        Map<Key, Usage> next = new HashMap<>(usage);
        next.keySet().removeIf(key -> key.isOverBefore(day));
        return new Counters(next);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Counters other && usage.equals(other.usage);
    }

    @Override
    public int hashCode() {
        return usage.hashCode();
    }

    @Override
    public String toString() {
        return usage.toString();
    }
}
