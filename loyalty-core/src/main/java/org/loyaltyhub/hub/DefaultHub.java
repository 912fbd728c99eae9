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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventReader;
import org.loyaltyhub.event.EventWriter;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Receipt;
import org.loyaltyhub.outcome.Rejected;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.UnknownMembers;
import org.loyaltyhub.store.Recorded;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.ContentHash;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.PartnerId;

/** The shell around the pure core: checks an event, finds its member, has it recorded. */
final class DefaultHub implements Hub {
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Store store;
    private final Clock clock;
    private final Supplier<MemberId> memberIds;
    private final Recorder recorder;
    private final Activation activation;
    private final Advance advance;
    private final ReentrantLock enrolling = new ReentrantLock();

    DefaultHub(Version version, Store store, Clock clock, Supplier<MemberId> memberIds, int cachedMembers) {
        this.store = store;
        this.clock = clock;
        this.memberIds = memberIds;
        this.recorder = new Recorder(store, cachedMembers);
        this.activation = Activation.of(version, store, recorder, this::now);
        this.advance = new Advance(store, recorder, this::inForce, this::now);
        store.errands().forEach(errand -> recorder.run(inForce(), errand, now()));
    }

    @Override
    public PartnerHub partner(PartnerId id) {
        if (programme().partner(id).isEmpty()) {
            throw new IllegalArgumentException("no partner `" + id + "` in " + programme());
        }
        return new PartnerHub(this, id);
    }

    @Override
    public OperatorHub operator() {
        return new OperatorHub(this);
    }

    InForce inForce() {
        return activation.inForce();
    }

    Activation activation() {
        return activation;
    }

    Advance advance() {
        return advance;
    }

    Store store() {
        return store;
    }

    Instant now() {
        return clock.instant();
    }

    EventReader eventReader() {
        return inForce().reader();
    }

    private Programme programme() {
        return inForce().versions().newest().programme();
    }

    Outcome submit(Event event) {
        return recorder.finish(begin(event), () -> begin(event));
    }

    /**
     * Each in its order, written together, answered once all are written.
     *
     * @param before told of each event right before it is decided on
     */
    List<Outcome> submitAll(List<? extends Event> events, Consumer<? super Event> before) {
        Set<EventKey> known =
                store.known(events.stream().<EventKey>map(Event::key).toList());
        List<Begun> begun = new ArrayList<>(events.size());
        for (Event event : events) {
            before.accept(event);
            Begun each =
                    known.contains(event.key()) ? begin(event) : beginUnknown(event, EventWriter.contentHash(event));
            begun.add(each);
            recorder.writeIfMuch(each);
        }
        List<Outcome> outcomes = new ArrayList<>(events.size());
        for (int i = 0; i < begun.size(); i++) {
            Event event = events.get(i);
            outcomes.add(recorder.finish(begun.get(i), () -> begin(event)));
        }
        return outcomes;
    }

    private Begun begin(Event event) {
        ContentHash hash = EventWriter.contentHash(event);
        return store.find(event.key())
                .<Begun>map(recorded -> new Begun.Done(Recorder.again(event, hash, recorded)))
                .orElseGet(() -> beginUnknown(event, hash));
    }

    /** If its id is taken after all, it is refused when it is to be written. */
    private Begun beginUnknown(Event event, ContentHash hash) {
        Optional<Funnel.Ticket> underWay = recorder.underWay(event.key());
        if (underWay.isPresent()) {
            return new Begun.Busy(underWay.get());
        }
        InForce inForce = inForce();
        Instant now = now();
        List<Problem> problems = problems(inForce, event, now);
        if (!problems.isEmpty()) {
            return new Begun.Done(new Rejected(problems));
        }
        try {
            return take(inForce, event, hash, now);
        } catch (ArithmeticException e) {
            return new Begun.Done(Rejected.of(new Problem(
                    "out-of-range",
                    "",
                    "what the rules give for it is more than can be counted",
                    "are the rates in the rules right?")));
        }
    }

    private static List<Problem> problems(InForce inForce, Event event, Instant now) {
        boolean isOwnId = event.key().partner().equals(PartnerId.PROGRAMME)
                && event.key().id().startsWith(HubEvent.ID_PREFIX);
        if (event instanceof HubEvent || isOwnId) {
            return List.of(new Problem(
                    "not-allowed",
                    "/id",
                    "`" + event.key().id() + "` is the id of one of the hub's own events",
                    "take an id that does not begin with `" + HubEvent.ID_PREFIX + "`"));
        }
        List<Problem> problems = new ArrayList<>(inForce.check().problems(event));
        Duration age = Duration.between(event.happenedAt(), now);
        Duration horizon = inForce.versions().newest().programme().horizon();
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

    private Begun take(InForce inForce, Event event, ContentHash hash, Instant now) {
        Set<MemberId> named = named(event);
        if (named.size() == 1 && !(event instanceof Enrolment)) {
            return recorder.begin(inForce, named.iterator().next(), event, hash, now);
        }
        enrolling.lock(); // from here on nobody else gives an identifier to a member
        try {
            return takeNaming(inForce, event, hash, now);
        } finally {
            enrolling.unlock();
        }
    }

    private Begun takeNaming(InForce inForce, Event event, ContentHash hash, Instant now) {
        Set<MemberId> named = named(event);
        if (named.size() > 1) {
            return new Begun.Done(Rejected.of(merge(event, named)));
        }
        UnknownMembers unknown = programme().terms().unknown();
        if (named.isEmpty() && !(event instanceof Enrolment) && unknown != UnknownMembers.ENROL) {
            return unknown == UnknownMembers.REJECT
                    ? new Begun.Done(Rejected.of(unknownMember(event)))
                    : recorder.keepWaiting(
                            event, hash, now.plus(Duration.ofDays(programme().attachDays())));
        }
        MemberId member = named.isEmpty() ? memberIds.get() : named.iterator().next();
        Begun begun = recorder.begin(inForce, member, event, hash, now);
        return event instanceof Enrolment && begun instanceof Begun.Decided decided
                ? decided.andThen(accepted -> attachWaiting(inForce, member, event, now))
                : begun;
    }

    private Set<MemberId> named(Event event) {
        Set<MemberId> named = new LinkedHashSet<>();
        for (Identifier identifier : event.member()) {
            recorder.member(identifier).ifPresent(named::add);
        }
        return named;
    }

    /** What waited for the member's identifiers is judged now, in the order it came. */
    private void attachWaiting(InForce inForce, MemberId member, Event enrolment, Instant now) {
        for (Identifier identifier : enrolment.member()) {
            for (Event waiting : store.waitingFor(identifier)) {
                Begun.Attempt attempt = () -> attach(inForce, member, waiting, now);
                recorder.finish(attempt.get(), attempt);
            }
        }
    }

    private Begun attach(InForce inForce, MemberId member, Event event, Instant now) {
        Recorded recorded = store.find(event.key()).orElseThrow();
        if (!(recorded.answer().orElse(null) instanceof Waiting waiting)) {
            return new Begun.Done(Recorder.again(event, recorded.hash(), recorded)); // somebody else attached it
        }
        if (waiting.until().isBefore(now)) {
            return recorder.decline(
                    event, recorded.hash(), "waited-too-long", "its member was unknown until " + waiting.until());
        }
        return named(event).equals(Set.of(member))
                ? recorder.begin(inForce, member, event, recorded.hash(), now)
                : new Begun.Done(waiting);
    }

    Reading<Receipt> quote(Event event) {
        InForce inForce = inForce();
        Instant now = now();
        List<Problem> problems = new ArrayList<>(problems(inForce, event, now));
        Set<MemberId> named = named(event);
        if (named.size() > 1) {
            problems.add(merge(event, named));
        }
        if (named.isEmpty() && programme().terms().unknown() != UnknownMembers.ENROL) {
            problems.add(unknownMember(event));
        }
        if (!problems.isEmpty()) {
            return Reading.failed(problems);
        }
        MemberId member =
                named.isEmpty() ? new MemberId("nobody-yet") : named.iterator().next();
        MemberState state = store.state(member).orElseGet(() -> Recorder.newMember(member, event));
        return Reading.of(recorder.quote(inForce, state, event, now));
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
