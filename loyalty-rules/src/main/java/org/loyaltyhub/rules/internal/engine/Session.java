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
    private final Subjects subjects;
    private Stint stint;

    /** @param maker makes a Drools session; called now and for every renewal */
    Session(Supplier<KieSession> maker, Subjects subjects) {
        this.maker = maker;
        this.subjects = subjects;
        this.stint = new Stint(maker.get(), new Sighting(subjects));
    }

    /** The families that the event fires. */
    int[] judge(Visit visit) {
        if (stint.judgements == MOST_JUDGEMENTS) {
            renew();
        }
        return stint.judge(visit);
    }

    private void renew() {
        Stint before = stint;
        stint = new Stint(maker.get(), new Sighting(subjects));
        before.drools.dispose();
    }

    KieSession drools() {
        return stint.drools;
    }

    void dispose() {
        stint.drools.dispose();
    }

    /**
     * All that a judgement writes to. It is made with each renewal, by the thread that judges: what lives long ends up beside
     * that of another session, on one cache line, and two threads wait for each other.
     */
    private static final class Stint {
        private final KieSession drools;
        private final Sighting sighting;
        private @Nullable FactHandle handle;
        private int judgements;

        Stint(KieSession drools, Sighting sighting) {
            this.drools = drools;
            this.sighting = sighting;
        }

        int[] judge(Visit visit) {
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
    }
}
