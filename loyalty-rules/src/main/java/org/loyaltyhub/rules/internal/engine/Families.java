package org.loyaltyhub.rules.internal.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.Bits;

/**
 * Sorts rules into families by what the event is about and by partners. Rules of different goods go together, because to
 * Drools each match costs more than finding the goods of a purchase among many in an array: an event fires the family of
 * its subject and partner, and one for each set of many partners that has its partner in it.
 */
final class Families {
    /** Rules for so many partners at most stand once for each of them, found by hash; for more, behind a bit test. */
    static final int MOST_PARTNERS_BY_HASH = 8;

    private Families() {}

    /** In an order that depends on the rules alone. A rule that is for no partner is in none. O(rules). */
    static List<Family> of(List<Rule> rules) {
        Map<Place, List<Member>> byPlace = new LinkedHashMap<>();
        for (int index = 0; index < rules.size(); index++) {
            Rule rule = rules.get(index);
            Member member = Member.of(index, rule);
            for (Place place : places(rule.trigger())) {
                byPlace.computeIfAbsent(place, key -> new ArrayList<>()).add(member);
            }
        }
        List<Family> families = new ArrayList<>();
        byPlace.forEach((place, members) -> families.add(Family.of(place.subject(), place.partners(), members)));
        return families;
    }

    /** What the members of one family have in common. */
    private record Place(Subject subject, Bits partners) {}

    private static List<Place> places(Pattern trigger) {
        if (trigger.subject() instanceof Subject.Anything) {
            return List.of(new Place(new Subject.Anything(), Bits.NONE)); // wherever it was
        }
        Bits partners = trigger.partners();
        Stream<Bits> scopes =
                partners.size() <= MOST_PARTNERS_BY_HASH ? partners.stream().mapToObj(Bits::of) : Stream.of(partners);
        return scopes.map(each -> new Place(trigger.subject(), each)).toList();
    }
}
