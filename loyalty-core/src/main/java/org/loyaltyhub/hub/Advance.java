package org.loyaltyhub.hub;

import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.loyaltyhub.decision.Hindsight;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.store.Due;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.MemberId;

/**
 * Moves the hub's calendar on and has what it brings recorded, each for every member whom it concerns, ranks once for
 * all. Members are read one at a time: those for whom something may be due by its date, those with a birthday by the day;
 * an end of a period may concern anybody, so all are read.
 *
 * <p>Thread-safe: one advance at a time.
 */
final class Advance {
    private final Store store;
    private final Recorder recorder;
    private final Waiters waiters;
    private final Supplier<InForce> inForce;
    private final Supplier<Instant> clock;

    Advance(Store store, Recorder recorder, Waiters waiters, Supplier<InForce> inForce, Supplier<Instant> clock) {
        this.store = store;
        this.recorder = recorder;
        this.waiters = waiters;
        this.inForce = inForce;
        this.clock = clock;
    }

    synchronized long to(Instant moment) {
        recorder.runErrands(clock.get());
        waiters.judgeForgotten(clock.get());
        waiters.giveUp(earlier(clock.get(), moment));
        Optional<Instant> from = store.advancedTo().or(this::firstEnrolment);
        if (from.isEmpty() || !moment.isAfter(from.get())) {
            return 0;
        }
        Versions since = Versions.ofAll(store.versions(from.get())); // more than are at hand, if that is long ago
        Calendar calendar =
                new Calendar(since.at(clock.get()).programme().terms().zone());
        long decided = 0;
        for (Calendar.Moment each : calendar.between(from.get(), moment, since.awaited())) {
            decided += judge(each, since.at(each.at()));
        }
        decided += bookDues(moment, Progress.NONE);
        store.advancedTo(moment);
        return decided;
    }

    /** What of members' points is due by the moment and by now: releases, expiries, time-outs, debts given up. */
    synchronized long bookDues(Instant moment, Progress progress) {
        Instant now = clock.get();
        Instant until = earlier(now, moment);
        Duration writeOff =
                inForce.get().versions().at(until).programme().terms().refunds().writeOff();
        progress.begin("booking what fell due", "members", 0);
        return Pages.<Due>of((after, most) -> store.due(until, after, most))
                .peek(due -> progress.advance(1))
                .flatMap(due -> state(due.member()))
                .filter(state -> state.nextDue(writeOff)
                        .filter(due -> !due.isAfter(until))
                        .isPresent())
                .filter(state -> record(
                        state.id(),
                        HubEvent.of("due/" + state.id() + "/" + state.version(), until, new Subject.Due()),
                        Optional.empty()))
                .count();
    }

    /** Whether it was decided now. */
    private boolean record(MemberId member, HubEvent event, Optional<Ranks> ranks) {
        return recorder.recordOwn(member, event, clock.get(), ranks) instanceof Accepted;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Stream<MemberState> state(MemberId member) {
        return store.state(member).stream();
    }

    private Optional<Instant> firstEnrolment() {
        return Pages.<MemberId>of(store::members)
                .flatMap(this::state)
                .map(state -> state.profile().enrolledAt())
                .min(Instant::compareTo)
                .map(first -> first.minusNanos(1));
    }

    private Stream<MemberState> concerned(Calendar.Moment moment, Version version) {
        Stream<MemberId> members = moment.birthdays().isEmpty()
                ? Pages.of(store::members)
                : moment.birthdays().stream().flatMap(this::bornOn);
        return members.flatMap(this::state)
                .map(state -> asOf(moment, version, state))
                .filter(state -> Calendar.concerns(moment, state));
    }

    /** The state, with what it has forgotten of a period that ended long ago. */
    private MemberState asOf(Calendar.Moment moment, Version version, MemberState state) {
        Instant first = moment.at().minus(Duration.ofDays(version.recall().reachDays()));
        boolean remembers = !(moment.subject() instanceof Subject.EndOf)
                || !state.memory().since().isAfter(first);
        return remembers
                ? state
                : Hindsight.of(version, state, () -> store.decisions(state.id()), moment.at(), clock.get());
    }

    private Stream<MemberId> bornOn(MonthDay day) {
        return Pages.of((after, most) -> store.bornOn(day, after, most));
    }

    private long judge(Calendar.Moment moment, Version version) {
        if (!version.awaited().contains(moment.subject())) {
            return 0;
        }
        Optional<Ranks> ranks = moment.subject() instanceof Subject.EndOf
                ? Optional.of(Ranks.kept(store, version, moment, () -> concerned(moment, version)))
                : Optional.empty();
        return concerned(moment, version)
                .map(MemberState::id)
                .filter(member -> record(member, moment.of(member), ranks))
                .count();
    }
}
