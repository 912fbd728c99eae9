package org.loyaltyhub.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.loyaltyhub.decision.Version;

/** The versions that {@link InMemoryStore} holds, and which is announced. Under its lock. */
final class HeldVersions {
    private final NavigableMap<Instant, Version> byStart = new TreeMap<>();
    /** All that ever took force: of one moment only the last stays in force, but each may have judged. */
    private final Map<String, Version> byId = new HashMap<>();

    private Optional<Version> announced = Optional.empty();
    private long activations;

    long activations() {
        return activations;
    }

    Optional<Version> announced() {
        return announced;
    }

    boolean announce(Version version, long known) {
        if (known != activations) {
            return false;
        }
        activations++;
        announced = Optional.of(version);
        return true;
    }

    Optional<String> withdraw() {
        Optional<String> withdrawn = announced.map(Version::id);
        activations += withdrawn.isPresent() ? 1 : 0;
        announced = Optional.empty();
        return withdrawn;
    }

    boolean activate(Version version, Instant from, long known) {
        if (known != activations) {
            return false;
        }
        activations++;
        announced = Optional.empty();
        byStart.put(from, version);
        byId.put(version.id(), version);
        return true;
    }

    Optional<Version> version(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** From the one in force at that moment on. */
    List<Activated> inForce(Instant earliest) {
        Instant first = byStart.floorKey(earliest);
        return (first == null ? byStart : byStart.tailMap(first, true))
                .entrySet().stream()
                        .map(each -> new Activated(each.getKey(), each.getValue()))
                        .toList();
    }
}
