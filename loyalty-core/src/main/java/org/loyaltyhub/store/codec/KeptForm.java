package org.loyaltyhub.store.codec;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.function.Function;
import org.loyaltyhub.internal.json.JsonWriter;

/** A value that is written as another, which says less or says it otherwise. {@code restore} may refuse it. */
record KeptForm<T, K>(Class<T> type, Class<K> kept, Form form, Function<T, K> keep, Function<K, T> restore)
        implements Form {
    @Override
    public void write(Object value, JsonWriter out, Scope scope) {
        form.write(keep.apply(type.cast(value)), out, scope);
    }

    @Override
    public Object read(JsonParser in, Scope scope) throws IOException {
        K read = kept.cast(form.read(in, scope));
        try {
            return restore.apply(read);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UnreadableException("a stored " + type.getSimpleName() + " is wrong: " + e.getMessage(), e);
        }
    }
}
