package org.loyaltyhub.hub;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Past;
import org.loyaltyhub.decision.Refusal;
import org.loyaltyhub.decision.Thanks;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventWriter;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.MemberStatus;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Conflict;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.outcome.Duplicate;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Receipt;
import org.loyaltyhub.outcome.Rejected;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.store.Recorded;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.MemberId;

/**
 * Decides on events of known members and commits what came of them, one event of a member after the other.
 *
 * <p>Thread-safe.
 */
final class Recorder {
    private static final int STRIPES = 256;

    private final Store store;
    private final SharedLimits sharedLimits = new SharedLimits();
    private final List<ReentrantLock> stripes =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toList();

    Recorder(Store store) {
        this.store = store;
    }

    /** What the same id once more is answered. */
    static Outcome again(Event event, ContentHash hash, Recorded recorded) {
        if (recorded.hash().equals(hash)) {
            return new Duplicate(event.key(), recorded.answer());
        }
        List<String> fields = recorded.event()
                .map(first -> EventWriter.differences(first, event))
                .orElse(List.of());
        return new Conflict(event.key(), fields);
    }

    /** Keeps an event that waits. */
    Outcome keepWaiting(Event event, ContentHash hash, Instant until) {
        Waiting waiting = new Waiting(event.key(), until);
        return commit(List.of(new Commit(event, hash, waiting, Optional.empty())), waiting);
    }

    /** Refuses an event for good. */
    Outcome decline(Event event, ContentHash hash, String code, String message) {
        Declined declined = new Declined(event.key(), code, message);
        return commit(List.of(new Commit(event, hash, declined, Optional.empty())), declined);
    }

    /** Decides on the event and commits it with all it causes. */
    Outcome record(InForce inForce, MemberId member, Event event, ContentHash hash, Instant now) {
        return record(inForce, member, event, hash, now, Optional.empty());
    }

    /** {@link #record(InForce, MemberId, Event, ContentHash, Instant)} for one of the hub's own events. */
    Outcome recordOwn(InForce inForce, MemberId member, HubEvent event, Instant now, Optional<Ranks> ranks) {
        return record(inForce, member, event, Causation.ownHash(event), now, ranks);
    }

    private Outcome record(
            InForce inForce, MemberId member, Event event, ContentHash hash, Instant now, Optional<Ranks> ranks) {
        ReentrantLock lock = stripe(member);
        Outcome outcome;
        lock.lock();
        try {
            MemberState state = store.state(member).orElseGet(() -> newMember(member, event));
            outcome = state.profile().status().at(event.happenedAt()) == MemberStatus.CLOSED
                    ? decline(event, hash, "member-closed", "the member has left the programme")
                    : decide(inForce, state, event, hash, now, ranks);
        } finally {
            lock.unlock();
        }
        if (outcome instanceof Accepted accepted) {
            thankReferrers(inForce, accepted.receipt().decision(), now);
        }
        return outcome;
    }

    /** Under the member's lock. */
    private Outcome decide(
            InForce inForce, MemberState state, Event event, ContentHash hash, Instant now, Optional<Ranks> ranks) {
        Version version = inForce.versions().at(event.happenedAt());
        HubOutside outside = new HubOutside(sharedLimits, ranks, state.id(), false, past(state), inForce.versions());
        try {
            Causation causation = new Causation(inForce, version, state, now);
            causation.take(event, hash, outside);
            if (causation.refusal().isPresent()) {
                return refuse(event, hash, causation.refusal().get());
            }
            Outcome outcome = commit(causation.commits(), causation.answer());
            if (outcome instanceof Accepted) {
                causation.decisions().forEach(outside::settle);
            }
            return outcome;
        } finally {
            outside.drop();
        }
    }

    private Outcome refuse(Event event, ContentHash hash, Refusal refusal) {
        return refusal.isFinal()
                ? decline(event, hash, refusal.code(), refusal.message() + ": " + refusal.advice())
                : Rejected.of(new Problem(refusal.code(), "", refusal.message(), refusal.advice()));
    }

    private Outcome commit(List<Commit> commits, Outcome answer) {
        if (store.commit(commits)) {
            return answer;
        }
        Commit refused = commits.get(0);
        Recorded first = store.find(refused.event().key())
                .orElseThrow(() -> new IllegalStateException(
                        "the store refused " + refused.event().key() + " as known, and does not know it"));
        return again(refused.event(), refused.hash(), first);
    }

    /** Who brought the member gets an event of its own. Somebody whom nobody knows gets none. */
    private void thankReferrers(InForce inForce, Decision decision, Instant now) {
        for (Thanks thanks : Thanks.of(decision)) {
            store.member(thanks.referrer())
                    .filter(referrer -> !referrer.equals(decision.member()))
                    .ifPresent(referrer -> recordOwn(inForce, referrer, thanks.event(), now, Optional.empty()));
        }
    }

    /** What the event would give; nothing is kept and nothing is used up. */
    Receipt quote(InForce inForce, MemberState state, Event event, Instant now) {
        Version version = inForce.versions().at(event.happenedAt());
        HubOutside outside =
                new HubOutside(sharedLimits, Optional.empty(), state.id(), true, past(state), inForce.versions());
        try {
            return Receipt.of(version, Decider.decide(version, state, event, now, outside));
        } finally {
            outside.drop();
        }
    }

    /** Puts another state in the place of the member's, while no event of the member is decided. */
    private Supplier<Past> past(MemberState state) {
        return () -> Past.of(store.decisions(state.id()));
    }

    void replace(MemberId member, UnaryOperator<MemberState> change) {
        ReentrantLock lock = stripe(member);
        lock.lock();
        try {
            store.state(member).map(change).ifPresent(store::replace);
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock stripe(MemberId member) {
        return stripes.get(Math.floorMod(member.hashCode(), STRIPES));
    }

    static MemberState newMember(MemberId member, Event event) {
        return MemberState.first(member, event);
    }
}
