package org.loyaltyhub.rules.internal.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.Bits;

/**
 * Sorts rules into families by partners. Rules of different goods go together, because to Drools each match costs more
 * than finding the goods of a purchase among many in an array: a purchase fires the family of its partner, and one for
 * each set of many partners that has its partner in it.
 */
final class Families {
    /** Rules for so many partners at most stand once for each of them, found by hash; for more, behind a bit test. */
    static final int MOST_PARTNERS_BY_HASH = 8;

    private Families() {}

    /** In an order that depends on the rules alone. A rule that is for no partner is in none. O(rules). */
    static List<Family> of(List<Rule> rules) {
        Map<Bits, List<Member>> byPartners = new LinkedHashMap<>();
        for (int index = 0; index < rules.size(); index++) {
            Rule rule = rules.get(index);
            Member member = Member.of(index, rule);
            for (Bits partners : scopes(rule.trigger().partners())) {
                byPartners.computeIfAbsent(partners, key -> new ArrayList<>()).add(member);
            }
        }
        List<Family> families = new ArrayList<>();
        byPartners.forEach((partners, members) -> families.add(Family.of(partners, members)));
        return families;
    }

    private static List<Bits> scopes(Bits partners) {
        return partners.size() <= MOST_PARTNERS_BY_HASH
                ? partners.stream().mapToObj(Bits::of).toList()
                : List.of(partners);
    }
}
