package org.loyaltyhub.store;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loyaltyhub.event.Event;
import org.loyaltyhub.event.Refund;
import org.loyaltyhub.value.EventKey;

/** Which events wait in {@link InMemoryStore}, by the identifier or the purchase that is waited for. Under its lock. */
final class HeldWaiting {
    private final Map<Object, Set<EventKey>> byAwaited = new LinkedHashMap<>();

    void add(Event event) {
        for (Object awaited : awaited(event)) {
            byAwaited.computeIfAbsent(awaited, each -> new LinkedHashSet<>()).add(event.key());
        }
    }

    private static List<?> awaited(Event event) {
        return event instanceof Refund refund && refund.purchaseKey().isPresent()
                ? List.of(refund.purchaseKey().get())
                : event.member();
    }

    void remove(EventKey key) {
        byAwaited.values().forEach(keys -> keys.remove(key));
    }

    /** All that is or was waited for. */
    Collection<Object> awaited() {
        return byAwaited.keySet();
    }

    Set<EventKey> waitingFor(Object awaited) {
        return byAwaited.getOrDefault(awaited, Set.of());
    }
}
