package org.loyaltyhub.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.store.Store;

/**
 * Moves the hub's calendar on and has what it brings recorded, each for every member whom it concerns, ranks once for
 * all.
 *
 * <p>Thread-safe: one advance at a time.
 */
final class Advance {
    private final Store store;
    private final Recorder recorder;
    private final Supplier<InForce> inForce;
    private final Supplier<Instant> clock;

    Advance(Store store, Recorder recorder, Supplier<InForce> inForce, Supplier<Instant> clock) {
        this.store = store;
        this.recorder = recorder;
        this.inForce = inForce;
        this.clock = clock;
    }

    synchronized long to(Instant moment) {
        Optional<Instant> from = store.advancedTo().or(this::firstEnrolment);
        if (from.isEmpty() || !moment.isAfter(from.get())) {
            return 0;
        }
        Version newest = inForce.get().versions().newest();
        Calendar calendar = new Calendar(newest.programme().terms().zone());
        long decided = 0;
        for (Calendar.Moment each : calendar.between(from.get(), moment, newest.awaited())) {
            decided += judge(each);
        }
        decided += bookDues(moment, newest);
        store.advancedTo(moment);
        return decided;
    }

    /** What of members' points is due by the moment and by now: releases, expiries, time-outs, debts given up. */
    private long bookDues(Instant moment, Version version) {
        Instant now = clock.get();
        Instant until = now.isBefore(moment) ? now : moment;
        Duration writeOff = version.programme().terms().refunds().writeOff();
        long booked = 0;
        for (MemberState state : states()) {
            if (state.nextDue(writeOff).filter(due -> !due.isAfter(until)).isPresent()) {
                HubEvent due = HubEvent.of("due/" + moment + "/" + state.id(), until, new Subject.Due());
                Outcome outcome = recorder.recordOwn(inForce.get(), state.id(), due, now, Optional.empty());
                booked += outcome instanceof Accepted ? 1 : 0;
            }
        }
        return booked;
    }

    private Optional<Instant> firstEnrolment() {
        return states().stream()
                .map(state -> state.profile().enrolledAt())
                .min(Instant::compareTo)
                .map(first -> first.minusNanos(1));
    }

    private List<MemberState> states() {
        return store.members().stream()
                .flatMap(member -> store.state(member).stream())
                .toList();
    }

    private long judge(Calendar.Moment moment) {
        List<MemberState> concerned = states().stream()
                .filter(state -> Calendar.concerns(moment, state))
                .toList();
        if (concerned.isEmpty()) {
            return 0;
        }
        InForce now = inForce.get();
        Version version = now.versions().at(moment.at());
        Optional<Ranks> ranks = moment.subject() instanceof Subject.EndOf
                ? Optional.of(Ranks.of(version, moment.of(concerned.get(0).id()), concerned))
                : Optional.empty();
        long decided = 0;
        for (MemberState state : concerned) {
            Outcome outcome = recorder.recordOwn(now, state.id(), moment.of(state.id()), clock.get(), ranks);
            decided += outcome instanceof Accepted ? 1 : 0;
        }
        return decided;
    }
}
