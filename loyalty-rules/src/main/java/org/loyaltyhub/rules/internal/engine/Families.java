package org.loyaltyhub.rules.internal.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.figure.Pattern;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.Bits;

/**
 * Sorts rules into families: by what the event is about, by partners, then by goods. Goods that overlap go together, because to Drools a second match
 * costs more than finding a rule among many in an array; goods that do not overlap stay apart, so that Drools tells which
 * families a purchase does not concern.
 */
final class Families {
    /** Rules for so many partners at most stand once for each of them, found by hash; for more, behind a bit test. */
    static final int MOST_PARTNERS_BY_HASH = 8;

    private Families() {}

    /** In an order that depends on the rules alone. A rule that no event can meet is in none. O(rules × categories). */
    static List<Family> of(List<Rule> rules) {
        Map<Gate, List<Member>> byPlace = new LinkedHashMap<>();
        for (int index = 0; index < rules.size(); index++) {
            Rule rule = rules.get(index);
            Member member = Member.of(index, rule);
            for (Gate place : places(rule.trigger())) {
                byPlace.computeIfAbsent(place, key -> new ArrayList<>()).add(member);
            }
        }
        List<Family> families = new ArrayList<>();
        byPlace.forEach((place, members) -> {
            if (place.isOfPurchases()) {
                byGoods(members).forEach(kin -> families.add(Family.ofPurchases(place.partners(), kin)));
            } else {
                families.add(Family.of(place, members));
            }
        });
        return families;
    }

    private static List<Gate> places(Pattern trigger) {
        if (trigger.subject() instanceof Subject.Anything) {
            return List.of(Gate.of(trigger.subject(), Bits.NONE));
        }
        Bits partners = trigger.partners();
        Stream<Bits> scopes = partners.size() <= MOST_PARTNERS_BY_HASH
                ? partners.stream().mapToObj(Bits::of)
                : Stream.of(partners);
        return scopes.map(each -> Gate.of(trigger.subject(), each)).toList();
    }

    private static Iterable<List<Member>> byGoods(List<Member> members) {
        Kinship kinship = new Kinship();
        members.forEach(member -> kinship.join(member.lines().categories()));
        Map<Integer, List<Member>> byRoot = new LinkedHashMap<>();
        for (Member member : members) {
            member.lines().categories().stream()
                    .limit(1)
                    .forEach(category -> byRoot.computeIfAbsent(kinship.rootOf(category), root -> new ArrayList<>())
                            .add(member));
        }
        return byRoot.values();
    }

    /** Which categories stand in one selection, directly or by way of others: a forest of the categories seen. */
    private static final class Kinship {
        private int[] parent = {};

        void join(Bits categories) {
            int first = categories.stream().findFirst().orElse(-1);
            categories.stream().forEach(category -> {
                grow(category + 1);
                parent[rootOf(category)] = rootOf(first);
            });
        }

        int rootOf(int category) {
            int root = category;
            while (parent[root] != root) {
                parent[root] = parent[parent[root]];
                root = parent[root];
            }
            return root;
        }

        private void grow(int size) {
            int known = parent.length;
            if (size > known) {
                parent = IntStream.range(0, size)
                        .map(i -> i < known ? parent[i] : i)
                        .toArray();
            }
        }
    }
}
