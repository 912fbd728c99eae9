package org.loyaltyhub.rules.internal.syntax;

import java.util.List;
import org.loyaltyhub.rules.internal.source.Extent;

/** {@code fuel}, {@code (fuel, wash)}. One or more. */
public record Names(List<Name> names, Extent extent) {
    public Names {
        names = List.copyOf(names);
    }
}
