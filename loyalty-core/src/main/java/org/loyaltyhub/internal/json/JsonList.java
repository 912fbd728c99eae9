package org.loyaltyhub.internal.json;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values in brackets, in their order. */
public final class JsonList extends JsonValue {
    private final List<JsonValue> items;

    /** Keeps the array. */
    JsonList(JsonValue... items) {
        this.items = Arrays.asList(items);
    }

    public List<JsonValue> items() {
        return items;
    }

    @Override
    String kind() {
        return "a list";
    }

    @Override
    @Nullable
    JsonValue child(Object step) {
        return step instanceof Integer index && index < items.size() ? items.get(index) : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonList list && items.equals(list.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }
}
