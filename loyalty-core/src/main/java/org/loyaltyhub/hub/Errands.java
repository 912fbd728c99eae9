package org.loyaltyhub.hub;

import java.time.Instant;
import java.util.Optional;
import org.loyaltyhub.event.Subject;
import org.loyaltyhub.store.Errand;
import org.loyaltyhub.store.Store;
import org.loyaltyhub.value.EventKey;
import org.loyaltyhub.value.MemberId;

/**
 * Has recorded what events of one member owe to another: thanks, and that they are taken back. Each is kept by the store
 * until it is done.
 *
 * <p>Thread-safe.
 */
final class Errands {
    private final Store store;
    private final Recorder recorder;

    Errands(Store store, Recorder recorder) {
        this.store = store;
        this.recorder = recorder;
    }

    void runAll(Instant now) {
        store.errands().forEach(errand -> run(errand, now));
    }

    /** Somebody whom nobody knows gets nothing, and nobody for bringing themselves. */
    void run(Errand errand, Instant now) {
        Optional<MemberId> to = recorder.member(errand.to()).filter(known -> !known.equals(errand.from()));
        if (to.isEmpty()) {
            store.drop(errand);
            return;
        }
        if (errand.event().subject() instanceof Subject.ThanksTaken taken) {
            giveFirst(taken.thanks(), now);
        }
        recorder.recordOwn(to.get(), errand.event(), now, Optional.empty());
    }

    /** Thanks that are still owed are given before they are taken back. */
    private void giveFirst(EventKey thanks, Instant now) {
        if (store.find(thanks).isEmpty()) {
            store.errands().stream()
                    .filter(errand -> errand.event().key().equals(thanks))
                    .forEach(errand -> run(errand, now));
        }
    }
}
