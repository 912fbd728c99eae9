package org.loyaltyhub.hub;

import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.EventReader;
import org.loyaltyhub.event.HubEvent;
import org.loyaltyhub.event.Line;
import org.loyaltyhub.event.MemberStatus;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Quote;
import org.loyaltyhub.event.Redemption;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Receipt;
import org.loyaltyhub.outcome.Rejected;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.programme.Programme;
import org.loyaltyhub.programme.RedemptionTerms;
import org.loyaltyhub.programme.UnknownMembers;
import org.loyaltyhub.store.Recorded;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.MemberId;
import org.loyaltyhub.value.Money;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;
import org.loyaltyhub.value.Rounding;

/** The shell around the pure core: checks an event, finds its member, has it recorded. */
final class DefaultHub implements Hub {
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /** Of how many members the state is at hand in a host's transaction. */
    private static final int MEMBERS_WITHIN = 100;
    /** Of many events, whether so many are known is asked at once, so that the first are soon decided. */
    private static final int ASKED_TOGETHER = 200;

    private final Store store;
    private final Clock clock;
    private final Supplier<MemberId> memberIds;
    private final Recorder recorder;
    private final Waiters waiters;
    private final Activation activation;
    private final Advance advance;
    private final Periods periods;
    private final ReentrantLock enrolling = new ReentrantLock();
    /** That an event reported by itself has not come before: then its id is not asked for. */
    private final Presumption presumption = new Presumption();

    DefaultHub(Version version, Store store, Clock clock, Supplier<MemberId> memberIds, int cachedMembers) {
        this.store = store;
        this.clock = clock;
        this.memberIds = memberIds;
        this.recorder = new Recorder(
                store, true, cachedMembers, this::inForce, () -> activation().learn());
        this.waiters = new Waiters(store, recorder, this::inForce);
        this.activation = Activation.of(version, store, this::now);
        this.advance = new Advance(store, recorder, waiters, this::inForce, this::now);
        this.periods = new Periods(store, () -> inForce().versions().at(now()), this::now);
        recorder.runErrands(now());
        waiters.judgeForgotten(now());
    }

    /** Within a host's transaction: with nothing at hand but the versions in force. */
    private DefaultHub(DefaultHub hub, Store within) {
        this.store = within;
        this.clock = hub.clock;
        this.memberIds = hub.memberIds;
        this.activation = hub.activation;
        this.recorder = new Recorder(
                store, false, MEMBERS_WITHIN, this::inForce, () -> activation().learn());
        this.waiters = new Waiters(store, recorder, this::inForce);
        this.advance = new Advance(store, recorder, waiters, this::inForce, this::now);
        this.periods = new Periods(store, () -> inForce().versions().at(now()), this::now);
    }

    @Override
    public HostTransaction within(Connection connection) {
        Store within = store.within(connection);
        return new HostTransaction(new DefaultHub(this, within), within);
    }

    @Override
    public PartnerHub partner(PartnerId id) {
        if (newest().partner(id).isEmpty()) {
            activation.learn();
        }
        if (newest().partner(id).isEmpty()) {
            throw new IllegalArgumentException("no partner `" + id + "` in " + newest());
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

    Periods periods() {
        return periods;
    }

    Store store() {
        return store;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Reads an event, by the newest programme. */
    Reading<Event> read(Function<EventReader, Reading<Event>> json) {
        InForce inForce = inForce();
        Reading<Event> event = json.apply(inForce.reader());
        return event.value().isEmpty() && isOutdated(inForce) ? read(json) : event;
    }

    /** Whether another hub has put something in force; nothing is refused by what was before. Then it is learnt. */
    private boolean isOutdated(InForce inForce) {
        activation.learn();
        return inForce().activations() != inForce.activations();
    }

    /** Names are read by this one, though it may be yet to take force. */
    private Programme newest() {
        return inForce().versions().newest().programme();
    }

    /** What comes now is taken on the terms of this one. */
    private static Programme programme(InForce inForce, Instant now) {
        return inForce.versions().at(now).programme();
    }

    Outcome submit(Event event) {
        Report report = Report.of(event);
        Begun first = presumption.holds() ? beginPresumingUnknown(report) : begin(report);
        return recorder.finish(first, () -> begin(report));
    }

    /**
     * Each in its order, written together, answered once all are written.
     *
     * @param before told of each event right before it is decided on
     */
    List<Outcome> submitAll(List<? extends Event> events, Consumer<? super Event> before) {
        Submission submission = new Submission(recorder, waiters, this::begin);
        try {
            for (int from = 0; from < events.size(); from += ASKED_TOGETHER) {
                begin(submission, events.subList(from, Math.min(from + ASKED_TOGETHER, events.size())), before);
            }
            return submission.outcomes();
        } finally {
            submission.end();
        }
    }

    private void begin(Submission submission, List<? extends Event> events, Consumer<? super Event> before) {
        List<EventKey> keys = events.stream().<EventKey>map(Event::key).toList();
        Set<EventKey> known = store.known(keys);
        submission.expect(keys);
        for (Event event : events) {
            before.accept(event);
            Report report = submission.next(event);
            submission.begun(report, known.contains(event.key()) ? begin(report) : beginUnknown(report));
        }
    }

    private Begun begin(Report report) {
        Optional<Recorded> recorded = store.find(report.key());
        if (recorded.isEmpty()) {
            return beginUnknown(report);
        }
        presumption.failed();
        return new Begun.Done(Recorder.again(report, recorded.get()));
    }

    /** If its id is taken, only what would be written comes to light as such: all else is begun again. */
    private Begun beginPresumingUnknown(Report report) {
        Begun begun = beginUnknown(report);
        return begun instanceof Begun.Decided || begun instanceof Begun.Busy ? begun : begin(report);
    }

    /** If its id is taken after all, it is refused when it is to be written. */
    private Begun beginUnknown(Report report) {
        Event event = report.event();
        Optional<Funnel.Ticket> underWay = recorder.underWay(event.key());
        if (underWay.isPresent()) {
            return new Begun.Busy(underWay.get());
        }
        InForce inForce = inForce();
        Instant now = now();
        List<Problem> problems = problems(inForce, event, now);
        if (!problems.isEmpty()) {
            return isOutdated(inForce) ? beginUnknown(report) : new Begun.Done(new Rejected(problems));
        }
        return take(inForce, report, now);
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
        List<Problem> misfits = inForce.check().problems(event);
        Duration horizon = programme(inForce, now).horizon();
        boolean isLate = event.happenedAt().isBefore(now.minus(horizon));
        if (!isLate && !event.happenedAt().isAfter(now.plus(AHEAD))) {
            return misfits;
        }
        List<Problem> problems = new ArrayList<>(misfits);
        if (isLate) {
            Duration age = Duration.between(event.happenedAt(), now);
            problems.add(new Problem(
                    "too-late",
                    "/at",
                    "it happened at " + event.happenedAt() + ", " + age.toDays() + " days before now (" + now + ")",
                    "the programme takes events up to " + horizon.toDays() + " days late"));
        } else {
            problems.add(new Problem(
                    "in-future",
                    "/at",
                    "it is said to happen at " + event.happenedAt() + ", now is " + now,
                    "an event may be at most " + AHEAD.toMinutes()
                            + " minutes ahead: check the till's clock and zone"));
        }
        return problems;
    }

    private Begun take(InForce inForce, Report report, Instant now) {
        Event event = report.event();
        Optional<EventKey> earlier = earlier(event);
        if (earlier.isPresent()) {
            return takeOnEarlier(inForce, report, earlier.get(), now);
        }
        Set<MemberId> named = recorder.named(event);
        if (named.size() == 1 && !(event instanceof Enrolment)) {
            return returnWaiting(event, recorder.begin(inForce, named.iterator().next(), report, now), now);
        }
        enrolling.lock(); // from here on nobody else gives an identifier to a member
        try {
            return takeNaming(inForce, report, now);
        } finally {
            enrolling.unlock();
        }
    }

    /** The event that this one goes on from, and whose member it is about. */
    private static Optional<EventKey> earlier(Event event) {
        if (event instanceof Refund refund) {
            return refund.purchaseKey();
        }
        return event instanceof Redemption redemption ? redemption.reservationKey() : Optional.empty();
    }

    private Begun takeOnEarlier(InForce inForce, Report report, EventKey earlier, Instant now) {
        Event event = report.event();
        Optional<Funnel.Ticket> underWay = recorder.underWay(earlier);
        Optional<MemberId> unwritten =
                underWay.flatMap(ticket -> ticket.bundle().member());
        if (underWay.isPresent() && unwritten.isEmpty()) {
            return new Begun.Busy(underWay.get());
        }
        Optional<MemberId> member = unwritten.or(() -> recorder.memberOf(earlier));
        if (member.isEmpty() && event instanceof Refund) {
            return keepWaiting(inForce, report, now);
        }
        if (member.isEmpty()) {
            return new Begun.Done(Rejected.of(new Problem(
                    "no-such-reservation",
                    "",
                    "no points were set aside by " + earlier,
                    "check the id of the event that reserved")));
        }
        Set<MemberId> named = recorder.named(event);
        if (!event.member().isEmpty() && !named.equals(Set.of(member.get()))) {
            return new Begun.Done(Rejected.of(new Problem(
                    "not-the-member",
                    "/member",
                    event.member() + " did not make " + earlier,
                    "name the same member, or leave `member` out")));
        }
        return recorder.begin(inForce, member.get(), report, now);
    }

    private Begun keepWaiting(InForce inForce, Report report, Instant now) {
        Instant until = now.plus(Duration.ofDays(programme(inForce, now).attachDays()));
        Begun begun = recorder.keepWaiting(inForce, report, until);
        return begun instanceof Begun.Decided decided
                ? decided.andThen(waiting -> waiters.unlessItCame(report.event(), waiting, now))
                : begun;
    }

    private Begun takeNaming(InForce inForce, Report report, Instant now) {
        Event event = report.event();
        Set<MemberId> named = recorder.named(event);
        if (named.size() > 1) {
            return new Begun.Done(Rejected.of(merge(event, named)));
        }
        UnknownMembers unknown = programme(inForce, now).terms().unknown();
        if (named.isEmpty() && !(event instanceof Enrolment) && unknown != UnknownMembers.ENROL) {
            boolean isNow = event instanceof Redemption || event instanceof Quote; // nobody stands at the till later
            return unknown == UnknownMembers.REJECT || isNow
                    ? new Begun.Done(Rejected.of(unknownMember(event)))
                    : keepWaiting(inForce, report, now);
        }
        Begun begun = named.isEmpty()
                ? recorder.beginNew(inForce, memberIds, report, now)
                : recorder.begin(inForce, named.iterator().next(), report, now);
        boolean names = named.isEmpty() || event instanceof Enrolment;
        return returnWaiting(
                event,
                names && begun instanceof Begun.Decided decided
                        ? decided.andDo(accepted ->
                                waiters.memberCame(accepted.receipt().member(), event.member(), now))
                        : begun,
                now);
    }

    /** A refund that came before its purchase is judged once the purchase is written. */
    private Begun returnWaiting(Event event, Begun begun, Instant now) {
        return event instanceof Purchase && begun instanceof Begun.Decided decided
                ? decided.andDo(
                        accepted -> waiters.purchaseCame(accepted.receipt().member(), event.key(), now))
                : begun;
    }

    Reading<Receipt> quote(Event event) {
        InForce inForce = inForce();
        Instant now = now();
        List<Problem> problems = new ArrayList<>(problems(inForce, event, now));
        Set<MemberId> named = recorder.named(event);
        if (named.size() > 1) {
            problems.add(merge(event, named));
        }
        if (named.isEmpty() && programme(inForce, now).terms().unknown() != UnknownMembers.ENROL) {
            problems.add(unknownMember(event));
        }
        if (!problems.isEmpty()) {
            return isOutdated(inForce) ? quote(event) : Reading.failed(problems);
        }
        MemberId member =
                named.isEmpty() ? new MemberId("nobody-yet") : named.iterator().next();
        MemberState state = store.state(member).orElseGet(() -> MemberState.first(member, event));
        try {
            return Reading.of(recorder.quote(inForce, state, event, now));
        } catch (ArithmeticException e) {
            return Reading.failed(List.of(Recorder.tooMuchToGive()));
        }
    }

    Reading<Points> redeemable(Purchase receipt) {
        InForce inForce = inForce();
        Instant now = now();
        List<Problem> problems = new ArrayList<>(problems(inForce, receipt, now));
        Set<MemberId> named = recorder.named(receipt);
        if (named.size() > 1) {
            problems.add(merge(receipt, named));
        }
        if (!problems.isEmpty()) {
            return isOutdated(inForce) ? redeemable(receipt) : Reading.failed(problems);
        }
        Points available = named.stream()
                .findFirst()
                .flatMap(store::state)
                .filter(state -> state.profile().status().at(now) == MemberStatus.ACTIVE)
                .map(state -> state.balance(now))
                .orElse(Points.ZERO);
        Programme programme = programme(inForce, now);
        Money total = Money.ofMinor(0, programme.currency());
        for (Line line : receipt.lines()) {
            total = total.plus(line.amount());
        }
        RedemptionTerms terms = programme.terms().redemption();
        Points worth = programme.points().worth(terms.shareOf(total), Rounding.DOWN);
        return Reading.of(terms.allowed(worth.compareTo(available) < 0 ? worth : available));
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
