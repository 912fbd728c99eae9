package org.loyaltyhub.hub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Past;
import org.loyaltyhub.decision.Refusal;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventWriter;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.MemberStatus;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.outcome.Conflict;
import org.loyaltyhub.outcome.Declined;
import org.loyaltyhub.outcome.Duplicate;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Receipt;
import org.loyaltyhub.outcome.Rejected;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.store.Bundle;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.store.Errand;
import org.loyaltyhub.store.Fate;
import org.loyaltyhub.store.Recorded;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;

/**
 * Decides on events of known members and has what came of them written, one event of a member after the other. A decision
 * is made on the member's newest state, written or not; nothing is answered before it is written.
 *
 * <p>Thread-safe.
 */
final class Recorder {
    private static final int STRIPES = 256;
    /** How often an event is decided again, in a row, because the store does not answer. */
    private static final int MOST_FAILURES = 3;
    /** How often, because others were quicker. Far more than can happen. */
    private static final int MOST_RACES = 1_000;

    private final Store store;
    private final Funnel funnel;
    private final Lines lines;
    private final SharedLimits sharedLimits;
    private final Supplier<InForce> inForce;
    /** Whether a commit of the store is one; within a host's transaction it is not. */
    private final boolean lasting;
    /** Learns which versions are in force by now. */
    private final Runnable learn;
    /** What is on its way to the store, by its id. */
    private final Map<EventKey, Funnel.Ticket> underWay = new ConcurrentHashMap<>();
    /** Whom identifiers name that are on their way to the store. */
    private final Map<Identifier, MemberId> naming = new ConcurrentHashMap<>();

    private final List<ReentrantLock> stripes =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toList();

    /**
     * @param ownTransactions whether the store commits by itself, and may be called by other threads than the caller's:
     *     within a host's transaction it does not, and may not
     */
    Recorder(Store store, boolean ownTransactions, int cachedMembers, Supplier<InForce> inForce, Runnable learn) {
        this.store = store;
        this.lasting = ownTransactions;
        this.inForce = inForce;
        this.learn = learn;
        this.funnel = new Funnel(store, ownTransactions);
        this.lines = new Lines(cachedMembers);
        this.sharedLimits = new SharedLimits(store);
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

    /** Whom the identifier names, written or not. */
    Optional<MemberId> member(Identifier identifier) {
        MemberId named = naming.get(identifier);
        return named == null ? store.member(identifier) : Optional.of(named);
    }

    /** Whom its identifiers name, written or not. */
    Set<MemberId> named(Event event) {
        Set<MemberId> named = new LinkedHashSet<>();
        for (Identifier identifier : event.member()) {
            member(identifier).ifPresent(named::add);
        }
        return named;
    }

    /** Whom an accepted event is about. */
    Optional<MemberId> memberOf(EventKey key) {
        return store.find(key)
                .flatMap(Recorded::answer)
                .flatMap(answer -> answer instanceof Accepted accepted
                        ? Optional.of(accepted.receipt().member())
                        : Optional.empty());
    }

    /** The same event, if it is on its way to the store. */
    Optional<Funnel.Ticket> underWay(EventKey key) {
        return Optional.ofNullable(underWay.get(key));
    }

    /** Begins to keep an event that waits. */
    Begun keepWaiting(InForce inForce, Event event, ContentHash hash, Instant until) {
        return answer(inForce, event, hash, new Waiting(event.key(), until));
    }

    /** Begins to refuse an event for good. */
    Begun decline(InForce inForce, Event event, ContentHash hash, String code, String message) {
        return answer(inForce, event, hash, new Declined(event.key(), code, message));
    }

    private Begun answer(InForce inForce, Event event, ContentHash hash, Answer answer) {
        Bundle bundle = store.prepare(new Bundle(
                List.of(new Commit(event, hash, answer, Optional.empty())), OptionalLong.of(inForce.activations())));
        Runnable done = () -> isNoLongerUnderWay(event.key());
        return enter(bundle, answer, Optional.empty(), done, done);
    }

    /** Enters the funnel, unless the same event is in it. */
    private Begun enter(Bundle bundle, Answer answer, Optional<Line> line, Runnable written, Runnable dropped) {
        EventKey key = bundle.reported().key();
        synchronized (underWay) {
            Funnel.Ticket other = underWay.get(key);
            if (other != null) {
                return new Begun.Busy(other);
            }
            Funnel.Ticket ticket = funnel.enter(bundle, line, written, dropped);
            underWay.put(key, ticket);
            return new Begun.Decided(ticket, answer, lasting, UnaryOperator.identity());
        }
    }

    private void isNoLongerUnderWay(EventKey key) {
        synchronized (underWay) {
            underWay.remove(key);
        }
    }

    /** Decides on the event; it is on its way to the store when this returns. */
    Begun begin(InForce inForce, MemberId member, Event event, ContentHash hash, Instant now) {
        return begin(inForce, member, event, hash, now, Optional.empty());
    }

    private Begun begin(
            InForce inForce, MemberId member, Event event, ContentHash hash, Instant now, Optional<Ranks> ranks) {
        ReentrantLock lock = stripe(member);
        lock.lock();
        try {
            Line line = lines.of(
                    member,
                    inForce.activations(),
                    () -> state(inForce, member).orElseGet(() -> newMember(member, event)));
            MemberState state = line.newest();
            return state.profile().status().at(event.happenedAt()) == MemberStatus.CLOSED
                    ? decline(inForce, event, hash, "member-closed", "the member has left the programme")
                    : decide(inForce, line, event, hash, now, ranks);
        } finally {
            lock.unlock();
        }
    }

    /** What the store has. While a version is announced, with a memory that suits it. */
    private Optional<MemberState> state(InForce inForce, MemberId member) {
        Optional<MemberState> stored = store.state(member);
        return inForce.isAnnounced()
                ? stored.map(state -> remembering(inForce, state))
                : stored.map(state -> state.remembering(
                        state.memory().keeping(inForce.versions().recall().details())));
    }

    /** The state as it would be if it had always been remembered for the versions now in force. O(the member's events). */
    private MemberState remembering(InForce inForce, MemberState state) {
        List<Decision> all = store.decisions(state.id());
        if (all.isEmpty() || all.get(0).sequence() != 0) {
            return state; // nobody announces a version for which that is too little
        }
        MemberState again = newMember(state.id(), all.get(0).event());
        for (Decision decision : all) {
            again = decision.sequence() < state.version()
                    ? Decider.evolve(inForce.versions().recall(), again, decision)
                    : again;
        }
        return state.remembering(again.memory());
    }

    /** Under the member's lock. */
    private Begun decide(
            InForce inForce, Line line, Event event, ContentHash hash, Instant now, Optional<Ranks> ranks) {
        MemberState state = line.newest();
        Version version = inForce.versions().at(event.happenedAt());
        HubOutside outside = new HubOutside(sharedLimits, ranks, state.id(), false, () -> past(line), store::version);
        try {
            Causation causation = new Causation(inForce, version, state, now);
            causation.take(event, hash, outside);
            if (causation.refusal().isPresent()) {
                return refuse(inForce, event, hash, causation.refusal().get());
            }
            Bundle bundle = store.prepare(causation.bundle());
            causation.decisions().forEach(outside::settle);
            line.goOn(causation.next(), causation.decisions());
            Begun begun = enter(causation, bundle, line, outside.taking());
            if (!(begun instanceof Begun.Decided)) {
                line.goBack(state, causation.decisions());
            }
            return begun;
        } finally {
            outside.giveBack();
        }
    }

    private Begun refuse(InForce inForce, Event event, ContentHash hash, Refusal refusal) {
        return refusal.isFinal()
                ? decline(inForce, event, hash, refusal.code(), refusal.message() + ": " + refusal.advice())
                : new Begun.Done(Rejected.of(new Problem(refusal.code(), "", refusal.message(), refusal.advice())));
    }

    /** What was decided on the line's member, written or not. */
    private Past past(Line line) {
        NavigableMap<Long, Decision> all = new TreeMap<>();
        line.unwritten().forEach(decision -> all.put(decision.sequence(), decision));
        store.decisions(line.newest().id()).forEach(decision -> all.put(decision.sequence(), decision));
        return Past.of(List.copyOf(all.values()));
    }

    private Begun enter(Causation causation, Bundle bundle, Line line, SharedLimits.Taking taking) {
        MemberId member = causation.next().id();
        List<Identifier> named = new ArrayList<>(0);
        for (Identifier identifier : causation.identifiers()) {
            if (naming.putIfAbsent(identifier, member) == null) {
                named.add(identifier);
            }
        }
        Runnable settled = () -> {
            isNoLongerUnderWay(bundle.reported().key());
            named.forEach(naming::remove);
        };
        Runnable written = () -> {
            taking.written();
            settled.run();
        };
        Runnable dropped = () -> {
            taking.dropped();
            settled.run();
        };
        Begun begun = enter(bundle, causation.answer(), Optional.of(line), written, dropped);
        if (!(begun instanceof Begun.Decided decided)) {
            taking.undo();
            named.forEach(naming::remove);
            return begun;
        }
        List<Errand> owed = causation.owed();
        return owed.isEmpty()
                ? decided
                : decided.andDo(accepted ->
                        owed.forEach(errand -> run(errand, accepted.receipt().recordedAt())));
    }

    /** Has everything that is owed recorded: what the hub that owed it could not. */
    void runErrands(Instant now) {
        store.errands().forEach(errand -> run(errand, now));
    }

    /** Has what is owed recorded. Somebody whom nobody knows gets nothing, and nobody for bringing themselves. */
    private void run(Errand errand, Instant now) {
        Optional<MemberId> to = member(errand.to()).filter(known -> !known.equals(errand.from()));
        if (to.isPresent()) {
            recordOwn(to.get(), errand.event(), now, Optional.empty());
        } else {
            store.drop(errand);
        }
    }

    /** {@link #begin} for one of the hub's own events, with what comes of it. */
    Outcome recordOwn(MemberId member, HubEvent event, Instant now, Optional<Ranks> ranks) {
        ContentHash hash = Causation.ownHash(event);
        Begun.Attempt attempt = () -> store.find(event.key())
                .<Begun>map(recorded -> new Begun.Done(again(event, hash, recorded)))
                .orElseGet(() -> begin(inForce.get(), member, event, hash, now, ranks));
        return finish(attempt.get(), attempt);
    }

    /**
     * Waits until what was begun is written, or begins again.
     *
     * @throws StoreException if the store does not answer; whether the event is written is then not known
     */
    Outcome finish(Begun first, Begun.Attempt attempt) {
        Begun begun = first;
        int failures = 0;
        for (int races = 0; races < MOST_RACES; races++) {
            if (begun instanceof Begun.Done done) {
                return done.outcome();
            }
            try {
                if (begun instanceof Begun.Decided decided) {
                    Fate fate = funnel.await(decided.ticket());
                    if (fate == Fate.KEPT) {
                        return decided.written();
                    }
                    if (fate == Fate.OUTDATED) {
                        learn.run();
                    }
                }
                if (begun instanceof Begun.Busy busy) {
                    funnel.await(busy.other());
                }
            } catch (StoreException e) {
                if (++failures == MOST_FAILURES) {
                    throw e;
                }
                if (begun instanceof Begun.Decided decided && isWritten(decided)) {
                    return decided.written();
                }
            }
            begun = attempt.get();
        }
        throw new StoreException("others were quicker " + MOST_RACES + " times in a row");
    }

    /** After a commit whose end is not known: whether it was written after all. */
    private boolean isWritten(Begun.Decided decided) {
        Commit commit = decided.ticket().bundle().commits().get(0);
        return store.find(commit.event().key())
                .filter(recorded -> recorded.answer()
                        .map(answer -> answer.equals(decided.answer()))
                        .orElse(false))
                .isPresent();
    }

    /** Has what is on its way written, if it is much, while the caller goes on. */
    void writeIfMuch(Begun begun) {
        if (begun instanceof Begun.Decided decided) {
            try {
                funnel.writeMeanwhile(decided.ticket());
            } catch (StoreException e) {
                // whoever finishes it will see
            }
        }
    }

    /** What the event would give; nothing is kept and nothing is used up. */
    Receipt quote(InForce inForce, MemberState state, Event event, Instant now) {
        Version version = inForce.versions().at(event.happenedAt());
        HubOutside outside = new HubOutside(
                sharedLimits,
                Optional.empty(),
                state.id(),
                true,
                () -> Past.of(store.decisions(state.id())),
                store::version);
        try {
            return Receipt.of(version, Decider.decide(version, state, event, now, outside));
        } finally {
            outside.giveBack();
        }
    }

    /** Makes the stored memory of the member suit the announced version. Who is quicker did it too. */
    void makeMemoryAnew(InForce inForce, MemberId member) {
        boolean done = false;
        while (!done) {
            done = store.state(member)
                    .map(state -> store.replace(remembering(inForce, state)))
                    .orElse(true);
        }
    }

    private ReentrantLock stripe(MemberId member) {
        return stripes.get(Math.floorMod(member.hashCode(), STRIPES));
    }

    static MemberState newMember(MemberId member, Event event) {
        return MemberState.first(member, event);
    }
}
