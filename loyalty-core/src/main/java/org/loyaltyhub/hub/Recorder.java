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
import org.loyaltyhub.event.Subject;
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
    private final Memories memories;
    private final Errands errands;
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
        this.memories = new Memories(store);
        this.errands = new Errands(store, this);
    }

    /** What the same id once more is answered. */
    static Outcome again(Report report, Recorded recorded) {
        if (recorded.hash().equals(report.hash())) {
            return new Duplicate(report.key(), recorded.answer());
        }
        List<String> fields = recorded.event()
                .map(first -> EventWriter.differences(first, report.event()))
                .orElse(List.of());
        return new Conflict(report.key(), fields);
    }

    /** Whom the identifier names, written or not. */
    Optional<MemberId> member(Identifier identifier) {
        MemberId named = naming.get(identifier);
        return named == null ? store.member(identifier) : Optional.of(named);
    }

    /** Whom its identifiers name, written or not. */
    Set<MemberId> named(Event event) {
        if (event.member().size() == 1) {
            return member(event.member().get(0)).map(Set::of).orElse(Set.of());
        }
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
    Begun keepWaiting(InForce inForce, Report report, Instant until) {
        return answer(inForce, report, new Waiting(report.key(), until));
    }

    /** Begins to refuse an event for good. */
    Begun decline(InForce inForce, Report report, String code, String message) {
        return answer(inForce, report, new Declined(report.key(), code, message));
    }

    private Begun answer(InForce inForce, Report report, Answer answer) {
        Bundle bundle = store.prepare(
                new Bundle(List.of(report.answered(answer, Optional.empty())), OptionalLong.of(inForce.activations())));
        Runnable done = () -> underWay.remove(report.key());
        return enter(report, bundle, answer, Optional.empty(), done, done);
    }

    /** Enters the funnel, unless the same event is in it. */
    @SuppressWarnings("ReferenceEquality") // a twin of the event may have made an equal bundle
    private Begun enter(
            Report report, Bundle bundle, Answer answer, Optional<Line> line, Runnable written, Runnable dropped) {
        Funnel.Ticket ticket = underWay.computeIfAbsent( // and whoever settles it waits until it is in there
                report.key(), key -> funnel.enter(bundle, line, report.convoy(), written, dropped));
        return ticket.bundle() == bundle
                ? new Begun.Decided(ticket, answer, lasting, false, UnaryOperator.identity())
                : new Begun.Busy(ticket);
    }

    /**
     * An event of a member that is to be decided on, and what by.
     *
     * @param isNew whether the store knows nobody of that name; if it does after all, it will not take what is decided
     */
    private record Task(
            InForce inForce, MemberId member, Report report, Instant now, Optional<Ranks> ranks, boolean isNew) {
        Event event() {
            return report.event();
        }
    }

    /** Decides on the event; it is on its way to the store when this returns, unless there is something to wait for. */
    Begun begin(InForce inForce, MemberId member, Report report, Instant now) {
        return begin(new Task(inForce, member, report, now, Optional.empty(), false));
    }

    /** The same for somebody whom nobody knows: under a name that is nobody else's. */
    Begun beginNew(InForce inForce, Supplier<MemberId> names, Report report, Instant now) {
        MemberId name = names.get();
        while (isTaken(name)) {
            MemberId next = names.get();
            if (next.equals(name)) {
                throw new IllegalStateException(
                        "new members are named " + name + " again and again, who is known already");
            }
            name = next;
        }
        return begin(new Task(inForce, name, report, now, Optional.empty(), true));
    }

    private boolean isTaken(MemberId name) {
        return lines.has(name) || store.state(name).isPresent();
    }

    private Begun begin(Task task) {
        ReentrantLock lock = stripe(task.member());
        lock.lock();
        try {
            InForce inForce = task.inForce();
            Optional<Line> found = lines.of(
                    task.member(),
                    inForce.activations(),
                    () -> task.isNew()
                            ? Optional.of(MemberState.first(task.member(), task.event()))
                            : memories.state(inForce, task.member()));
            if (found.isEmpty()) {
                return new Begun.Again(); // who was on the way to the store did not come there
            }
            Line line = found.get();
            return hasLeft(line.newest(), task.event())
                    ? refuse(task, line, () -> decline(task, "member-closed", "the member has left the programme"))
                    : decide(task, line);
        } catch (ArithmeticException e) {
            return tooMuch(task.report(), tooMuchToGive());
        } finally {
            lock.unlock();
        }
    }

    /** Of who has left no more is taken, but the books go on: what is due, and what is taken back. */
    private static boolean hasLeft(MemberState state, Event event) {
        boolean isOfTheBooks = event instanceof HubEvent own
                && (own.subject() instanceof Subject.Due || own.subject() instanceof Subject.ThanksTaken);
        return !isOfTheBooks && state.profile().status().at(event.happenedAt()) == MemberStatus.CLOSED;
    }

    /** It cannot be counted. What nobody would report again is declined, so that it does not come up for ever. */
    private Begun tooMuch(Report report, Problem problem) {
        boolean isForGood = report.waited() || report.event() instanceof HubEvent;
        return isForGood
                ? decline(inForce.get(), report, problem.code(), problem.message() + ": " + problem.advice())
                : new Begun.Done(Rejected.of(problem));
    }

    static Problem tooMuchToGive() {
        return new Problem(
                "out-of-range",
                "",
                "what the rules give for it is more than can be counted",
                "are the rates in the rules right?");
    }

    /** The version in force when it happened; from the store, if that is later judged than any report is. */
    private Version judging(Task task) {
        Versions versions = task.inForce().versions();
        Instant then = task.event().happenedAt();
        return versions.reachBackTo(then)
                ? versions.at(then)
                : Versions.ofAll(store.versions(then)).at(then).plain();
    }

    /** Under the member's lock. */
    private Begun decide(Task task, Line line) {
        MemberState state = line.newest();
        Version version = judging(task);
        HubOutside outside = new HubOutside(sharedLimits, task.ranks(), state.id(), false, () -> past(line), store);
        try {
            Causation causation = new Causation(task.inForce(), version, state, task.now());
            causation.take(task.report(), outside);
            if (causation.refusal().isPresent()) {
                Refusal refusal = causation.refusal().get();
                return refuse(task, line, () -> refused(task, refusal));
            }
            Bundle bundle = store.prepare(causation.bundle());
            causation.settle(outside);
            Begun begun = enter(task.report(), causation, bundle, line, outside.taking());
            if (begun instanceof Begun.Decided) {
                line.goOn(causation.next());
                lines.keep(task.member(), line);
            }
            return begun;
        } finally {
            outside.giveBack();
        }
    }

    /**
     * A refusal changes no state, so that no store would notice if the state it was decided by is not the member's: it
     * waits until that is written, or makes sure that it is. Under the member's lock.
     */
    private Begun refuse(Task task, Line line, Supplier<Begun> refusal) {
        Optional<Funnel.Ticket> unwritten = line.last();
        if (unwritten.isPresent()) {
            return new Begun.Refused(unwritten.get(), refusal);
        }
        if (task.isNew() || (!line.isBroken() && isWritten(line.newest()))) {
            return refusal.get();
        }
        line.breakOff(); // another hub went on from there
        return begin(task);
    }

    private boolean isWritten(MemberState state) {
        return store.state(state.id()).map(MemberState::version).orElse(0L) == state.version();
    }

    private Begun refused(Task task, Refusal refusal) {
        return refusal.isFinal() || task.report().waited()
                ? decline(task, refusal.code(), refusal.message() + ": " + refusal.advice())
                : new Begun.Done(Rejected.of(new Problem(refusal.code(), "", refusal.message(), refusal.advice())));
    }

    private Begun decline(Task task, String code, String message) {
        return decline(task.inForce(), task.report(), code, message);
    }

    /** What was decided on the line's member, written or not. */
    private Past past(Line line) {
        NavigableMap<Long, Decision> all = new TreeMap<>();
        line.unwritten().forEach(decision -> all.put(decision.sequence(), decision));
        store.decisions(line.newest().id()).forEach(decision -> all.put(decision.sequence(), decision));
        return Past.of(List.copyOf(all.values()));
    }

    private Begun enter(Report report, Causation causation, Bundle bundle, Line line, SharedLimits.Taking taking) {
        List<Identifier> named = name(causation.identifiers(), causation.next().id());
        Runnable written = () -> {
            taking.written();
            settled(bundle, named);
        };
        Runnable dropped = () -> {
            taking.dropped();
            settled(bundle, named);
        };
        Begun begun = enter(report, bundle, causation.answer(), Optional.of(line), written, dropped);
        if (!(begun instanceof Begun.Decided decided)) {
            taking.undo();
            named.forEach(naming::remove);
            return begun;
        }
        List<Errand> owed = causation.owed();
        return owed.isEmpty()
                ? decided
                : decided.owing(accepted -> owed.forEach(
                        errand -> errands.run(errand, accepted.receipt().recordedAt())));
    }

    /** Those of the identifiers that are not on their way already. */
    private List<Identifier> name(Set<Identifier> identifiers, MemberId member) {
        if (identifiers.isEmpty()) {
            return List.of();
        }
        List<Identifier> named = new ArrayList<>(identifiers.size());
        for (Identifier identifier : identifiers) {
            if (naming.putIfAbsent(identifier, member) == null) {
                named.add(identifier);
            }
        }
        return named;
    }

    private void settled(Bundle bundle, List<Identifier> named) {
        underWay.remove(bundle.reported().key());
        if (!named.isEmpty()) {
            named.forEach(naming::remove);
        }
    }

    /** Has everything that is owed recorded: what the hub that owed it could not. */
    void runErrands(Instant now) {
        errands.runAll(now);
    }

    /** {@link #begin} for one of the hub's own events, with what comes of it. */
    Outcome recordOwn(MemberId member, HubEvent event, Instant now, Optional<Ranks> ranks) {
        Report report = Report.of(event);
        Begun.Attempt attempt = () -> store.find(event.key())
                .<Begun>map(recorded -> new Begun.Done(again(report, recorded)))
                .orElseGet(() -> begin(new Task(inForce.get(), member, report, now, ranks, false)));
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
            Begun.Attempt next = attempt;
            if (begun instanceof Begun.Again) {
                begun = next.get();
                continue;
            }
            try {
                Fate fate = funnel.await(((Begun.Pending) begun).ticket());
                if (fate == Fate.KEPT && begun instanceof Begun.Decided decided) {
                    return decided.written();
                }
                if (fate == Fate.KEPT && begun instanceof Begun.Refused refused) {
                    next = refused.refusal()::get;
                }
                if (fate == Fate.UNCOUNTABLE && begun instanceof Begun.Decided decided) {
                    next = () -> uncountable(decided.ticket().bundle().commits().get(0));
                }
                if (fate == Fate.OUTDATED) {
                    learn.run();
                }
            } catch (StoreException e) {
                if (++failures == MOST_FAILURES) {
                    throw e;
                }
                if (begun instanceof Begun.Decided decided && isWritten(decided)) {
                    return decided.written();
                }
            }
            begun = next.get();
        }
        throw new StoreException("others were quicker " + MOST_RACES + " times in a row");
    }

    private Begun uncountable(Commit commit) {
        Problem problem = new Problem(
                "out-of-range",
                "",
                "what it comes to brings an account beyond what can be counted",
                "are the rates in the rules and the amounts of the event right?");
        return tooMuch(Report.of(commit), problem);
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

    /** Waits until it is written or is not, whichever. */
    void settle(Begun begun) {
        if (begun instanceof Begun.Pending pending) {
            try {
                funnel.await(pending.ticket());
            } catch (StoreException e) {
                // it is not, or nobody knows
            }
        }
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

    /** What the event would give by what is written; nothing is kept and nothing is used up. */
    Receipt quote(InForce inForce, MemberState state, Event event, Instant now) {
        Version version = inForce.versions().at(event.happenedAt());
        HubOutside outside = new HubOutside(
                new SharedLimits(store),
                Optional.empty(),
                state.id(),
                true,
                () -> Past.of(store.decisions(state.id())),
                store);
        return Receipt.of(version, Decider.decide(version, state, event, now, outside));
    }

    private ReentrantLock stripe(MemberId member) {
        return stripes.get(Math.floorMod(member.hashCode(), STRIPES));
    }
}
