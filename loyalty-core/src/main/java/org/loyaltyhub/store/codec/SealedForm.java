package org.loyaltyhub.store.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loyaltyhub.internal.json.JsonWriter;

/** One of several records: its name first, then its components; only its name as a text, if it has none. */
final class SealedForm implements Form {
    private static final String IS = "is";

    private final Class<?> type;
    private final Map<Class<?>, RecordForm> byClass = new HashMap<>();
    private final Map<String, RecordForm> byName = new TreeMap<>();

    private SealedForm(Class<?> type) {
        this.type = type;
    }

    static SealedForm of(Class<?> type, Forms forms) {
        SealedForm form = new SealedForm(type);
        form.addBelow(type, forms);
        return form;
    }

    private void addBelow(Class<?> each, Forms forms) {
        if (each.isRecord()) {
            RecordForm form = RecordForm.of(each, forms);
            byClass.put(each, form);
            if (byName.put(each.getSimpleName(), form) != null) {
                throw new IllegalStateException("two kinds of " + type + " are called " + each.getSimpleName());
            }
            return;
        }
        for (Class<?> below : each.getPermittedSubclasses()) {
            addBelow(below, forms);
        }
    }

    List<String> shapes() {
        return byName.values().stream().map(RecordForm::shape).toList();
    }

    @Override
    public void write(Object value, JsonWriter out, Scope scope) {
        RecordForm form = byClass.get(value.getClass());
        if (form == null) {
            throw new IllegalStateException("no form is known for " + value.getClass());
        }
        if (form.isEmpty()) {
            out.text(form.name());
            return;
        }
        out.open('{').field(IS, form.name());
        form.writeParts(value, out, scope);
        out.close('}');
    }

    @Override
    public Object read(JsonParser in, Scope scope) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return named(in.getText(), true).empty();
        }
        Form.expect(in, JsonToken.START_OBJECT, type.getSimpleName());
        if (in.nextToken() != JsonToken.FIELD_NAME || !IS.equals(in.currentName())) {
            throw Form.unreadable(in, "the kind of " + type.getSimpleName());
        }
        in.nextToken();
        return named(Form.text(in), false).readParts(in, scope);
    }

    private RecordForm named(String name, boolean isEmpty) {
        RecordForm form = byName.get(name);
        if (form == null || form.isEmpty() != isEmpty) {
            throw new UnreadableException("a stored " + type.getSimpleName() + " is a `" + name
                    + "`, which is not known: was it written by a newer version of this library?");
        }
        return form;
    }
}
