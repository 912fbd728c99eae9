package org.loyaltyhub.hub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.FollowUps;
import org.loyaltyhub.decision.Refusal;
import org.loyaltyhub.decision.Thanks;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Receipt;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.store.Errand;
import org.loyaltyhub.value.Identifier;

/** One event of a member and the hub's own events that it causes, decided in their order. Used once, under a lock. */
final class Causation {
    private final InForce inForce;
    private final Version version;
    private final Instant now;
    private List<Commit> commits = List.of();
    private Optional<Refusal> refusal = Optional.empty();
    private MemberState state;

    Causation(InForce inForce, Version version, MemberState state, Instant now) {
        this.inForce = inForce;
        this.version = version;
        this.state = state;
        this.now = now;
    }

    /** Decides on the event and on what it causes. */
    void take(Report report, HubOutside outside) {
        MemberState before = state;
        Decision decision = decide(report.event(), outside);
        refusal = decision.refusal();
        if (refusal.isPresent()) {
            return;
        }
        Commit first = goOn(report, decision);
        List<HubEvent> crossings = FollowUps.of(version, before, decision, state);
        commits = crossings.isEmpty() ? List.of(first) : with(first, crossings, outside);
    }

    private List<Commit> with(Commit first, List<HubEvent> crossings, HubOutside outside) {
        List<Commit> all = new ArrayList<>(1 + crossings.size());
        all.add(first);
        for (HubEvent crossing : crossings) {
            Decision decision = decide(crossing, outside);
            if (decision.refusal().isEmpty()) {
                all.add(goOn(Report.of(crossing), decision));
            }
        }
        return all;
    }

    private Decision decide(Event event, HubOutside outside) {
        return Decider.decide(version, state, event, now, outside);
    }

    private Commit goOn(Report report, Decision decision) {
        Set<Identifier> identifiers = identifiersGiven(report.event());
        state = Decider.evolve(inForce.versions().recall(), state, decision);
        Accepted answer = new Accepted(Receipt.of(version, decision));
        Commit.Change change = new Commit.Change(decision, state, identifiers, owed(decision));
        return report.answered(answer, Optional.of(change));
    }

    /** A first event and an enrolment name the member by all their identifiers. */
    private Set<Identifier> identifiersGiven(Event event) {
        boolean names = state.version() == 0 || event instanceof Enrolment;
        return names ? Set.copyOf(event.member()) : Set.of();
    }

    /** Who brought the member is told of it by an event of its own. */
    private static List<Errand> owed(Decision decision) {
        List<Thanks> all = Thanks.of(decision);
        if (all.isEmpty()) {
            return List.of();
        }
        List<Errand> owed = new ArrayList<>(all.size());
        for (Thanks thanks : all) {
            owed.add(new Errand(thanks.event(), decision.member(), thanks.referrer()));
        }
        return owed;
    }

    /** Why the event is refused, if it is; then there is nothing to write. */
    Optional<Refusal> refusal() {
        return refusal;
    }

    Bundle bundle() {
        return new Bundle(commits, OptionalLong.of(inForce.activations()));
    }

    /** The decisions stand, until they are written or dropped. */
    void settle(HubOutside outside) {
        for (int i = 0; i < commits.size(); i++) {
            outside.settle(change(i).decision());
        }
    }

    /** The member after all of it. */
    MemberState next() {
        return state;
    }

    Set<Identifier> identifiers() {
        return change(0).identifiers();
    }

    List<Errand> owed() {
        if (commits.size() == 1) {
            return change(0).owed();
        }
        List<Errand> owed = new ArrayList<>();
        for (int i = 0; i < commits.size(); i++) {
            owed.addAll(change(i).owed());
        }
        return owed;
    }

    private Commit.Change change(int place) {
        return commits.get(place).change().orElseThrow();
    }

    Accepted answer() {
        return (Accepted) commits.get(0).answer();
    }
}
