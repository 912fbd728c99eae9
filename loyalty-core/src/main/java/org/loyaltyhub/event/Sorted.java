package org.loyaltyhub.event;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loyaltyhub.value.Identifier;

/** Immutable copies in one order, so that two events that say the same are equal, print the same and hash the same. */
final class Sorted {
    private Sorted() {}

    static List<Identifier> identifiers(List<Identifier> identifiers) {
        return identifiers.size() < 2
                ? List.copyOf(identifiers)
                : identifiers.stream().sorted().toList();
    }

    static Map<String, String> attributes(Map<String, String> attributes) {
        return attributes.isEmpty() ? Map.of() : Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }
}
