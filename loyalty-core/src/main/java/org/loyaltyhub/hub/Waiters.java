package org.loyaltyhub.hub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.loyaltyhub.decision.Decision;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.store.Recorded;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;
import org.loyaltyhub.value.MemberId;

/**
 * Has events that wait judged once what they wait for has come, and given up when that takes too long. What a hub leaves
 * undone because it stops, one that is opened finds.
 *
 * <p>Thread-safe.
 */
final class Waiters {
    private static final int PAGE = 500;

    private final Store store;
    private final Recorder recorder;
    private final Supplier<InForce> inForce;

    Waiters(Store store, Recorder recorder, Supplier<InForce> inForce) {
        this.store = store;
        this.recorder = recorder;
        this.inForce = inForce;
    }

    /** Refunds that came before their purchase are judged now. */
    void purchaseCame(MemberId member, EventKey purchase, Instant now) {
        store.waitingFor(purchase).forEach(refund -> settle(member, refund, now, now));
    }

    /** What waited for these identifiers of the member is judged now, in the order it came. */
    void memberCame(MemberId member, List<Identifier> identifiers, Instant now) {
        for (Event event : store.waitingFor(identifiers)) {
            if (recorder.named(event).equals(Set.of(member))) {
                settle(member, event, now, now);
            }
        }
    }

    /** What an event that waits is waiting for: its purchase, or that one of its identifiers names somebody. */
    static Collection<?> awaitedBy(Event event) {
        Optional<EventKey> purchase = purchase(event);
        return purchase.isPresent() ? List.of(purchase.get()) : event.member();
    }

    /** Those of the events that are waited for; asks only if anything may be waiting. */
    Set<EventKey> awaited(List<EventKey> events) {
        return store.mayBeWaiting() ? store.awaited(events) : Set.of();
    }

    /** Whether something waits for one of the identifiers. */
    boolean areAwaited(List<Identifier> identifiers) {
        return store.mayBeWaiting() && !store.waitingFor(identifiers).isEmpty();
    }

    /** What it waits for may have come while it was being kept. */
    Outcome unlessItCame(Event event, Outcome waiting, Instant now) {
        return awaited(event).map(member -> settle(member, event, now, now)).orElse(waiting);
    }

    /** Events whose hub stopped before it had them judged. What came in time is judged, however late that is now. */
    void judgeForgotten(Instant now) {
        for (Event event : store.forgottenWaiting()) {
            awaited(event).ifPresent(member -> settle(member, event, cameAt(member, event, now), now));
        }
    }

    /** Gives up what waited until before the moment. */
    void giveUp(Instant moment) {
        List<Event> page = store.waitingUntil(moment, PAGE);
        while (!page.isEmpty()) {
            List<Begun> begun = new ArrayList<>(page.size());
            page.forEach(event -> begun.add(giveUp(event)));
            for (int i = 0; i < page.size(); i++) {
                Event event = page.get(i);
                recorder.finish(begun.get(i), () -> giveUp(event));
            }
            page = store.waitingUntil(moment, PAGE);
        }
    }

    private Begun giveUp(Event event) {
        return ifItWaits(event, this::tooLong);
    }

    private Outcome settle(MemberId member, Event event, Instant cameAt, Instant now) {
        Begun.Attempt attempt = () -> ifItWaits(
                event,
                (report, waiting) -> waiting.until().isBefore(cameAt)
                        ? tooLong(report, waiting)
                        : recorder.begin(inForce.get(), member, report, now));
        Outcome outcome = recorder.finish(attempt.get(), attempt);
        if (outcome instanceof Accepted && event instanceof Purchase) {
            purchaseCame(member, event.key(), now);
        }
        return outcome;
    }

    private Begun ifItWaits(Event event, BiFunction<Report, Waiting, Begun> then) {
        Recorded recorded = store.find(event.key()).orElseThrow();
        Report report = Report.waiting(event, recorded.hash());
        return recorded.answer().orElse(null) instanceof Waiting waiting
                ? then.apply(report, waiting)
                : new Begun.Done(Recorder.again(report, recorded)); // somebody else was quicker
    }

    private Begun tooLong(Report report, Waiting waiting) {
        String unknown = purchase(report.event()).isPresent() ? "its purchase" : "its member";
        return recorder.decline(
                inForce.get(), report, "waited-too-long", unknown + " was unknown until " + waiting.until());
    }

    private static Optional<EventKey> purchase(Event event) {
        return event instanceof Refund refund ? refund.purchaseKey() : Optional.empty();
    }

    /** Whom the event is about, if that is known by now. */
    private Optional<MemberId> awaited(Event event) {
        Optional<EventKey> purchase = purchase(event);
        if (purchase.isPresent()) {
            return recorder.memberOf(purchase.get());
        }
        Set<MemberId> named = recorder.named(event);
        return named.size() == 1 ? named.stream().findFirst() : Optional.empty();
    }

    /** When what it waits for was recorded. O(the member's events). */
    private Instant cameAt(MemberId member, Event event, Instant now) {
        Optional<EventKey> purchase = purchase(event);
        return store.decisions(member).stream()
                .filter(decision ->
                        purchase.map(decision.event().key()::equals).orElseGet(() -> names(decision, event)))
                .map(Decision::recordedAt)
                .findFirst()
                .orElse(now);
    }

    /** Whether the decision gave its member an identifier of the event. */
    private static boolean names(Decision decision, Event event) {
        boolean gives = decision.sequence() == 0 || decision.event() instanceof Enrolment;
        return gives && decision.event().member().stream().anyMatch(event.member()::contains);
    }
}
