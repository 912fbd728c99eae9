package org.loyaltyhub.hub;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.Period;

/** The calendar events that rules wait for: ends of periods and birthdays, in the programme's zone. */
final class Calendar {
    private static final MonthDay LEAP_DAY = MonthDay.of(2, 29);
    private static final MonthDay LEAP_DAY_OTHERWISE = MonthDay.of(2, 28);

    private final ZoneId zone;

    Calendar(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * One moment of the calendar.
     *
     * @param at when it happens: the last moment of a period, the first of a birthday
     * @param firstDay of the period, or the birthday
     */
    record Moment(Instant at, Subject subject, LocalDate firstDay) {
        String name() {
            return subject.word() + "/" + firstDay;
        }

        HubEvent of(MemberId member) {
            return HubEvent.of(name() + "/" + member, at, subject);
        }

        /** On which birthdays whom it concerns was born; empty if it is no birthday. */
        List<MonthDay> birthdays() {
            if (!(subject instanceof Subject.Birthdays)) {
                return List.of();
            }
            MonthDay day = MonthDay.from(firstDay);
            boolean standsForTheLeapDay = day.equals(LEAP_DAY_OTHERWISE) && !firstDay.isLeapYear();
            return standsForTheLeapDay ? List.of(day, LEAP_DAY) : List.of(day);
        }
    }

    /** All moments after {@code from} and not after {@code to}, in order. */
    List<Moment> between(Instant from, Instant to, Set<Subject> awaited) {
        List<Moment> moments = new ArrayList<>();
        LocalDate first = from.atZone(zone).toLocalDate();
        LocalDate last = to.atZone(zone).toLocalDate();
        for (Subject subject : awaited) {
            if (subject instanceof Subject.EndOf end) {
                addEnds(end, first, last, moments);
            } else if (subject instanceof Subject.Birthdays) {
                for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
                    moments.add(new Moment(day.atStartOfDay(zone).toInstant(), subject, day));
                }
            }
        }
        moments.removeIf(moment -> !moment.at().isAfter(from) || moment.at().isAfter(to));
        moments.sort(Comparator.comparing(Moment::at)
                .thenComparing(moment -> moment.subject().word()));
        return moments;
    }

    private void addEnds(Subject.EndOf end, LocalDate first, LocalDate last, List<Moment> moments) {
        Period period = end.period();
        for (LocalDate day = period.firstDay(first); !day.isAfter(last); day = period.nextFirstDay(day)) {
            Instant at = period.nextFirstDay(day).atStartOfDay(zone).toInstant().minusNanos(1);
            moments.add(new Moment(at, end, day));
        }
    }

    /** Whether the moment is one of this member's. 29 February is 28 February in other years. */
    static boolean concerns(Moment moment, MemberState member) {
        if (moment.subject() instanceof Subject.EndOf end) {
            return member.memory()
                    .recollect()
                    .hasAnyOn(moment.firstDay(), end.period().nextFirstDay(moment.firstDay()));
        }
        return member.profile()
                .birthday()
                .map(day -> MonthDay.from(day).atYear(moment.firstDay().getYear()))
                .filter(day -> day.equals(moment.firstDay()))
                .isPresent();
    }
}
