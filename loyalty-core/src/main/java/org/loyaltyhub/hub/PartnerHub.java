package org.loyaltyhub.hub;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.loyaltyhub.event.Adjustment;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.ProfileChange;
import org.loyaltyhub.event.Purchase;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Receipt;
import org.loyaltyhub.outcome.Rejected;
import org.loyaltyhub.problem.Problem;
import org.loyaltyhub.problem.Reading;
import org.loyaltyhub.settlement.Statement;
import org.loyaltyhub.value.PartnerId;
import org.loyaltyhub.value.Points;

/**
 * One partner's only face of the hub: it reports its own events and sees what came of them.
 *
 * <p>Thread-safe.
 */
public final class PartnerHub {
    private final DefaultHub hub;
    private final PartnerId partner;

    PartnerHub(DefaultHub hub, PartnerId partner) {
        this.hub = hub;
        this.partner = partner;
    }

    /** Records the event and says what it gave. The answer is kept before this returns. */
    public Outcome submit(Event event) {
        Optional<Problem> refusal = refusal(event);
        return refusal.isPresent() ? Rejected.of(refusal.get()) : hub.submit(event);
    }

    /** {@link #submit(Event)} for an event as JSON, which may leave the partner's own id out. */
    public Outcome submit(String json) {
        Reading<Event> event = hub.read(reader -> reader.read(json, partner));
        return event.value().isPresent() ? submit(event.value().get()) : new Rejected(event.problems());
    }

    /**
     * {@link #submit(Event)} for each in order; the outcomes come in the same order. They are written together, which is
     * much quicker than one after the other.
     */
    public List<Outcome> submitAll(List<? extends Event> events) {
        List<Event> own = new ArrayList<>();
        events.stream().filter(event -> refusal(event).isEmpty()).forEach(own::add);
        Iterator<Outcome> judged = hub.submitAll(own, event -> {}).iterator();
        List<Outcome> outcomes = new ArrayList<>(events.size());
        for (Event event : events) {
            Optional<Problem> refusal = refusal(event);
            outcomes.add(refusal.isPresent() ? Rejected.of(refusal.get()) : judged.next());
        }
        return outcomes;
    }

    /** What the event would give now. Nothing is kept and nothing is used up. */
    public Reading<Receipt> quote(Event event) {
        Optional<Problem> refusal = refusal(event);
        return refusal.isPresent() ? Reading.failed(List.of(refusal.get())) : hub.quote(event);
    }

    /** The partner's own statement of a settled period; periods are numbered from 1. */
    public Reading<Statement> statement(long period) {
        return hub.periods().statement(partner, period);
    }

    /**
     * How many points may pay for this receipt: what the member has, within what the programme allows for it. Nothing is
     * recorded and nothing set aside; a reservation may still be declined if points are spent elsewhere meanwhile.
     */
    public Reading<Points> redeemable(Purchase receipt) {
        Optional<Problem> refusal = refusal(receipt);
        return refusal.isPresent() ? Reading.failed(List.of(refusal.get())) : hub.redeemable(receipt);
    }

    private Optional<Problem> refusal(Event event) {
        if (!event.key().partner().equals(partner)) {
            return Optional.of(new Problem(
                    "not-your-event",
                    "/partner",
                    "the event names partner `" + event.key().partner() + "`, reported by `" + partner + "`",
                    "a partner reports only its own events"));
        }
        if (event instanceof ProfileChange || event instanceof Adjustment) {
            String kind = event instanceof ProfileChange ? "a profile change" : "an adjustment";
            return Optional.of(new Problem(
                    "not-allowed",
                    "/type",
                    kind + " is the operator's to report",
                    "ask the operator of the programme"));
        }
        return Optional.empty();
    }
}
