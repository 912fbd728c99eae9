package org.loyaltyhub.store.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.store.codec.Codec;
import org.loyaltyhub.store.codec.Moments;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.Identifier;

/** Events that wait for somebody to be known, or for a purchase. Thread-safe. */
final class SqlWaiting {
    private final Sessions sessions;
    private final int programme;
    private final Codec codec;
    private final Unawaited unawaited;

    SqlWaiting(Sessions sessions, int programme, Codec codec, Unawaited unawaited) {
        this.sessions = sessions;
        this.programme = programme;
        this.codec = codec;
        this.unawaited = unawaited;
    }

    List<Event> waitingFor(Collection<Identifier> identifiers) {
        return waitingForAny(identifiers.stream().map(Awaited::of).toList());
    }

    List<Event> waitingFor(EventKey purchase) {
        return unawaited.take(purchase) ? List.of() : waitingForAny(List.of(Awaited.of(purchase)));
    }

    Set<EventKey> awaited(Collection<EventKey> purchases) {
        Set<Awaited> awaited = sessions.ask("read which purchases are waited for", session -> {
            Set<Awaited> found = new HashSet<>();
            RoundTrip trip = new RoundTrip(session);
            Awaited.addTo(trip, programme, purchases, found::add);
            trip.run();
            return found;
        });
        return purchases.stream()
                .filter(purchase -> awaited.contains(Awaited.of(purchase)))
                .collect(Collectors.toSet());
    }

    boolean mayBe() {
        return !unawaited.wasEverything();
    }

    List<Event> forgotten() {
        return sessions.read(
                "read what waits for nothing any more",
                session -> session
                        .query(
                                "select e.event from loyalty_waiting w join loyalty_event e"
                                        + " on e.programme = w.programme and e.partner = w.partner and e.id = w.id"
                                        + " where w.programme = ? and (exists (select 1 from loyalty_identifier i"
                                        + " where i.programme = w.programme and i.kind = w.kind and i.value = w.value)"
                                        + " or (w.kind like '/%' and exists (select 1 from loyalty_event p"
                                        + " where p.programme = w.programme and p.partner = substr(w.kind, 2)"
                                        + " and p.id = w.value and p.outcome = ?))) order by w.place",
                                row -> codec.event(row.getString("event")), programme, Reading.ACCEPTED)
                        .stream()
                        .distinct()
                        .toList());
    }

    List<Event> until(Instant moment, int most) {
        return sessions.read(
                "read what waited long enough",
                session -> session.query(
                        "select e.event from loyalty_event e where e.programme = ? and (e.partner, e.id) in"
                                + " (select w.partner, w.id from loyalty_waiting w"
                                + " where w.programme = ? and w.waits_until < ?) limit ?",
                        row -> codec.event(row.getString("event")),
                        programme,
                        programme,
                        Moments.micros(moment),
                        most));
    }

    /** An event that waits, in its place among them. */
    private record Placed(long place, Event event) {}

    private List<Event> waitingForAny(List<Awaited> awaited) {
        List<Placed> all = new ArrayList<>();
        awaited.forEach(each -> all.addAll(waitingFor(each)));
        return all.stream()
                .sorted(Comparator.comparingLong(Placed::place))
                .map(Placed::event)
                .distinct()
                .toList();
    }

    private List<Placed> waitingFor(Awaited awaited) {
        return sessions.ask(
                "read what waits",
                session -> session.query(
                        "select w.place, e.event from loyalty_waiting w join loyalty_event e"
                                + " on e.programme = w.programme and e.partner = w.partner and e.id = w.id"
                                + " where w.programme = ? and w.kind = ? and w.value = ?",
                        row -> new Placed(row.getLong("place"), codec.event(row.getString("event"))),
                        programme,
                        awaited.kind(),
                        awaited.value()));
    }
}
