package org.loyaltyhub.rules.internal.engine;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;
import org.loyaltyhub.event.Visit;

/**
 * A Drools session and the one fact in it. The fact stays and is turned to the next event: to Drools that is one update in
 * place of an insertion and a deletion, and costs half.
 *
 * <p>Drools keeps every match that such an update ended, for as long as its session lives. So the session is renewed again
 * and again; on the same base that costs no more than some ten judgements.
 *
 * <p>Not thread-safe: one user at a time. After an exception it must not be used again.
 */
final class Session {
    /** So few that what Drools keeps stays small, so many that renewing does not count. */
    static final int MOST_JUDGEMENTS = 1_000;

    private final Supplier<KieSession> maker;
    private final Sighting sighting;
    private KieSession drools;
    private @Nullable FactHandle handle;
    private int judgements;

    /** @param maker makes a Drools session; called now and for every renewal */
    Session(Supplier<KieSession> maker, Subjects subjects) {
        this.maker = maker;
        this.sighting = new Sighting(subjects);
        this.drools = maker.get();
    }

    /** The families that the event fires. */
    int[] judge(Visit visit) {
        if (judgements == MOST_JUDGEMENTS) {
            renew();
        }
        judgements++;
        sighting.turnTo(visit);
        if (handle == null) {
            handle = drools.insert(sighting);
        } else {
            drools.update(handle, sighting);
        }
        drools.fireAllRules();
        return sighting.fired();
    }

    private void renew() {
        drools.dispose();
        drools = maker.get();
        handle = null;
        judgements = 0;
    }

    KieSession drools() {
        return drools;
    }

    void dispose() {
        drools.dispose();
    }
}
