package org.loyaltyhub.rules.internal.engine;

import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;
import org.loyaltyhub.event.Visit;

/**
 * A Drools session and the one fact in it. The fact stays and is turned to the next event: to Drools that is one update in
 * place of an insertion and a deletion, and costs half.
 *
 * <p>Not thread-safe: one user at a time. After an exception it must not be used again.
 */
final class Session {
    private final KieSession drools;
    private final Sighting sighting;
    private @Nullable FactHandle handle;

    Session(KieSession drools, Subjects subjects) {
        this.drools = drools;
        this.sighting = new Sighting(subjects);
    }

    /** The families that the event fires. */
    int[] judge(Visit visit) {
        sighting.turnTo(visit);
        if (handle == null) {
            handle = drools.insert(sighting);
        } else {
            drools.update(handle, sighting);
        }
        drools.fireAllRules();
        return sighting.fired();
    }

    KieSession drools() {
        return drools;
    }

    void dispose() {
        drools.dispose();
    }
}
