package org.loyaltyhub.hub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.store.StoreException;

/**
 * Many events of one caller, decided in their order and written together. What comes behind one that the store did not
 * take is not written before it: it is decided again, or never if the store takes that one not at all.
 *
 * <p>Not thread-safe, used once.
 */
final class Submission {
    private final Recorder recorder;
    private final Function<Report, Begun> begin;
    /** What is not answered yet. */
    private final Deque<Sent> sent = new ArrayDeque<>();

    private final List<Outcome> outcomes = new ArrayList<>();
    private Convoy convoy = new Convoy();

    private record Sent(Report report, Begun begun) {}

    /** @param begin begins an event of which nothing is known */
    Submission(Recorder recorder, Function<Report, Begun> begin) {
        this.recorder = recorder;
        this.begin = begin;
    }

    /** The next event, to be begun. */
    Report next(Event event) {
        return Report.of(event).in(convoy);
    }

    /** How far the hub is with it. */
    void begun(Report report, Begun begun) {
        if (begun instanceof Begun.Busy) {
            answer(); // it is alone from here on, so nothing before it is to be left
            answer(report, begun);
        } else {
            sent.add(new Sent(report, begun));
            recorder.writeIfMuch(begun);
        }
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
            boolean isStale = convoy.isBroken() && first.begun instanceof Begun.Done;
            answer(first.report, isStale ? begin.apply(first.report.alone()) : first.begun);
            sent.removeFirst();
        }
        convoy = new Convoy();
    }

    private void answer(Report report, Begun begun) {
        outcomes.add(recorder.finish(begun, () -> begin.apply(report.alone())));
    }
}
