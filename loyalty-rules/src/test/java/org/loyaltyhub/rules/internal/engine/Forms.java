package org.loyaltyhub.rules.internal.engine;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Condition;
import org.loyaltyhub.figure.Figure;
import org.loyaltyhub.figure.Figure.History.Measure;
import org.loyaltyhub.rule.Effect;

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

    static String of(Subject subject) {
        return subject.getClass().getSimpleName();
    }

    static String of(Effect effect) {
        boolean toReferrer = effect instanceof Effect.Award award && award.toReferrer();
        return effect.getClass().getSimpleName() + (toReferrer ? " to referrer" : "");
    }

    /** What events are about: every subject but the one that stands for all and those that no rule is asked about. */
    static Set<String> subjects() {
        return Arrays.stream(Subject.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .filter(name -> !Set.of("Anything", "ThanksTaken", "Due").contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> effects() {
        Set<String> names = new TreeSet<>();
        addEffects(Effect.class, names);
        addEffects(Effect.Discount.class, names);
        addEffects(Effect.Award.class, names);
        names.add("AwardFlat to referrer"); // no event that names a referrer has goods for the others to count
        return names;
    }

    private static void addEffects(Class<?> sealed, Set<String> names) {
        Arrays.stream(sealed.getPermittedSubclasses())
                .filter(Class::isRecord)
                .map(Class::getSimpleName)
                .forEach(names::add);
    }

    static Set<String> all() {
        Set<String> names = new TreeSet<>(Set.of("Unused"));
        Arrays.stream(Condition.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .filter(name -> !Set.of("Compare", "Within", "OneOf", "Not", "All", "Any")
                        .contains(name))
                .forEach(names::add);
        Arrays.stream(Figure.Text.Source.values()).map(Enum::name).forEach(names::add);
        Arrays.stream(Figure.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .filter(name -> !Set.of("Constant", "History", "Text").contains(name))
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
