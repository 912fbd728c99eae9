package org.loyaltyhub.internal.json;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyhub.problem.Suggestion;
import org.loyaltyhub.value.Decimals;
import org.loyaltyhub.value.Texts;

/**
 * The fields of one object, read by name and type. What is not as it should be goes to the problems, and the reader gets
 * nothing, or the default, and goes on.
 */
public final class Fields {
    /** No number that anybody needs is longer; checked before it is parsed. */
    private static final int LONGEST_NUMBER = 64;

    private final JsonObject object;
    private final Pointer place;
    private final Problems problems;

    private Fields(JsonObject object, Pointer place, Problems problems) {
        this.object = object;
        this.place = place;
        this.problems = problems;
    }

    /**
     * Looks at an object whose fields are known: any other is a problem. Empty if the value is no object.
     *
     * @param what what the object is, for messages: {@code a partner}
     */
    public static Optional<Fields> of(
            JsonValue value, Pointer place, String what, Set<String> known, Problems problems) {
        Optional<Fields> fields = ofAny(value, place, what, problems);
        if (fields.isPresent()) {
            fields.get().refuseOthersThan(known, what);
        }
        return fields;
    }

    /** Looks at an object whose fields have names of the author's own. Empty if the value is no object. */
    public static Optional<Fields> ofAny(JsonValue value, Pointer place, String what, Problems problems) {
        if (!(value instanceof JsonObject object)) {
            problems.add(
                    "wrong-type", place, what + " is " + value.kind() + ", it must be an object", "write it in { }");
            return Optional.empty();
        }
        Fields fields = new Fields(object, place, problems);
        for (String name : fields.object.repeated()) {
            problems.add(
                    "duplicate-field",
                    fields.at(name),
                    "`" + Texts.shown(name) + "` is given twice",
                    "keep one of them");
        }
        return Optional.of(fields);
    }

    /** Another field than these is a problem. */
    public void refuseOthersThan(Set<String> known, String what) {
        for (String name : object.names()) {
            if (!known.contains(name)) {
                problems.add(
                        "unknown-field",
                        at(name),
                        what + " has no field `" + Texts.shown(name) + "`",
                        () -> Suggestion.closest(name, known)
                                .map(near -> "did you mean `" + near + "`?")
                                .orElse("remove it"));
            }
        }
    }

    public Pointer place() {
        return place;
    }

    /** Where the field stands, or would. */
    public Pointer at(String name) {
        return place.field(name);
    }

    /** The names as given. */
    public List<String> names() {
        return object.names();
    }

    public @Nullable JsonValue get(String name) {
        return object.get(name);
    }

    /** The value, or null after saying that it is missing. */
    public @Nullable JsonValue required(String name, String advice) {
        JsonValue value = object.get(name);
        if (value == null) {
            problems.add("missing-field", at(name), "`" + name + "` is missing", advice);
        }
        return value;
    }

    public Optional<String> requiredText(String name, String advice) {
        JsonValue value = required(name, advice);
        return value == null ? Optional.empty() : text(value, name);
    }

    public Optional<String> text(String name) {
        JsonValue value = object.get(name);
        return value == null ? Optional.empty() : text(value, name);
    }

    /** Makes no place for a text that is one. */
    private Optional<String> text(JsonValue value, String name) {
        return isText(value) ? Optional.of(((JsonScalar) value).text()) : text(value, at(name), name, problems);
    }

    /** The value as a text. */
    public static Optional<String> text(JsonValue value, Pointer place, String name, Problems problems) {
        if (isText(value)) {
            return Optional.of(((JsonScalar) value).text());
        }
        wrongType(value, place, name, "a text", "write it in double quotes", problems);
        return Optional.empty();
    }

    private static boolean isText(JsonValue value) {
        return value instanceof JsonScalar scalar && scalar.is(JsonScalar.Kind.TEXT);
    }

    /** A whole number within the range, ends included; the default if the field is not given. */
    public int whole(String name, int least, int most, int otherwise) {
        JsonValue value = object.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!isNumber(value)) {
            wrongType(value, at(name), name, "a whole number", "write it without quotes", problems);
            return otherwise;
        }
        String spelled = ((JsonScalar) value).text();
        OptionalInt number = wholeNumber(spelled);
        if (number.isEmpty() || number.getAsInt() < least || number.getAsInt() > most) {
            problems.add(
                    "out-of-range",
                    at(name),
                    "`" + name + "` is " + Texts.shown(spelled),
                    "give a whole number from " + least + " to " + most);
            return otherwise;
        }
        return number.getAsInt();
    }

    private static OptionalInt wholeNumber(String spelled) {
        return spelled.length() <= 9
                        && spelled.chars().skip(spelled.startsWith("-") ? 1 : 0).allMatch(c -> c >= '0' && c <= '9')
                ? OptionalInt.of(Integer.parseInt(spelled))
                : OptionalInt.empty();
    }

    public boolean flag(String name, boolean otherwise) {
        JsonValue value = object.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof JsonScalar scalar && scalar.is(JsonScalar.Kind.FLAG)) {
            return scalar.text().equals("true");
        }
        wrongType(value, at(name), name, "true or false", "write it without quotes", problems);
        return otherwise;
    }

    /**
     * A number, or a text that spells one, in units of {@code 10^-digits}; empty if it is not given or not as plain as
     * {@link Decimals#plain} wants it, and then nothing is said.
     */
    public OptionalLong plain(String name, int digits) {
        return object.get(name) instanceof JsonScalar scalar
                        && (scalar.is(JsonScalar.Kind.TEXT) || scalar.is(JsonScalar.Kind.NUMBER))
                ? Decimals.plain(scalar.text(), digits)
                : OptionalLong.empty();
    }

    public Optional<BigDecimal> decimal(String name) {
        JsonValue value = object.get(name);
        return value == null ? Optional.empty() : decimal(value, at(name), name, problems);
    }

    /** A number, or a text that spells one, bounded as {@link Decimals} says. */
    public static Optional<BigDecimal> decimal(JsonValue value, Pointer place, String name, Problems problems) {
        boolean isText = isText(value);
        if (!isText && !isNumber(value)) {
            wrongType(value, place, name, "a number", "write it as 12.50 or \"12.50\"", problems);
            return Optional.empty();
        }
        String spelled = ((JsonScalar) value).text();
        if (isText && !Decimals.isSpelledAsNumber(spelled)) {
            notANumber(spelled, place, name, problems);
            return Optional.empty();
        }
        Optional<BigDecimal> number = spelled.length() > LONGEST_NUMBER ? Optional.empty() : Decimals.bounded(spelled);
        if (number.isEmpty()) {
            problems.add(
                    "number-too-large",
                    place,
                    "`" + name + "` is " + Texts.shown(spelled) + ", which is out of bounds",
                    "at most " + Decimals.MAX_DIGITS + " digits and an exponent within ±" + Decimals.MAX_EXPONENT);
        }
        return number;
    }

    private static void notANumber(String spelled, Pointer place, String name, Problems problems) {
        boolean comma = spelled.length() <= LONGEST_NUMBER && Decimals.isSpelledAsNumber(spelled.replace(',', '.'));
        problems.add(
                "not-a-number",
                place,
                "`" + name + "` is `" + Texts.shown(spelled) + "`, which is not a number",
                comma
                        ? "write " + spelled.replace(',', '.') + " with a point"
                        : "write digits and a point only, such as 12.50");
    }

    private static boolean isNumber(JsonValue value) {
        return value instanceof JsonScalar scalar && scalar.is(JsonScalar.Kind.NUMBER);
    }

    /** The items; none if the field is not given. */
    public List<JsonValue> list(String name) {
        JsonValue value = object.get(name);
        return value == null ? List.of() : items(value, name);
    }

    /** The items; none after saying that the field is missing or the list is empty. */
    public List<JsonValue> requiredList(String name, String advice) {
        JsonValue value = required(name, advice);
        if (value instanceof JsonList list && list.items().isEmpty()) {
            problems.add("empty-list", at(name), "`" + name + "` is empty", advice);
        }
        return value == null ? List.of() : items(value, name);
    }

    private List<JsonValue> items(JsonValue value, String name) {
        if (value instanceof JsonList list) {
            return list.items();
        }
        wrongType(value, at(name), name, "a list", "write it in [ ]", problems);
        return List.of();
    }

    /** The texts of a list by their places; an item that is none is a problem and left out. */
    public Map<Pointer, String> texts(String name, List<JsonValue> items) {
        Map<Pointer, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Pointer at = at(name).item(i);
            text(items.get(i), at, name + "/" + i, problems).ifPresent(text -> texts.put(at, text));
        }
        return texts;
    }

    private static void wrongType(
            JsonValue value, Pointer place, String name, String wanted, String advice, Problems problems) {
        boolean isNull = value instanceof JsonScalar scalar && scalar.is(JsonScalar.Kind.NULL);
        problems.add(
                "wrong-type",
                place,
                "`" + Texts.shown(name) + "` is " + value.kind() + ", it must be " + wanted,
                isNull ? "leave the field out if there is nothing to say" : advice);
    }
}
