package org.loyaltyhub.programme;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.loyaltyhub.internal.json.Fields;
import org.loyaltyhub.internal.json.JsonValue;
import org.loyaltyhub.internal.json.Pointer;
import org.loyaltyhub.internal.json.Problems;
import org.loyaltyhub.problem.Suggestion;
import org.loyaltyhub.value.Texts;

/** Reads names, declared or used. */
final class NameReader {
    static final String ADVICE =
            "small letters of one alphabet, digits and hyphens, a letter first, such as gas-station";
    static final String UNIT_ADVICE = "letters of one alphabet and digits, a letter first, such as kWh";
    static final String LABEL_ADVICE =
            "at most " + Names.MAX_LENGTH + " characters that can be seen, no double quote, no space at the ends";

    private final Problems problems;

    NameReader(Problems problems) {
        this.problems = problems;
    }

    /** Whether a declared name may look like this. */
    boolean isName(String name, Pointer place) {
        return passes(name, place, Names::fault, ADVICE);
    }

    boolean isLabel(String name, Pointer place) {
        return passes(name, place, Names::labelFault, LABEL_ADVICE);
    }

    private boolean passes(String name, Pointer place, Function<String, Optional<String>> rule, String advice) {
        Optional<String> fault = rule.apply(name);
        fault.ifPresent(
                wrong -> problems.add("bad-name", place, "the name `" + Texts.shown(name) + "` " + wrong, advice));
        return fault.isEmpty();
    }

    Set<String> names(Fields fields, String field, List<JsonValue> items, int most) {
        return declared(fields, field, items, most, Names::fault, ADVICE);
    }

    Set<String> units(Fields fields, String field, int most) {
        return declared(fields, field, fields.list(field), most, Names::unitFault, UNIT_ADVICE);
    }

    Set<String> labels(Fields fields, String field, int most) {
        return declared(fields, field, fields.list(field), most, Names::labelFault, LABEL_ADVICE);
    }

    private Set<String> declared(
            Fields fields,
            String field,
            List<JsonValue> items,
            int most,
            Function<String, Optional<String>> rule,
            String advice) {
        Set<String> names = new LinkedHashSet<>();
        if (isTooMany(items.size(), most, fields.at(field), field)) {
            return names;
        }
        for (Map.Entry<Pointer, String> item : fields.texts(field, items).entrySet()) {
            if (passes(item.getValue(), item.getKey(), rule, advice) && !names.add(item.getValue())) {
                duplicate(item.getValue(), item.getKey());
            }
        }
        return Collections.unmodifiableSet(names);
    }

    /** Names declared elsewhere, each used once here. */
    Set<String> used(Fields fields, String field, Collection<String> known, String what, int most) {
        Set<String> names = new LinkedHashSet<>();
        List<JsonValue> items = fields.list(field);
        if (isTooMany(items.size(), most, fields.at(field), field)) {
            return names;
        }
        for (Map.Entry<Pointer, String> item : fields.texts(field, items).entrySet()) {
            if (isKnown(item.getValue(), item.getKey(), known, what) && !names.add(item.getValue())) {
                duplicate(item.getValue(), item.getKey());
            }
        }
        return names;
    }

    /** Whether the name is one of these; {@code what} is the kind of name, such as {@code category}. */
    boolean isKnown(String name, Pointer place, Collection<String> known, String what) {
        return isKnown(name, place, known, what, NameReader::few);
    }

    /** The same with advice of one's own for a name that is near to none. */
    boolean isKnown(
            String name,
            Pointer place,
            Collection<String> known,
            String what,
            Function<Collection<String>, String> otherwise) {
        if (known.contains(name)) {
            return true;
        }
        problems.add(
                "unknown-" + what.replace(' ', '-'),
                place,
                "there is no " + what + " `" + Texts.shown(name) + "`",
                () -> Suggestion.closest(name, known)
                        .map(near -> "did you mean `" + near + "`?")
                        .orElseGet(() -> otherwise.apply(known)));
        return false;
    }

    private static String few(Collection<String> known) {
        return known.isEmpty() || known.size() > 8
                ? "check the spelling"
                : "known: " + String.join(", ", new TreeSet<>(known));
    }

    void duplicate(String name, Pointer place) {
        problems.add(
                "duplicate-name", place, "`" + Texts.shown(name) + "` stands here a second time", "keep one of them");
    }

    boolean isTooMany(int size, int most, Pointer place, String field) {
        if (size > most) {
            problems.add(
                    "too-many", place, "`" + field + "` has " + size + " items", "at most " + most + " are allowed");
        }
        return size > most;
    }
}
