package org.loyaltyhub.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.hub.OperatorHub;

/**
 * Has the hub judge ends of periods and birthdays as the events of a run come to them, so that they come before any later
 * event. Does nothing if no rule waits for them.
 */
final class RunCalendar {
    private final OperatorHub hub;
    private final ZoneId zone;
    private final boolean isAwaited;
    private @Nullable LocalDate day;

    RunCalendar(OperatorHub hub, Version version) {
        this.hub = hub;
        this.zone = version.programme().terms().zone();
        this.isAwaited = version.awaited().stream()
                .anyMatch(subject -> subject instanceof Subject.EndOf || subject instanceof Subject.Birthdays);
    }

    /** Whether the calendar may bring something before that moment. */
    boolean isNews(Instant moment) {
        return isAwaited && (day == null || day(moment).isAfter(day));
    }

    /** The next event happens at {@code now}: whatever the calendar brought by the beginning of that day is judged. */
    void comeTo(Instant now) {
        if (isNews(now)) {
            LocalDate next = day(now);
            day = next;
            hub.advanceTo(next.atStartOfDay(zone).toInstant());
        }
    }

    private LocalDate day(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }

    /** No more events come. */
    void endAt(Instant now) {
        if (isAwaited) {
            hub.advanceTo(now);
        }
    }
}
