package org.loyaltyhub.store.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.loyaltyhub.internal.json.JsonWriter;

/** Values that hold others. What has no order of its own is written in the order of its numbers or of its JSON, so that equals look alike. */
final class CollectionForms {
    private static final Comparator<Map.Entry<?, ?>> BY_NUMBER =
            Comparator.comparingLong(each -> number(each.getKey()));

    private CollectionForms() {}

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    /** {@code null}, or the value. */
    record OptionalForm(Form item) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            Optional<?> optional = (Optional<?>) value;
            if (optional.isPresent()) {
                item.write(optional.get(), out, scope);
            } else {
                out.literal("null");
            }
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            return in.currentToken() == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(item.read(in, scope));
        }
    }

    /** A list in brackets. {@code make} turns what was read into the collection wanted. */
    record ListForm(Form item, Function<List<Object>, Object> make) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            Collection<?> items = (Collection<?>) value;
            out.open('[');
            if (items instanceof List
                    || items.size() == 1
                    || items instanceof SortedSet
                    || items instanceof LinkedHashSet) {
                for (Object each : items) {
                    item.write(each, out, scope);
                }
            } else {
                writeSorted(items, out, scope);
            }
            out.close(']');
        }

        private void writeSorted(Collection<?> items, JsonWriter out, Scope scope) {
            if (item instanceof NumberForm) {
                items.stream().mapToLong(CollectionForms::number).sorted().forEach(out::number);
                return;
            }
            String[] texts = new String[items.size()];
            int count = 0;
            for (Object each : items) {
                texts[count++] = json(item, each, scope);
            }
            Arrays.sort(texts);
            for (String text : texts) {
                out.literal(text);
            }
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            Form.expect(in, JsonToken.START_ARRAY, "a list");
            List<Object> items = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                items.add(item.read(in, scope));
            }
            return make.apply(items);
        }
    }

    static Object sortedSet(List<Object> items) {
        return new TreeSet<>(items);
    }

    /**
     * A list of pairs, each a list of a key and its value.
     *
     * @param isOrdered whether the map has an order of its own
     */
    record MapForm(Form key, Form item, boolean isOrdered, Function<Map<Object, Object>, Object> make) implements Form {
        @Override
        public void write(Object value, JsonWriter out, Scope scope) {
            Map<?, ?> map = (Map<?, ?>) value;
            out.open('[');
            if (isOrdered || map.size() <= 1) {
                map.forEach((each, of) -> {
                    key.write(each, out.open('['), scope);
                    end(of, out, scope);
                });
            } else if (key instanceof NumberForm) {
                map.entrySet().stream().sorted(BY_NUMBER).forEach(each -> {
                    key.write(each.getKey(), out.open('['), scope);
                    end(each.getValue(), out, scope);
                });
            } else {
                List<Pair> pairs = new ArrayList<>(map.size());
                map.forEach((each, of) -> pairs.add(new Pair(json(key, each, scope), of)));
                pairs.sort(Pair.BY_KEY);
                for (Pair pair : pairs) {
                    end(pair.of(), out.open('[').literal(pair.key()), scope);
                }
            }
            out.close(']');
        }

        /** A key as it is written, and what it stands for. */
        private record Pair(String key, Object of) {
            static final Comparator<Pair> BY_KEY = Comparator.comparing(Pair::key);
        }

        private void end(Object of, JsonWriter out, Scope scope) {
            item.write(of, out, scope);
            out.close(']');
        }

        @Override
        public Object read(JsonParser in, Scope scope) throws IOException {
            Form.expect(in, JsonToken.START_ARRAY, "a list of pairs");
            Map<Object, Object> map = new LinkedHashMap<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                Form.expect(in, JsonToken.START_ARRAY, "a pair");
                in.nextToken();
                Object each = key.read(in, scope);
                in.nextToken();
                map.put(each, item.read(in, scope));
                in.nextToken();
                Form.expect(in, JsonToken.END_ARRAY, "the end of a pair");
            }
            return make.apply(map);
        }
    }

    /** In the order read. */
    static Object orderedMap(Map<Object, Object> map) {
        return map;
    }

    static Object sortedMap(Map<Object, Object> map) {
        return new TreeMap<>(map);
    }

    private static String json(Form form, Object value, Scope scope) {
        JsonWriter out = new JsonWriter(32);
        form.write(value, out, scope);
        return out.toString();
    }
}
