package org.loyaltyhub.workload;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.programme.Programme;

/**
 * The events of invented members, day after day from 2026-01-01, as motorists cause them:
 *
 * <ul>
 *   <li><b>Activity</b> has a long tail: how often a member drives is log-normal with σ = 1 and mean 1, so the median
 *       member does 0.61 of the mean and the busiest fifth about half of everything.
 *   <li><b>Fuel</b> once a week for a member of mean activity, never twice a day; about 38 l (normal, σ 9, from 5 to 80),
 *       always the member's own sort, four times of five at the member's own station, around 8 and 18 o'clock. With one
 *       receipt in three something of the shop is bought, one to three pieces.
 *   <li><b>A wash</b> after every fourth fill, up to three days later.
 *   <li><b>Tyres</b> twice a year, once between 25 March and 30 April and once between 15 October and 30 November, by 17
 *       members of 20: a set of four, and the other goods of that partner with two sets of three.
 *   <li><b>The magazine</b> monthly, on the subscriber's own day, by one member in five; one issue in twenty is left out.
 * </ul>
 *
 * <p>Who does what is told by the first kind of a partner: {@code gas-station}, {@code car-wash}, {@code tire-shop}, {@code
 * press}; others stay without customers. Prices are invented. Where the programme does not enrol by itself, a member's
 * first event is an enrolment.
 *
 * <p>The same programme, members and seed give the same events on any machine. Immutable and thread-safe; each iterator is
 * for one thread. O(members) a day and in memory.
 */
public final class Workload {
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

    private final Coalition coalition;
    private final int members;
    private final long seed;

    private Workload(Coalition coalition, int members, long seed) {
        this.coalition = coalition;
        this.members = members;
        this.seed = seed;
    }

    /**
     * A workload of so many members.
     *
     * @throws IllegalArgumentException if there is no member, or no partner of a kind that has customers here
     */
    public static Workload of(Programme programme, int members, long seed) {
        if (members < 1) {
            throw new IllegalArgumentException("a workload of " + members + " members: it needs at least one");
        }
        return new Workload(Coalition.of(programme), members, seed);
    }

    /** The events in the order in which they happen, without end. */
    public Iterator<Event> events() {
        List<Customer> customers = Customer.all(coalition, members, seed);
        Days days = new Days(coalition, customers, seed);
        return new Iterator<>() {
            private final Deque<Event> today = new ArrayDeque<>();
            private LocalDate next = FIRST_DAY;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Event next() {
                while (today.isEmpty()) {
                    List<Event> events = days.events(next);
                    events.sort(Comparator.comparing(Event::happenedAt));
                    today.addAll(events);
                    next = next.plusDays(1);
                }
                return today.remove();
            }
        };
    }
}
