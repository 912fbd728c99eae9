package org.loyaltyhub.verification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Keeps the first breach of each invariant. Not thread-safe. */
final class Breaches {
    private final Map<Invariant, Breach> first = new EnumMap<>(Invariant.class);

    void at(long entry, Invariant invariant, String what) {
        first.putIfAbsent(invariant, new Breach(invariant, OptionalLong.of(entry), what));
    }

    void add(Invariant invariant, String what) {
        first.putIfAbsent(invariant, new Breach(invariant, OptionalLong.empty(), what));
    }

    /** By entry, those without one last. */
    List<Breach> all() {
        List<Breach> all = new ArrayList<>(first.values());
        all.sort(Comparator.comparingLong(breach -> breach.entry().orElse(Long.MAX_VALUE)));
        return all;
    }
}
