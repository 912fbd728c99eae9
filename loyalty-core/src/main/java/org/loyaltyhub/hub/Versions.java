package org.loyaltyhub.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.loyaltyhub.decision.Matcher;
import org.loyaltyhub.decision.Version;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.member.Recall;
import org.loyaltyhub.store.Activated;

/**
 * The versions of rules, each from the moment it takes force: an event is judged by the one in force when it happened.
 *
 * <p>Immutable and thread-safe; one read gives an event all it is judged by.
 */
final class Versions {
    /** How many of the newest are kept compiled; the others only meet late events. */
    private static final int COMPILED = 3;

    private final NavigableMap<Instant, Version> byStart;
    private final Version newest;
    private final Recall recall;

    private Versions(NavigableMap<Instant, Version> byStart, Recall recall) {
        this.byStart = byStart;
        this.newest = byStart.lastEntry().getValue();
        this.recall = recall;
    }

    /** One version, from ever. */
    static Versions of(Version version) {
        NavigableMap<Instant, Version> byStart = new TreeMap<>();
        byStart.put(Instant.MIN, version);
        return new Versions(byStart, version.recall());
    }

    /** What a store has put in force, but for those that no event can ask for any more. */
    static Versions of(List<Activated> activated, Instant now) {
        return needed(byStart(activated), now);
    }

    /** All that a store has ever put in force. */
    static Versions ofAll(List<Activated> activated) {
        NavigableMap<Instant, Version> byStart = byStart(activated);
        return new Versions(byStart, recallOf(byStart));
    }

    private static NavigableMap<Instant, Version> byStart(List<Activated> activated) {
        NavigableMap<Instant, Version> byStart = new TreeMap<>();
        activated.forEach(each -> byStart.put(each.from(), each.version()));
        return byStart;
    }

    /** The version that judges what happened then. */
    Version at(Instant happenedAt) {
        if (byStart.size() == 1) {
            return newest;
        }
        Map.Entry<Instant, Version> entry = byStart.floorEntry(happenedAt);
        return entry == null ? byStart.firstEntry().getValue() : entry.getValue();
    }

    /** Whether the version that judges what happened then is still at hand. */
    boolean reachBackTo(Instant happenedAt) {
        return !happenedAt.isBefore(byStart.firstKey());
    }

    /** The hub's own events that some rule of any of them waits for. */
    Set<Subject> awaited() {
        return byStart.values().stream()
                .flatMap(version -> version.awaited().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    Version newest() {
        return newest;
    }

    /** The version of that id, if it may still judge something; the newest otherwise. */
    Version byId(String id) {
        return known(id).orElseGet(this::newest);
    }

    /** The version of that id, if it may still judge something. */
    Optional<Version> known(String id) {
        return byStart.values().stream()
                .filter(version -> version.id().equals(id))
                .findFirst();
    }

    /** What all of them together need to remember. */
    Recall recall() {
        return recall;
    }

    /** The same versions, remembering enough for one more. */
    Versions remembering(Recall more) {
        return new Versions(byStart, recall.and(more));
    }

    /** With one more from {@code start} on. Versions that no event can ask for any more are let go. */
    Versions with(Version version, Instant start, Instant now) {
        NavigableMap<Instant, Version> next = new TreeMap<>(byStart);
        next.put(start, version);
        return needed(next, now);
    }

    private static Versions needed(NavigableMap<Instant, Version> all, Instant now) {
        Instant first = all.floorKey(now.minus(longestLateness(all)));
        NavigableMap<Instant, Version> kept = new TreeMap<>(first == null ? all : all.tailMap(first, true));
        int newer = kept.size();
        for (Map.Entry<Instant, Version> entry : kept.entrySet()) {
            if (newer-- > COMPILED) {
                entry.setValue(entry.getValue().plain());
            }
        }
        return new Versions(kept, recallOf(kept));
    }

    private static Recall recallOf(NavigableMap<Instant, Version> versions) {
        return versions.values().stream()
                .map(Version::recall)
                .reduce(Recall::and)
                .orElseThrow();
    }

    /** Closes the matchers that {@code next} uses no more. Once next is in force, so that few still come for them. */
    void releaseFor(Versions next) {
        Set<Matcher> unused = Collections.newSetFromMap(new IdentityHashMap<>());
        byStart.values().forEach(version -> unused.add(version.matcher()));
        next.byStart.values().forEach(version -> unused.remove(version.matcher()));
        unused.forEach(Matcher::close);
    }

    /** How late an event may be judged by any of them. */
    Duration longestLateness() {
        return longestLateness(byStart);
    }

    private static Duration longestLateness(NavigableMap<Instant, Version> versions) {
        return versions.values().stream()
                .map(version -> version.programme().longestLateness())
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
