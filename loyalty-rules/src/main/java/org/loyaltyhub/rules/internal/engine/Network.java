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
import org.loyaltyhub.event.Visit;
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

    /** The identities of the properties that Drools indexes. A further one needs another number. */
    private static final int PLACE_INDEX = 0;

    private static final int SUBJECT_INDEX = 1;

    private final Subjects subjects;
    private final KieBase base;
    private final KieSessionConfiguration sessions;

    private Network(Subjects subjects, KieBase base) {
        this.subjects = subjects;
        this.base = base;
        this.sessions = KieServices.get().newKieSessionConfiguration();
        // Sessions of both kinds on one base see each other's facts; without locks they do so across threads.
        sessions.setOption(ThreadSafeOption.YES);
    }

    /** The network in which gate i fires family i. O(gates). */
    static Network of(List<Gate> gates) {
        Subjects subjects = new Subjects(gates);
        ModelImpl model = new ModelImpl(PACKAGE);
        for (int family = 0; family < gates.size(); family++) {
            model.addRule(rule(subjects, family, gates.get(family)));
        }
        return new Network(subjects, KieBaseBuilder.createKieBaseFromModel(model));
    }

    /** The event as this network sees it. */
    Sighting sighting(Visit visit) {
        return new Sighting(subjects, visit);
    }

    /** A session of its own for one user at a time, who disposes of it. */
    KieSession newSession() {
        return base.newKieSession(sessions, null);
    }

    KieBase base() {
        return base;
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
                    alphaIndexedBy(long.class, ConstraintType.EQUAL, PLACE_INDEX, Sighting::place, place),
                    reactOn("place"));
        }
        Bits partners = gate.partners();
        return pattern.expr(
                        "subject == " + subject,
                        sighting -> sighting.subject() == subject,
                        alphaIndexedBy(int.class, ConstraintType.EQUAL, SUBJECT_INDEX, Sighting::subject, subject),
                        reactOn("subject"))
                .expr("partner in " + partners, sighting -> partners.has(sighting.partner()));
    }

    private static PatternDef<Sighting> touching(PatternDef<Sighting> pattern, Bits categories) {
        return pattern.expr("touched meets " + categories, sighting -> categories.intersects(sighting.touched()));
    }
}
