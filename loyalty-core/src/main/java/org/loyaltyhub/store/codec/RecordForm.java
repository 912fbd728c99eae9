package org.loyaltyhub.store.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.decision.Basis;
import org.loyaltyhub.event.MemberStatus;
import org.loyaltyhub.internal.json.JsonWriter;
import org.loyaltyhub.ledger.Purse;
import org.loyaltyhub.member.Belongings;
import org.loyaltyhub.member.Counters;
import org.loyaltyhub.member.Milestones;
import org.loyaltyhub.member.Timeline;

/**
 * A record as an object: its components by name, in their order; an empty optional, list, set or map is left out, and so
 * is the version that is named already. A name that the record does not know, or a component that is missing, is an error.
 */
final class RecordForm implements Form {
    private static final Map<Class<?>, Object> NOTHING = Map.of(
            Basis.class, Basis.NONE,
            Counters.class, Counters.NONE,
            Milestones.class, Milestones.NONE,
            Purse.class, Purse.EMPTY,
            Belongings.class, Belongings.NONE,
            MemberStatus.class, MemberStatus.ACTIVE);

    private final Class<?> type;
    private final String name;
    private final Part[] parts;
    private final Map<String, Integer> places = new HashMap<>();
    private final MethodHandle constructor;
    private final boolean hasVersion;

    /** When a component is left out. */
    private enum Omission {
        NEVER,
        NO_OPTIONAL,
        EMPTY_COLLECTION,
        EMPTY_MAP,
        /** It equals what stands for nothing. */
        NOTHING,
        /** It is the version that is named already. */
        VERSION_NAMED;

        static Omission of(@Nullable Object absent, boolean isVersion) {
            if (absent == null) {
                return isVersion ? VERSION_NAMED : NEVER;
            }
            if (absent instanceof Optional) {
                return NO_OPTIONAL;
            }
            if (absent instanceof Collection) {
                return EMPTY_COLLECTION;
            }
            return absent instanceof Map ? EMPTY_MAP : NOTHING;
        }
    }

    /**
     * A component. {@code absent}: its value if it is left out; {@code mayBeAbsent}: whether it may be; {@code ready}: its
     * name for a {@link JsonWriter}.
     */
    private record Part(
            String name,
            String ready,
            Function<Object, @Nullable Object> read,
            Form form,
            Omission omission,
            boolean mayBeAbsent,
            @Nullable Object absent) {
        boolean isVersion() {
            return omission == Omission.VERSION_NAMED;
        }

        /** Not by {@code equals} where it can be helped: what is called here is of all types, and that takes its time. */
        boolean isSaid(Object component, Scope scope) {
            return switch (omission) {
                case NEVER -> false;
                case NO_OPTIONAL -> ((Optional<?>) component).isEmpty();
                case EMPTY_COLLECTION -> component == absent || ((Collection<?>) component).isEmpty();
                case EMPTY_MAP -> component == absent || ((Map<?, ?>) component).isEmpty();
                case NOTHING -> component.equals(absent);
                case VERSION_NAMED -> scope.isWithin((String) component);
            };
        }
    }

    private RecordForm(Class<?> type, Part[] parts, MethodHandle constructor) {
        this.type = type;
        this.name = type.getSimpleName();
        this.parts = parts;
        this.constructor = constructor;
        this.hasVersion = Arrays.stream(parts).anyMatch(Part::isVersion);
        for (int i = 0; i < parts.length; i++) {
            places.put(parts[i].name(), i);
        }
    }

    static RecordForm of(Class<?> type, Forms forms) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle made = lookup.unreflectConstructor(canonical)
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
            Part[] parts = new Part[components.length];
            for (int i = 0; i < parts.length; i++) {
                RecordComponent component = components[i];
                Function<Object, @Nullable Object> read = accessor(lookup, component);
                boolean isNullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                Object absent = absent(component);
                Form form = forms.of(component);
                parts[i] = new Part(
                        component.getName(),
                        JsonWriter.ready(component.getName()),
                        read,
                        form,
                        Omission.of(absent, form instanceof RuleForms.VersionForm),
                        isNullable || absent != null,
                        absent);
            }
            return new RecordForm(type, parts, made);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException("what is stored is made of public records, " + type + " is none", e);
        }
    }

    /** The accessor as a class of its own: a method handle in a list is called much more slowly. */
    @SuppressWarnings("unchecked")
    private static Function<Object, @Nullable Object> accessor(MethodHandles.Lookup lookup, RecordComponent component)
            throws IllegalAccessException {
        MethodHandle accessor = lookup.unreflect(component.getAccessor());
        try {
            return (Function<Object, @Nullable Object>) LambdaMetafactory.metafactory(
                            lookup,
                            "apply",
                            MethodType.methodType(Function.class),
                            MethodType.methodType(Object.class, Object.class),
                            accessor,
                            accessor.type().wrap())
                    .getTarget()
                    .invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("no accessor of " + component + " can be called", e);
        }
    }

    private static @Nullable Object absent(RecordComponent component) {
        if (component.getGenericType() instanceof ParameterizedType generic && generic.getRawType() == Timeline.class) {
            Object always = nothing(raw(generic.getActualTypeArguments()[0]));
            return always == null ? null : Timeline.of(always);
        }
        return nothing(component.getType());
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    /** The value of that type that says nothing. */
    private static @Nullable Object nothing(Class<?> type) {
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == Set.class) {
            return Set.of();
        }
        if (SortedSet.class.isAssignableFrom(type)) {
            return new TreeSet<>();
        }
        if (SortedMap.class.isAssignableFrom(type)) {
            return new TreeMap<>();
        }
        return NOTHING.get(type);
    }

    String name() {
        return name;
    }

    /** Whether it has no components, so that all of its values are alike. */
    boolean isEmpty() {
        return parts.length == 0;
    }

    /** The value of a record without components. */
    Object empty() {
        return make(new @Nullable Object[0]);
    }

    @Override
    public void write(Object value, JsonWriter out, Scope scope) {
        out.open('{');
        writeParts(value, out, scope);
        out.close('}');
    }

    void writeParts(Object value, JsonWriter out, Scope scope) {
        for (Part part : parts) {
            Object component = part.read().apply(value);
            if (component != null && !part.isSaid(component, scope)) {
                out.readyName(part.ready());
                part.form().write(component, out, scope);
            }
        }
    }

    @Override
    public Object read(JsonParser in, Scope scope) throws IOException {
        Form.expect(in, JsonToken.START_OBJECT, "a " + type.getSimpleName());
        return readParts(in, scope);
    }

    /** From behind the opening brace, or behind the last field that was read, to the closing one. */
    Object readParts(JsonParser in, Scope scope) throws IOException {
        @Nullable Object[] values = new @Nullable Object[parts.length];
        Optional<String> named = hasVersion ? scope.named() : Optional.empty(); // what is read next may name another
        while (in.nextToken() != JsonToken.END_OBJECT) {
            Integer place = places.get(in.currentName());
            if (place == null || values[place] != null) {
                throw new UnreadableException("a stored " + type.getSimpleName() + " has "
                        + (place == null ? "a field" : "twice the field") + " `" + in.currentName()
                        + "`: was it written by a newer version of this library?");
            }
            in.nextToken();
            values[place] = parts[place].form().read(in, scope);
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && parts[i].isVersion()) {
                values[i] = named.orElse(null);
            }
            if (values[i] == null) {
                if (!parts[i].mayBeAbsent()) {
                    throw new UnreadableException(
                            "a stored " + type.getSimpleName() + " has no `" + parts[i].name() + "`");
                }
                values[i] = parts[i].absent();
            }
        }
        return make(values);
    }

    /** The only component, without its name. */
    void writeOnly(Object value, JsonWriter out, Scope scope) {
        Part only = parts[0];
        Object component = only.read().apply(value);
        if (component == null) {
            throw new IllegalStateException("the only component of a " + type.getSimpleName() + " is null");
        }
        only.form().write(component, out, scope);
    }

    Object readOnly(JsonParser in, Scope scope) throws IOException {
        return make(new @Nullable Object[] {parts[0].form().read(in, scope)});
    }

    private Object make(@Nullable Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (RuntimeException e) {
            throw new UnreadableException("a stored " + type.getSimpleName() + " is wrong: " + e.getMessage(), e);
        } catch (Throwable e) {
            throw new IllegalStateException("a constructor of " + type + " throws", e);
        }
    }

    /** The names and types of the components, for the test that guards what is stored. */
    String shape() {
        StringBuilder shape = new StringBuilder(type.getName().replaceAll(".*\\.", ""));
        for (RecordComponent component : type.getRecordComponents()) {
            shape.append("\n  ")
                    .append(component.getName())
                    .append(": ")
                    .append(component.getGenericType().getTypeName().replaceAll("[a-z]+\\.", ""));
        }
        return shape.toString();
    }
}
