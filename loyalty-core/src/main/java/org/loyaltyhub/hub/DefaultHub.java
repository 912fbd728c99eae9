package org.loyaltyhub.hub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.loyaltyhub.decision.Decider;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventCheck;
import org.loyaltyhub.event.EventReader;
import org.loyaltyhub.event.EventWriter;
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
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.programme.UnknownMembers;
import org.loyaltyhub.store.Commit;
import org.loyaltyhub.store.Recorded;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;

/** The shell around {@link Decider}: looks up, locks, decides, commits, answers. */
final class DefaultHub implements Hub {
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final int STRIPES = 256;

    private final Version version;
    private final Store store;
    private final Clock clock;
    private final Supplier<MemberId> memberIds;
    private final EventReader reader;
    private final EventCheck check;
    private final SharedLimits sharedLimits = new SharedLimits();
    private final List<ReentrantLock> stripes =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toList();
    private final ReentrantLock enrolling = new ReentrantLock();

    DefaultHub(Version version, Store store, Clock clock, Supplier<MemberId> memberIds) {
        this.version = version;
        this.store = store;
        this.clock = clock;
        this.memberIds = memberIds;
        this.reader = EventReader.of(version.programme());
        this.check = EventCheck.of(version.programme());
    }

    @Override
    public PartnerHub partner(PartnerId id) {
        if (version.programme().partner(id).isEmpty()) {
            throw new IllegalArgumentException("no partner `" + id + "` in " + version.programme());
        }
        return new PartnerHub(this, id);
    }

    @Override
    public OperatorHub operator() {
        return new OperatorHub(this);
    }

    Version version() {
        return version;
    }

    Store store() {
        return store;
    }

    EventReader eventReader() {
        return reader;
    }

    Outcome submit(Event event) {
        ContentHash hash = EventWriter.contentHash(event);
        Optional<Outcome> known = store.find(event.key()).map(recorded -> again(event, hash, recorded));
        if (known.isPresent()) {
            return known.get();
        }
        Instant now = clock.instant();
        List<Problem> problems = problems(event, now);
        return problems.isEmpty() ? take(event, hash, now) : new Rejected(problems);
    }

    /** The same id once more. */
    private static Outcome again(Event event, ContentHash hash, Recorded recorded) {
        if (recorded.hash().equals(hash)) {
            return new Duplicate(event.key(), recorded.answer());
        }
        return new Conflict(
                event.key(),
                recorded.event()
                        .map(first -> EventWriter.differences(first, event))
                        .orElse(List.of()));
    }

    private List<Problem> problems(Event event, Instant now) {
        List<Problem> problems = new ArrayList<>(check.problems(event));
        Duration age = Duration.between(event.happenedAt(), now);
        Duration horizon = version.programme().horizon();
        if (age.compareTo(horizon) > 0) {
            problems.add(new Problem(
                    "too-late",
                    "/at",
                    "it happened at " + event.happenedAt() + ", " + age.toDays() + " days before now (" + now + ")",
                    "the programme takes events up to " + horizon.toDays() + " days late"));
        } else if (age.compareTo(AHEAD.negated()) < 0) {
            problems.add(new Problem(
                    "in-future",
                    "/at",
                    "it is said to happen at " + event.happenedAt() + ", now is " + now,
                    "an event may be at most " + AHEAD.toMinutes()
                            + " minutes ahead: check the till's clock and zone"));
        }
        return problems;
    }

    private Outcome take(Event event, ContentHash hash, Instant now) {
        Set<MemberId> named = named(event);
        if (named.size() == 1 && !(event instanceof Enrolment)) {
            return record(named.iterator().next(), event, hash, now);
        }
        enrolling.lock(); // from here on nobody else gives an identifier to a member
        try {
            return takeNaming(event, hash, now);
        } finally {
            enrolling.unlock();
        }
    }

    private Outcome takeNaming(Event event, ContentHash hash, Instant now) {
        Set<MemberId> named = named(event);
        if (named.size() > 1) {
            return Rejected.of(merge(event, named));
        }
        return named.isEmpty()
                ? takeUnknown(event, hash, now)
                : record(named.iterator().next(), event, hash, now);
    }

    private Set<MemberId> named(Event event) {
        Set<MemberId> named = new LinkedHashSet<>();
        for (Identifier identifier : event.member()) {
            store.member(identifier).ifPresent(named::add);
        }
        return named;
    }

    private Outcome takeUnknown(Event event, ContentHash hash, Instant now) {
        UnknownMembers unknown = version.programme().terms().unknown();
        if (event instanceof Enrolment || unknown == UnknownMembers.ENROL) {
            return record(memberIds.get(), event, hash, now);
        }
        if (unknown == UnknownMembers.REJECT) {
            return Rejected.of(unknownMember(event));
        }
        Waiting waiting = new Waiting(
                event.key(), now.plus(Duration.ofDays(version.programme().attachDays())));
        return commit(new Commit(event, hash, waiting, Optional.empty()), waiting);
    }

    private Outcome record(MemberId member, Event event, ContentHash hash, Instant now) {
        ReentrantLock lock = stripes.get(Math.floorMod(member.hashCode(), STRIPES));
        Outcome outcome;
        lock.lock();
        try {
            outcome = decide(member, event, hash, now);
        } finally {
            lock.unlock();
        }
        if (event instanceof Enrolment && outcome instanceof Accepted) {
            attachWaiting(member, event, now);
        }
        return outcome;
    }

    /** Under the member's lock. */
    private Outcome decide(MemberId member, Event event, ContentHash hash, Instant now) {
        MemberState state = store.state(member).orElseGet(() -> newMember(member, event));
        if (state.profile().status().at(event.happenedAt()) == MemberStatus.CLOSED) {
            Declined declined = new Declined(event.key(), "member-closed", "the member has left the programme");
            return commit(new Commit(event, hash, declined, Optional.empty()), declined);
        }
        SharedLimits.Taking taking = sharedLimits.open();
        try {
            Decision decision = Decider.decide(version, state, event, now, taking);
            MemberState next = Decider.evolve(version.recall(), state, decision);
            Answer answer = new Accepted(Receipt.of(version, decision));
            Commit.Change change = new Commit.Change(decision, next, identifiersGiven(state, event));
            Outcome outcome = commit(new Commit(event, hash, answer, Optional.of(change)), answer);
            if (outcome == answer) {
                taking.settle(decision);
            }
            return outcome;
        } finally {
            taking.drop();
        }
    }

    /** A first event and an enrolment name the member by all their identifiers. */
    private static Set<Identifier> identifiersGiven(MemberState state, Event event) {
        boolean names = state.version() == 0 || event instanceof Enrolment;
        return names ? Set.copyOf(event.member()) : Set.of();
    }

    static MemberState newMember(MemberId member, Event event) {
        return MemberState.enrolled(member, event.happenedAt(), !(event instanceof Enrolment));
    }

    private Outcome commit(Commit commit, Answer answer) {
        if (store.commit(commit)) {
            return answer;
        }
        Recorded first = store.find(commit.event().key())
                .orElseThrow(() -> new IllegalStateException(
                        "the store refused " + commit.event().key() + " as known, and does not know it"));
        return again(commit.event(), commit.hash(), first);
    }

    /** What waited for the member's identifiers is judged now, in the order it came. */
    private void attachWaiting(MemberId member, Event enrolment, Instant now) {
        for (Identifier identifier : enrolment.member()) {
            for (Event waiting : store.waitingFor(identifier)) {
                Waiting answer = (Waiting)
                        store.find(waiting.key()).flatMap(Recorded::answer).orElseThrow();
                ContentHash hash = EventWriter.contentHash(waiting);
                if (answer.until().isBefore(now)) {
                    Declined declined = new Declined(
                            waiting.key(), "waited-too-long", "its member was unknown until " + answer.until());
                    commit(new Commit(waiting, hash, declined, Optional.empty()), declined);
                } else if (named(waiting).equals(Set.of(member))) {
                    record(member, waiting, hash, now);
                }
            }
        }
    }

    Reading<Receipt> quote(Event event) {
        List<Problem> problems = new ArrayList<>(problems(event, clock.instant()));
        Set<MemberId> named = named(event);
        if (named.size() > 1) {
            problems.add(merge(event, named));
        }
        boolean mayEnrol = version.programme().terms().unknown() == UnknownMembers.ENROL;
        if (named.isEmpty() && !mayEnrol) {
            problems.add(unknownMember(event));
        }
        if (!problems.isEmpty()) {
            return Reading.failed(problems);
        }
        MemberId member =
                named.isEmpty() ? new MemberId("nobody-yet") : named.iterator().next();
        MemberState state = store.state(member).orElseGet(() -> newMember(member, event));
        SharedLimits.Taking taking = sharedLimits.open();
        try {
            return Reading.of(Receipt.of(version, Decider.decide(version, state, event, clock.instant(), taking)));
        } finally {
            taking.drop();
        }
    }

    private static Problem unknownMember(Event event) {
        return new Problem(
                "unknown-member",
                "/member",
                "nobody is known by " + event.member(),
                "enrol the member first; the event's id stays free");
    }

    private static Problem merge(Event event, Set<MemberId> named) {
        return new Problem(
                "merge",
                "/member",
                event.member() + " name " + named.size() + " different members",
                "report the event with the identifiers of one");
    }
}
