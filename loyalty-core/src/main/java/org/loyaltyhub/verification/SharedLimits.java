package org.loyaltyhub.verification;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.SharedLimit;
import org.loyaltyhub.decision.SharedUse;

/** Adds up what decisions used of limits over all members, budgets included. Not thread-safe. */
final class SharedLimits {
    private final Breaches breaches;
    private final Map<SharedLimit.Key, Long> taken = new HashMap<>();
    private final Map<SharedLimit.Key, Long> kept = new HashMap<>();

    SharedLimits(Breaches breaches) {
        this.breaches = breaches;
    }

    /** The next decision in the order recorded over all members. */
    void add(Decision decision) {
        for (SharedUse use : decision.shared()) {
            long sum = taken.merge(use.limit().key(), use.used(), Math::addExact);
            boolean isExceeded = use.used() > 0 && sum > use.limit().limit().most(); // a later version may lower it
            if (isExceeded || sum < 0) {
                breaches.add(
                        Invariant.LIMITS,
                        decision.event().key() + " brings what " + use.limit().rule() + " took of `"
                                + use.limit().limit().text() + "` to " + sum);
            } else if (use.used() > use.granted() || use.granted() > use.asked()) {
                breaches.add(
                        Invariant.LIMITS,
                        decision.event().key() + " asked " + use.asked() + ", was granted " + use.granted()
                                + " and used " + use.used());
            }
        }
    }

    /** What the store says is used. */
    void kept(SharedLimit.Key limit, long used) {
        kept.put(limit, used);
    }

    /** Names the first limit, by rule and day, of which the store says otherwise than its decisions. */
    void end() {
        Map<String, String> wrong = new TreeMap<>();
        kept.forEach((limit, used) -> {
            long sum = taken.getOrDefault(limit, 0L);
            if (used != sum) {
                wrong.put(name(limit), "is kept at " + used + ", its decisions used " + sum);
            }
        });
        taken.forEach((limit, sum) -> {
            if (sum != 0 && !kept.containsKey(limit)) {
                wrong.put(name(limit), "is not kept, its decisions used " + sum);
            }
        });
        wrong.entrySet().stream()
                .findFirst()
                .ifPresent(first -> breaches.add(Invariant.USES, first.getKey() + " " + first.getValue()));
    }

    private static String name(SharedLimit.Key limit) {
        String period = limit.period()
                .map(each -> "in the " + each.word() + " from " + limit.firstDay())
                .orElse("ever");
        return limit.rule() + ": " + limit.measure().name().toLowerCase(Locale.ROOT) + " over all members " + period;
    }
}
