package org.loyaltyhub.internal.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields in braces. A field given twice is kept twice; the last one is found by its name. */
public final class JsonObject extends JsonValue {
    /** Up to here, looking through the names is quicker than a hash table. */
    private static final int FEW = 16;

    private final String[] names;
    private final JsonValue[] values;
    private final Map<String, JsonValue> index;

    /** A bit for each name, by its hash: whose bit is not there is no name here. */
    private final long bits;

    /** Keeps the arrays. */
    JsonObject(String[] names, JsonValue[] values) {
        this.names = names;
        this.values = values;
        this.index = names.length > FEW ? indexOf(names, values) : Map.of();
        this.bits = bits(names);
    }

    private static long bits(String[] names) {
        long bits = 0;
        for (String name : names) {
            bits |= bit(name);
        }
        return bits;
    }

    private static long bit(String name) {
        return 1L << name.hashCode();
    }

    private static Map<String, JsonValue> indexOf(String[] names, JsonValue[] values) {
        Map<String, JsonValue> index = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            index.put(names[i], values[i]);
        }
        return index;
    }

    /** In the order of the text. */
    public List<String> names() {
        return Arrays.asList(names);
    }

    public @Nullable JsonValue get(String name) {
        if ((bits & bit(name)) == 0) {
            return null;
        }
        if (names.length > FEW) {
            return index.get(name);
        }
        for (int i = names.length - 1; i >= 0; i--) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    /** The names that are given more than once, each once. */
    Set<String> repeated() {
        return Long.bitCount(bits) == names.length ? Set.of() : repeatedOfAny();
    }

    private Set<String> repeatedOfAny() {
        Set<String> repeated = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                repeated.add(name);
            }
        }
        return repeated;
    }

    /** The names of fields that differ or that only one of the two has, this one's first. */
    public List<String> differences(JsonObject other) {
        Set<String> all = new LinkedHashSet<>(names());
        all.addAll(other.names());
        List<String> different = new ArrayList<>();
        for (String name : all) {
            JsonValue mine = get(name);
            if (mine == null || !mine.equals(other.get(name))) {
                different.add(name);
            }
        }
        return different;
    }

    @Override
    String kind() {
        return "an object";
    }

    @Override
    @Nullable
    JsonValue child(Object step) {
        return step instanceof String name ? get(name) : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject object
                && Arrays.equals(names, object.names)
                && Arrays.equals(values, object.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(names) * 31 + Arrays.hashCode(values);
    }
}
