package org.loyaltyhub.rules.internal.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.Matcher;
import org.loyaltyhub.figure.Selection;
import org.loyaltyhub.rule.Rule;
import org.loyaltyhub.value.Bits;

/**
 * Rules matched by Drools. Rules of equal partners and equal goods form a family, which is one Drools rule: the network
 * finds the few families that a purchase concerns, each of them asks its members' remaining conditions from an array.
 *
 * <p>Thread-safe. A match costs O(families that the purchase concerns), hardly more for 10,000 rules than for 20. Close it
 * when a newer version has taken its place; a match already under way still ends well.
 */
public final class DroolsMatcher implements Matcher, AutoCloseable {
    /** Rules for so many partners at most stand once for each of them, found by hash, rather than behind a bit test. */
    static final int MOST_PARTNERS_BY_HASH = 8;

    private static final int[] NONE = {};

    private final Family[] families;
    private final Sessions sessions;

    private DroolsMatcher(Family[] families, Sessions sessions) {
        this.families = families;
        this.sessions = sessions;
    }

    /** A matcher of these rules; its indices are their places in the list. O(rules). */
    public static DroolsMatcher of(List<Rule> rules) {
        Map<Kinship, List<Family.Member>> kin = new LinkedHashMap<>();
        for (int index = 0; index < rules.size(); index++) {
            Rule rule = rules.get(index);
            Family.Member member = Family.Member.of(index, rule);
            for (Bits partners : scopes(rule.trigger().partners())) {
                kin.computeIfAbsent(new Kinship(partners, rule.trigger().lines()), key -> new ArrayList<>())
                        .add(member);
            }
        }
        List<Gate> gates = new ArrayList<>();
        List<Family> families = new ArrayList<>();
        kin.forEach((key, members) -> {
            gates.add(new Gate(key.partners(), key.lines().categories()));
            families.add(Family.of(key.lines(), members));
        });
        return new DroolsMatcher(families.toArray(Family[]::new), new Sessions(Network.of(gates)));
    }

    /** What makes rules of one family. */
    private record Kinship(Bits partners, Selection lines) {}

    private static List<Bits> scopes(Bits partners) {
        return partners.size() <= MOST_PARTNERS_BY_HASH
                ? partners.stream().mapToObj(Bits::of).toList()
                : List.of(partners);
    }

    @Override
    public int[] match(Facts facts) {
        if (!facts.visit().earns()) {
            return NONE;
        }
        Sighting sighting = new Sighting(facts.visit());
        sessions.judge(sighting);
        Indices fired = sighting.fired();
        Indices holding = new Indices();
        for (int i = 0; i < fired.size(); i++) {
            families[fired.get(i)].collect(facts, holding);
        }
        return holding.ascending();
    }

    /** Lets go of the sessions. A later match still works, at the price of a session of its own. */
    @Override
    public void close() {
        sessions.close();
    }
}
