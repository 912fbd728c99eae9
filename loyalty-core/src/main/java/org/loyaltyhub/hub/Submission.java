package org.loyaltyhub.hub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.loyaltyhub.event.Enrolment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Answer;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Waiting;
import org.loyaltyhub.store.StoreException;
import org.loyaltyhub.value.EventKey;

/**
 * Many events of one caller, decided in their order and written together, with what comes of each as if they had been
 * reported one by one. What comes behind one that the store did not take is not written before it: it is decided again, or
 * never if the store does not answer.
 *
 * <p>Not thread-safe, used once.
 */
final class Submission {
    private final Recorder recorder;
    private final Waiters waiters;
    private final Function<Report, Begun> begin;
    /** What is not answered yet. */
    private final Deque<Sent> sent = new ArrayDeque<>();
    /** What something waits for: in the store when it was asked last, or of those that are not answered yet. */
    private final Set<Object> awaited = new HashSet<>();

    private final List<Outcome> outcomes = new ArrayList<>();
    private Convoy convoy = new Convoy();

    private record Sent(Report report, Begun begun) {}

    /** @param begin begins an event of which nothing is known */
    Submission(Recorder recorder, Waiters waiters, Function<Report, Begun> begin) {
        this.recorder = recorder;
        this.waiters = waiters;
        this.begin = begin;
    }

    /** These events come next. */
    void expect(List<EventKey> events) {
        awaited.addAll(waiters.awaited(events));
    }

    /** The next event, to be begun. */
    Report next(Event event) {
        return Report.of(event).in(convoy);
    }

    /** How far the hub is with it. What its end depends on, or what comes next depends on, is brought to an end first. */
    void begun(Report report, Begun begun) {
        if (begun instanceof Begun.Busy || begun instanceof Begun.Again) {
            answer();
            answer(report, begun);
            return;
        }
        sent.add(new Sent(report, begun));
        recorder.writeIfMuch(begun);
        if (begun instanceof Begun.Decided decided && isFollowed(report.event(), decided)) {
            answer();
        }
    }

    /** Whether other events are judged once it is written, which come before the next of these. */
    private boolean isFollowed(Event event, Begun.Decided decided) {
        if (decided.answer() instanceof Waiting) {
            awaited.addAll(Waiters.awaitedBy(event));
            return false;
        }
        return decided.owes()
                || awaited.contains(event.key())
                || event.member().stream().anyMatch(awaited::contains)
                || (names(event, decided.answer()) && waiters.areAwaited(event.member()));
    }

    /** Whether it is from then on known whom its identifiers name. */
    private static boolean names(Event event, Answer answer) {
        boolean isFirst = answer instanceof Accepted accepted
                && accepted.receipt().decision().sequence() == 0;
        return isFirst || event instanceof Enrolment;
    }

    /**
     * What came of each, in their order.
     *
     * @throws StoreException if the store does not answer; how far it got is then not known
     */
    List<Outcome> outcomes() {
        answer();
        return outcomes;
    }

    /** Nothing that is not answered is written from here on, or on its way. */
    void end() {
        convoy.breakOff();
        sent.forEach(each -> recorder.settle(each.begun));
    }

    private void answer() {
        while (!sent.isEmpty()) {
            Sent first = sent.getFirst();
            recorder.settle(first.begun);
            boolean isStale = convoy.isBroken() && isLeftOut(first.begun);
            boolean isToBegin = isStale && first.begun instanceof Begun.Done;
            answer(first.report, isToBegin ? begin.apply(first.report.alone()) : first.begun);
            sent.removeFirst();
            if (isStale) {
                sendAgain();
            }
        }
        convoy = new Convoy();
    }

    private void answer(Report report, Begun begun) {
        outcomes.add(recorder.finish(begun, () -> begin.apply(report.alone())));
    }

    /** Whether nothing of it is written, as it was decided on what did not come to be. */
    private static boolean isLeftOut(Begun begun) {
        return begun instanceof Begun.Pending pending ? pending.ticket().isLeftOut() : begun instanceof Begun.Done;
    }

    /** What is behind one that was left out, as a convoy of its own. */
    private void sendAgain() {
        List<Sent> behind = List.copyOf(sent);
        behind.forEach(each -> recorder.settle(each.begun));
        sent.clear();
        convoy = new Convoy();
        for (Sent each : behind) {
            if (isLeftOut(each.begun)) {
                Report report = each.report.in(convoy);
                begun(report, begin.apply(report));
            } else {
                sent.add(each);
            }
        }
    }
}
