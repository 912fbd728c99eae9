package org.loyaltyhub.internal.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.List;

/**
 * Names of fields in the order in which most texts have them: a name that comes where it is awaited is told by its letters
 * alone, any other is looked up. Immutable and thread-safe.
 */
public final class FieldOrder {
    private final SerializableString[] names;

    private FieldOrder(SerializableString[] names) {
        this.names = names;
    }

    /**
     * Fields in this order, of objects within others where these begin.
     *
     * @param names one or more
     */
    public static FieldOrder of(List<String> names) {
        return new FieldOrder(names.stream().map(SerializedString::new).toArray(SerializableString[]::new));
    }

    SerializableString awaited(int place) {
        return names[Math.min(place, names.length - 1)];
    }

    /** What is awaited after that name; if it is none of these, what was awaited instead of it. */
    int after(String name, int instead) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].getValue().equals(name)) {
                return i + 1;
            }
        }
        return instead;
    }
}
