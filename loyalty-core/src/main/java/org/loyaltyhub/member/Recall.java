package org.loyaltyhub.member;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How much of a member must be remembered for the versions that may still judge an event.
 *
 * @param lateness how late an event may be judged
 * @param refundable how long after a purchase it may be returned
 * @param reachDays how many days before an event single events are asked for; 0 if none ever are
 * @param tracked of what totals are carried once single events are forgotten
 * @param details of single events
 */
public record Recall(Duration lateness, Duration refundable, long reachDays, List<Tracked> tracked, Details details) {
    public Recall {
        tracked = List.copyOf(tracked);
    }

    /** Whether single events are remembered at all. */
    public boolean isNeeded() {
        return reachDays > 0 || !tracked.isEmpty();
    }

    /** No window of an event judged from now on reaches before this; {@link Instant#MAX} if there is no window. */
    Instant edge(Instant recordedAt) {
        return isNeeded() ? recordedAt.minus(lateness).minus(Duration.ofDays(reachDays)) : Instant.MAX;
    }

    /** The same, remembered for longer: for events that are as late as this. */
    public Recall ofEventsAsLateAs(Duration longer) {
        return new Recall(longer, refundable, reachDays, tracked, details);
    }

    /** What suits both. */
    public Recall and(Recall other) {
        Set<Tracked> both = new LinkedHashSet<>(tracked);
        both.addAll(other.tracked);
        return new Recall(
                longer(lateness, other.lateness),
                longer(refundable, other.refundable),
                Math.max(reachDays, other.reachDays),
                List.copyOf(both),
                details.and(other.details));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Whether a memory made for {@code other} holds all that this one needs. */
    public boolean isCoveredBy(Recall other) {
        return lateness.compareTo(other.lateness) <= 0
                && reachDays <= other.reachDays
                && details.isCoveredBy(other.details)
                && Set.copyOf(other.tracked).containsAll(tracked)
                && (!isNeeded() || other.isNeeded());
    }
}
