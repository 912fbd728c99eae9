package org.loyaltyhub.member;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.loyaltyhub.value.RuleKey;

/**
 * What gives only once for a rule, however events arrive: the highest multiple reached in a window, a first purchase, a
 * crossing.
 *
 * <p>Immutable and thread-safe.
 */
public final class Milestones {
    public static final Milestones NONE = new Milestones(Map.of());

    private final Map<Key, Long> reached;

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

    private Milestones(Map<Key, Long> reached) {
        this.reached = reached;
    }

    /** Milestones that reached this. */
    public static Milestones of(Map<Key, Long> reached) {
        return reached.isEmpty() ? NONE : new Milestones(Map.copyOf(reached));
    }

    /** All of it, in no order. */
    public Map<Key, Long> reached() {
        return Collections.unmodifiableMap(reached);
    }

    /** The highest that gave; 0 if none did. */
    public long of(Key key) {
        return reached.getOrDefault(key, 0L);
    }

    Milestones plus(Map<Key, Long> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<Key, Long> next = new HashMap<>(reached);
        more.forEach((key, value) -> next.merge(key, value, Math::max));
        return new Milestones(next);
    }

    /** Without windows that began more than a year before {@code day}: no period is longer, so they are over. */
    Milestones forgetBefore(LocalDate day) {
        LocalDate edge = day.minusYears(1);
        boolean nothing = reached.keySet().stream().noneMatch(key -> isOver(key, edge));
        if (nothing) {
            return this;
        }
        Map<Key, Long> next = new HashMap<>(reached);
        next.keySet().removeIf(key -> isOver(key, edge));
        return new Milestones(next);
    }

    private static boolean isOver(Key key, LocalDate edge) {
        return key.firstDay().isBefore(edge) && !key.firstDay().equals(LocalDate.MIN);
    }
}
