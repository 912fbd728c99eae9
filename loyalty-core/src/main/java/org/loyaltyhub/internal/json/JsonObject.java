package org.loyaltyhub.internal.json;

import java.util.ArrayList;
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

    private final List<String> names;
    private final List<JsonValue> values;
    private final Map<String, JsonValue> index;

    JsonObject(List<String> names, List<JsonValue> values) {
        this.names = names;
        this.values = values;
        this.index = names.size() > FEW ? indexOf(names, values) : Map.of();
    }

    private static Map<String, JsonValue> indexOf(List<String> names, List<JsonValue> values) {
        Map<String, JsonValue> index = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            index.put(names.get(i), values.get(i));
        }
        return index;
    }

    /** In the order of the text. */
    public List<String> names() {
        return names;
    }

    public @Nullable JsonValue get(String name) {
        if (names.size() > FEW) {
            return index.get(name);
        }
        for (int i = names.size() - 1; i >= 0; i--) {
            if (names.get(i).equals(name)) {
                return values.get(i);
            }
        }
        return null;
    }

    /** The names that are given more than once, each once. */
    Set<String> repeated() {
        return names.size() > FEW ? repeatedOfMany() : repeatedOfFew();
    }

    private Set<String> repeatedOfFew() {
        Set<String> repeated = Set.of();
        for (int i = 1; i < names.size(); i++) {
            if (names.indexOf(names.get(i)) < i) {
                repeated = new LinkedHashSet<>(repeated);
                repeated.add(names.get(i));
            }
        }
        return repeated;
    }

    private Set<String> repeatedOfMany() {
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
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(other.names);
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
        return other instanceof JsonObject object && names.equals(object.names) && values.equals(object.values);
    }

    @Override
    public int hashCode() {
        return names.hashCode() * 31 + values.hashCode();
    }
}
