package org.loyaltyhub.bench;

import org.loyaltyhub.decision.Version;
import org.loyaltyhub.hub.FollowingClock;
import org.loyaltyhub.hub.Hub;
import org.loyaltyhub.outcome.Accepted;
import org.loyaltyhub.outcome.Outcome;
import org.loyaltyhub.outcome.Receipt;
import org.loyaltyhub.store.InMemoryStore;

/** A hub in memory to which events are reported as they happen. Thread-safe. */
final class MemoryHub {
    private final FollowingClock clock = new FollowingClock();
    private final Hub hub;

    MemoryHub(Version version) {
        this.hub = Hub.builder()
                .version(version)
                .store(InMemoryStore.keeping(1_000))
                .clock(clock)
                .build();
    }

    /** Fails unless it is accepted. */
    Receipt submit(Reports reports, int index) {
        clock.follow(reports.happened(index));
        Outcome outcome = hub.operator().submit(reports.json(index));
        if (outcome instanceof Accepted accepted) {
            return accepted.receipt();
        }
        throw new IllegalStateException("not accepted: " + outcome + " for " + reports.json(index));
    }
}
