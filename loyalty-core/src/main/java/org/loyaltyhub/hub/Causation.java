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
    private final List<Commit> commits = new ArrayList<>(1);
    private final List<Decision> decisions = new ArrayList<>(1);
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
        decide(report, outside);
        if (refusal().isPresent()) {
            return;
        }
        for (HubEvent crossing : FollowUps.of(version, before, decisions.get(0), state)) {
            decide(Report.of(crossing), outside);
        }
    }

    private void decide(Report report, HubOutside outside) {
        Decision decision = Decider.decide(version, state, report.event(), now, outside);
        if (decision.refusal().isPresent()) {
            decisions.add(decision);
            return;
        }
        Set<Identifier> identifiers = identifiersGiven(report.event());
        state = Decider.evolve(inForce.versions().recall(), state, decision);
        Accepted answer = new Accepted(Receipt.of(version, decision));
        decisions.add(decision);
        Commit.Change change = new Commit.Change(decision, state, identifiers, owed(decision));
        commits.add(report.answered(answer, Optional.of(change)));
    }

    /** A first event and an enrolment name the member by all their identifiers. */
    private Set<Identifier> identifiersGiven(Event event) {
        boolean names = state.version() == 0 || event instanceof Enrolment;
        return names ? Set.copyOf(event.member()) : Set.of();
    }

    /** Who brought the member is told of it by an event of its own. */
    private static List<Errand> owed(Decision decision) {
        List<Errand> owed = new ArrayList<>(0);
        for (Thanks thanks : Thanks.of(decision)) {
            owed.add(new Errand(thanks.event(), decision.member(), thanks.referrer()));
        }
        return owed;
    }

    /** Why the event is refused, if it is; then there is nothing to write. */
    Optional<Refusal> refusal() {
        return decisions.get(0).refusal();
    }

    Bundle bundle() {
        return new Bundle(commits, OptionalLong.of(inForce.activations()));
    }

    List<Decision> decisions() {
        return decisions;
    }

    /** The member after all of it. */
    MemberState next() {
        return state;
    }

    Set<Identifier> identifiers() {
        return commits.get(0).change().orElseThrow().identifiers();
    }

    List<Errand> owed() {
        List<Errand> owed = new ArrayList<>(0);
        for (Commit commit : commits) {
            commit.change().ifPresent(change -> owed.addAll(change.owed()));
        }
        return owed;
    }

    Accepted answer() {
        return (Accepted) commits.get(0).answer();
    }
}
