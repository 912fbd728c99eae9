package org.loyaltyhub.internal.json;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.value.Texts;

/**
 * A place in a JSON text, as RFC 6901 writes it: {@code /lines/0/amount}. Immutable; a step down costs one small object,
 * the text is built only when somebody asks for it.
 */
public final class Pointer {
    /** The whole text. */
    public static final Pointer ROOT = new Pointer(null, "");

    private static final int LONGEST_STEP = 64;

    private final @Nullable Pointer parent;
    private final Object step;

    private Pointer(@Nullable Pointer parent, Object step) {
        this.parent = parent;
        this.step = step;
    }

    public Pointer field(String name) {
        return new Pointer(this, name);
    }

    public Pointer item(int index) {
        return new Pointer(this, index);
    }

    /** How many steps it is from the whole. */
    public int length() {
        return steps().size();
    }

    /** The value that stands there, or the nearest one around the place if nothing does. */
    JsonValue nearest(JsonValue root) {
        JsonValue value = root;
        for (Object next : steps()) {
            JsonValue child = value.child(next);
            if (child == null) {
                return value;
            }
            value = child;
        }
        return value;
    }

    private Deque<Object> steps() {
        Deque<Object> steps = new ArrayDeque<>();
        for (Pointer at = this; at.parent != null; at = at.parent) {
            steps.addFirst(at.step);
        }
        return steps;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Object next : steps()) {
            text.append('/').append(safe(next.toString()).replace("~", "~0").replace("/", "~1"));
        }
        return text.toString();
    }

    /** Field names come from outside and end up in logs: what is long or hides something is shown as messages show it. */
    private static String safe(String step) {
        return step.length() <= LONGEST_STEP && Texts.fault(step).isEmpty() ? step : Texts.shown(step);
    }
}
