package org.loyaltyhub.rules.internal.syntax;

import java.util.List;
import java.util.Optional;
import org.loyaltyhub.rules.internal.source.Extent;

/** {@code (saturday, sunday)}, {@code 22:00..06:00}, {@code premium}. */
public record SetTree(List<Element> elements, Extent extent) {
    public SetTree {
        elements = List.copyOf(elements);
    }

    /** One value, or all from one to another. */
    public record Element(ValueTree from, Optional<ValueTree> to, Extent extent) {}
}
