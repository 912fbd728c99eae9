package org.loyaltyhub.rules.internal.engine;

import static org.drools.model.PatternDSL.alphaIndexedBy;
import static org.drools.model.PatternDSL.declarationOf;
import static org.drools.model.PatternDSL.on;
import static org.drools.model.PatternDSL.pattern;

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
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ThreadSafeOption;
import org.loyaltyhub.value.Bits;

/**
 * One Drools rule for each gate, built as a model in code: no source is generated, so no rule file can become code.
 *
 * <p>Immutable and thread-safe. Every session has a base of its own: on a base that threads share, sessions need Drools'
 * locks, which cost a third of a judgement; without them they see each other's facts. Every Drools rule has exactly one pattern, which keeps Drools on its fast path. To
 * Drools the id of an expression <em>is</em> the expression and the id of an index <em>is</em> the property: equal ids
 * share a node, whatever the lambdas do. So an id is the canonical text of what is tested, and predicate, index and id
 * are made in one place from one value. No expression names properties to react on: a rule all of whose expressions do,
 * by names that are no bean properties, would miss updates of its fact.
 */
final class Network {
    private static final String PACKAGE = "org.loyaltyhub.families";

    /** The identities of the properties that Drools indexes. A further one needs another number. */
    private static final int PLACE_INDEX = 0;

    private static final int SUBJECT_INDEX = 1;

    private final Subjects subjects;
    private final List<Gate> gates;

    private Network(Subjects subjects, List<Gate> gates) {
        this.subjects = subjects;
        this.gates = gates;
    }

    /** The network in which gate i fires family i. */
    static Network of(List<Gate> gates) {
        return new Network(new Subjects(gates), List.copyOf(gates));
    }

    /** A session for one user at a time, who disposes of it. O(gates): milliseconds for some hundred. */
    Session newSession() {
        ModelImpl model = new ModelImpl(PACKAGE);
        for (int family = 0; family < gates.size(); family++) {
            model.addRule(rule(subjects, family, gates.get(family)));
        }
        KieSessionConfiguration alone = KieServices.get().newKieSessionConfiguration();
        alone.setOption(ThreadSafeOption.NO);
        KieBase base = KieBaseBuilder.createKieBaseFromModel(model);
        return new Session(() -> base.newKieSession(alone, null), subjects);
    }

    private static Rule rule(Subjects subjects, int family, Gate gate) {
        Variable<Sighting> event = declarationOf(Sighting.class, "event");
        PatternDef<Sighting> pattern = pattern(event);
        if (!gate.isOpen()) {
            pattern = at(pattern, subjects.of(gate.subject()), gate);
        }
        if (gate.isOfPurchases()) {
            pattern = touching(pattern, gate.categories());
        }
        return PatternDSL.rule(PACKAGE, "family " + family)
                .build(pattern, on(event).execute(sighting -> sighting.fire(family)));
    }

    private static PatternDef<Sighting> at(PatternDef<Sighting> pattern, int subject, Gate gate) {
        OptionalInt only = gate.onlyPartner();
        if (only.isPresent()) {
            long place = Sighting.place(subject, only.getAsInt());
            return pattern.expr(
                    "place == " + place,
                    sighting -> sighting.place() == place,
                    alphaIndexedBy(long.class, ConstraintType.EQUAL, PLACE_INDEX, Sighting::place, place));
        }
        Bits partners = gate.partners();
        return pattern.expr(
                        "subject == " + subject,
                        sighting -> sighting.subject() == subject,
                        alphaIndexedBy(int.class, ConstraintType.EQUAL, SUBJECT_INDEX, Sighting::subject, subject))
                .expr("partner in " + partners, sighting -> partners.has(sighting.partner()));
    }

    private static PatternDef<Sighting> touching(PatternDef<Sighting> pattern, Bits categories) {
        return pattern.expr("touched meets " + categories, sighting -> categories.intersects(sighting.touched()));
    }
}
