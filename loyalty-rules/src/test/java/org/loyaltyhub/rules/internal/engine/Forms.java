package org.loyaltyhub.rules.internal.engine;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;

/** The forms of the catalogue by name, so that a test can say that it has met them all. */
final class Forms {
    private Forms() {}

    static String of(Figure figure) {
        return figure instanceof Figure.History history
                ? history.measure() + " " + history.window().getClass().getSimpleName()
                : figure.getClass().getSimpleName();
    }

    static String of(Condition predicate) {
        return predicate instanceof Condition.Earlier earlier && earlier.unused()
                ? "Unused"
                : predicate.getClass().getSimpleName();
    }

    static Set<String> all() {
        Set<String> names = new TreeSet<>(Set.of("MemberFor", "ReceiptHas", "Earlier", "Unused", "First"));
        Arrays.stream(Figure.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .filter(name -> !name.equals("Constant") && !name.equals("History"))
                .forEach(names::add);
        for (Measure measure : Measure.values()) {
            Stream.of("Last", "This", "Previous", "Since", "Ever")
                    .filter(window ->
                            measure != Measure.DAYS || !Set.of("Since", "Ever").contains(window))
                    .forEach(window -> names.add(measure + " " + window));
        }
        return names;
    }
}
