package org.loyaltyhub.rules.internal.engine;

import java.util.List;
import org.loyaltyhub.decision.Facts;
import org.loyaltyhub.decision.Matcher;
import org.loyaltyhub.rule.Rule;

/**
 * Rules matched by Drools. Rules of one subject and equal partners form a family, which is one Drools rule: the network
 * finds the few families that an event concerns, and each of these finds its members by their goods and asks their
 * remaining conditions from arrays.
 *
 * <p>Thread-safe. A match costs O(rules that may hold), hardly more for 10,000 rules than for 20. Close it when a newer
 * version has taken its place; a match already under way still ends well.
 */
public final class DroolsMatcher implements Matcher, AutoCloseable {
    private final Family[] families;
    private final Sessions sessions;

    private DroolsMatcher(Family[] families, Sessions sessions) {
        this.families = families;
        this.sessions = sessions;
    }

    /** A matcher of these rules; its indices are their places in the list. */
    public static DroolsMatcher of(List<Rule> rules) {
        List<Family> families = Families.of(rules);
        Network network = Network.of(families.stream().map(Family::gate).toList());
        int cores = Runtime.getRuntime().availableProcessors();
        Sessions sessions = new Sessions(network::newSession, cores);
        sessions.prepare();
        return new DroolsMatcher(families.toArray(Family[]::new), sessions);
    }

    @Override
    public int[] match(Facts facts) {
        int[] concerned = sessions.judge(facts.visit());
        if (concerned.length == 0) {
            return concerned;
        }
        Indices holding = new Indices();
        for (int family : concerned) {
            families[family].collect(facts, holding);
        }
        return holding.ascending();
    }

    /** Lets go of the idle sessions. A later match still works, at the price of a session of its own. */
    @Override
    public void close() {
        sessions.close();
    }
}
