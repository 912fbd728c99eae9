package org.loyaltyhub.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.value.EventKey;

/** Which events wait in {@link InMemoryStore}, by the identifier or the purchase that is waited for. Under its lock. */
final class HeldWaiting {
    /** With the place among all that were ever kept waiting. */
    private final Map<EventKey, Long> places = new LinkedHashMap<>();

    private final Map<Object, Set<EventKey>> byAwaited = new HashMap<>();
    private long last;

    void add(Event event) {
        places.put(event.key(), ++last);
        for (Object awaited : awaited(event)) {
            byAwaited.computeIfAbsent(awaited, each -> new HashSet<>()).add(event.key());
        }
    }

    private static List<?> awaited(Event event) {
        return event instanceof Refund refund && refund.purchaseKey().isPresent()
                ? List.of(refund.purchaseKey().get())
                : event.member();
    }

    void remove(Event event) {
        places.remove(event.key());
        for (Object awaited : awaited(event)) {
            byAwaited.computeIfPresent(
                    awaited, (each, keys) -> keys.remove(event.key()) && keys.isEmpty() ? null : keys);
        }
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** All of them, in the order in which they came. */
    List<EventKey> all() {
        return List.copyOf(places.keySet());
    }

    /** What waits for any of these, in the order in which it came. */
    List<EventKey> waitingFor(Collection<?> awaited) {
        return isEmpty()
                ? List.of()
                : inOrder(awaited.stream().flatMap(each -> byAwaited.getOrDefault(each, Set.of()).stream()));
    }

    /** What waits for anything of which that holds, in the order in which it came. */
    List<EventKey> waitingFor(Predicate<Object> hasCome) {
        return waitingFor(byAwaited.keySet().stream().filter(hasCome).toList());
    }

    private List<EventKey> inOrder(Stream<EventKey> keys) {
        SortedMap<Long, EventKey> sorted = new TreeMap<>();
        keys.forEach(key -> sorted.put(places.getOrDefault(key, 0L), key));
        return List.copyOf(sorted.values());
    }
}
