package org.loyaltyhub.rules.internal.engine;

import static org.drools.model.PatternDSL.alphaIndexedBy;
import static org.drools.model.PatternDSL.declarationOf;
import static org.drools.model.PatternDSL.on;
import static org.drools.model.PatternDSL.pattern;
import static org.drools.model.PatternDSL.reactOn;

import java.util.List;
import java.util.OptionalInt;
import org.drools.model.Index.ConstraintType;
import org.drools.model.PatternDSL;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.Rule;
import org.drools.model.Variable;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ThreadSafeOption;
import org.loyaltyhub.value.Bits;

/**
 * One Drools rule for each gate, built as a model in code: no source is generated, so no rule file can become code.
 *
 * <p>Immutable and thread-safe. Every Drools rule has exactly one pattern, which keeps Drools on its fast path. To
 * Drools the id of an expression <em>is</em> the expression and the id of an index <em>is</em> the property: equal ids
 * share a node, whatever the lambdas do. So an id is the canonical text of what is tested, and predicate, index and id
 * are made in one place from one value.
 */
final class Network {
    private static final String PACKAGE = "org.loyaltyhub.families";

    /** The identity of the one property that Drools indexes. A second one needs another number. */
    private static final int PARTNER_INDEX = 0;

    private final KieBase base;
    private final KieSessionConfiguration sessions;

    private Network(KieBase base) {
        this.base = base;
        this.sessions = KieServices.get().newKieSessionConfiguration();
        // Sessions of both kinds on one base see each other's facts; without locks they do so across threads.
        sessions.setOption(ThreadSafeOption.YES);
    }

    /** The network in which gate i fires family i. O(gates). */
    static Network of(List<Gate> gates) {
        ModelImpl model = new ModelImpl(PACKAGE);
        for (int family = 0; family < gates.size(); family++) {
            model.addRule(rule(family, gates.get(family)));
        }
        return new Network(KieBaseBuilder.createKieBaseFromModel(model));
    }

    /** A session of its own for one user at a time, who disposes of it. */
    KieSession newSession() {
        return base.newKieSession(sessions, null);
    }

    KieBase base() {
        return base;
    }

    private static Rule rule(int family, Gate gate) {
        Variable<Sighting> purchase = declarationOf(Sighting.class, "purchase");
        PatternDef<Sighting> pattern = touching(at(pattern(purchase), gate), gate.categories());
        return PatternDSL.rule(PACKAGE, "family " + family)
                .build(pattern, on(purchase).execute(sighting -> sighting.fire(family)));
    }

    private static PatternDef<Sighting> at(PatternDef<Sighting> pattern, Gate gate) {
        OptionalInt only = gate.onlyPartner();
        if (only.isPresent()) {
            int partner = only.getAsInt();
            return pattern.expr(
                    "partner == " + partner,
                    sighting -> sighting.partner() == partner,
                    alphaIndexedBy(int.class, ConstraintType.EQUAL, PARTNER_INDEX, Sighting::partner, partner),
                    reactOn("partner"));
        }
        Bits partners = gate.partners();
        return pattern.expr("partner in " + partners, sighting -> partners.has(sighting.partner()));
    }

    private static PatternDef<Sighting> touching(PatternDef<Sighting> pattern, Bits categories) {
        return pattern.expr("touched meets " + categories, sighting -> categories.intersects(sighting.touched()));
    }
}
