package org.loyaltyhub.member;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A value that changes over time, so that a late event sees it as it was.
 *
 * <p>Immutable and thread-safe.
 */
public final class Timeline<T> {
    private final T first;
    private final NavigableMap<Instant, T> changes;

    private Timeline(T first, NavigableMap<Instant, T> changes) {
        this.first = first;
        this.changes = changes;
    }

    public static <T> Timeline<T> of(T always) {
        return new Timeline<>(always, Collections.emptyNavigableMap());
    }

    /** A value that was {@code first} and then changed as told. */
    public static <T> Timeline<T> of(T first, Map<Instant, T> changes) {
        return changes.isEmpty() ? of(first) : new Timeline<>(first, new TreeMap<>(changes));
    }

    /** The value before all changes. */
    public T first() {
        return first;
    }

    /** The changes, each with the moment from which it holds. */
    public NavigableMap<Instant, T> changes() {
        return Collections.unmodifiableNavigableMap(changes);
    }

    /** The value at {@code moment}, changes of that very moment included. O(log changes). */
    public T at(Instant moment) {
        Map.Entry<Instant, T> change = changes.isEmpty() ? null : changes.floorEntry(moment);
        return change == null ? first : change.getValue();
    }

    /** The value after all changes. */
    public T latest() {
        return changes.isEmpty() ? first : changes.lastEntry().getValue();
    }

    public Timeline<T> with(Instant moment, T value) {
        NavigableMap<Instant, T> next = new TreeMap<>(changes);
        next.put(moment, value);
        return new Timeline<>(first, next);
    }

    /** Without the changes that no event from {@code edge} on can tell apart. */
    public Timeline<T> forgetBefore(Instant edge) {
        return changedBefore(edge)
                ? new Timeline<>(changes.lowerEntry(edge).getValue(), new TreeMap<>(changes.tailMap(edge, true)))
                : this;
    }

    /** Whether it changed before that moment. */
    boolean changedBefore(Instant moment) {
        return !changes.isEmpty() && changes.firstKey().isBefore(moment);
    }

    /** Equal if they had the same value at every moment and changed at the same ones. */
    @Override
    public boolean equals(Object object) {
        return object instanceof Timeline<?> other
                && first.equals(other.first)
                && changes.size() == other.changes.size()
                && (changes.isEmpty() || changes.equals(other.changes));
    }

    @Override
    public int hashCode() {
        return 31 * first.hashCode() + changes.hashCode();
    }

    @Override
    public String toString() {
        return first + " " + changes;
    }
}
